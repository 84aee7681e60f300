// @vitest-environment happy-dom

import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderInApp } from '../testing/renderInApp.tsx';
import { PanelMenu } from './PanelMenu.tsx';
import type { PanelActions } from './panelActions.ts';

function actions(more: Partial<PanelActions> = {}): PanelActions {
  return {
    downloadPng: vi.fn(),
    downloadSvg: vi.fn(),
    downloadCsv: vi.fn(),
    downloadLongCsv: vi.fn(),
    downloadJson: vi.fn(),
    promql: ['up', 'sum(up)'],
    queries: ['up', 'sum(rate(up[$__rate_interval]))'],
    link: () => 'https://console/c/here',
    ...more,
  };
}

async function opened(own: PanelActions, hasData = true) {
  return (await openedAt('/c/here/overview', own, hasData)).user;
}

async function openedAt(address: string, own: PanelActions, hasData = true) {
  const app = await renderInApp(<PanelMenu title="Power" actions={own} hasData={hasData} />, address);
  await app.user.click(screen.getByRole('button', { name: 'Power: Panel menu' }));
  return app;
}

const choose = (name: string) => screen.getByRole('menuitem', { name });

describe('a panel’s menu', () => {
  it('has no exports before there is data, but what it asks can be copied', async () => {
    const own = actions();
    const user = await opened(own, false);
    expect(choose('Download CSV').getAttribute('aria-disabled')).toBe('true');
    await user.click(choose('Download CSV'));
    expect(own.downloadCsv).not.toHaveBeenCalled();
    await user.click(choose('Copy PromQL'));
    expect(await navigator.clipboard.readText()).toBe('up\nsum(up)');
  });

  it('leads to where its queries can be changed, as any range has them', async () => {
    const { user, address } = await openedAt('/c/here/nodes', actions());
    await user.click(choose('Open in Explore'));
    await expect
      .poll(() => new URLSearchParams(address().split('?')[1]).getAll('q'))
      .toEqual(['up', 'sum(rate(up[$__rate_interval]))']);
    expect(address()).toMatch(/^\/c\/here\/explore\?/);
  });

  it('draws a picture in the density that was chosen', async () => {
    const own = actions();
    const user = await opened(own);
    await user.click(choose('Download PNG (2×)'));
    expect(own.downloadPng).toHaveBeenCalledExactlyOnceWith(2);
  });

  it('says whether the browser let it copy, until it is opened again', async () => {
    const user = await opened(actions());
    await user.click(choose('Copy link to this time range'));
    await expect.poll(() => screen.getByRole('status').textContent).toBe('Copied');
    await user.click(screen.getByRole('button', { name: 'Power: Panel menu' }));
    expect(screen.getByRole('status').textContent).toBe('');
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'));
    await user.click(choose('Copy PromQL'));
    await expect.poll(() => screen.getByRole('status').textContent).toBe('The browser did not allow copying');
  });

  it('offers only what this panel can do', async () => {
    await opened(actions({ imageLink: () => 'https://console/image' }));
    const names = screen.getAllByRole('menuitem').map(({ textContent }) => textContent);
    expect(names).not.toContain('Full screen');
    expect(names).not.toContain('Copy Markdown table');
    expect(names.at(-1)).toMatch(/image/);
  });
});
