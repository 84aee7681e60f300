// @vitest-environment happy-dom

import type { Dashboard } from '@gpu-console/shared/dashboards';
import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderInApp } from '../../testing/renderInApp.tsx';
import { SaveCard } from './SaveCard.tsx';

const DASHBOARD: Dashboard = { id: 'power', title: 'Power', variables: [], panels: [] };
const STORED = { dashboard: { ...DASHBOARD, title: 'Theirs' }, version: '7', updatedAt: 5 };

const reply = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
  });
const taken = () =>
  reply(409, { status: 409, code: 'dashboard_changed', title: 'Taken', detail: '', current: STORED });

/** The card; `answers` are what the server says to each attempt to save, `asked` what was sent. */
async function card(...answers: Response[]) {
  const asked: { id: string; version: string | null }[] = [];
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (init?.method !== 'PUT') return reply(404, {});
    const { version } = JSON.parse(String(init.body));
    asked.push({ id: url.split('/').at(-1) ?? '', version });
    return answers.shift() ?? reply(500, {});
  });
  const { user, address } = await renderInApp(<SaveCard dashboard={DASHBOARD} />);
  return { user, address, asked };
}

const save = () => screen.getByRole('button', { name: 'Save' });

afterEach(() => vi.unstubAllGlobals());

describe('saving an imported dashboard', () => {
  it('opens it once it is saved', async () => {
    const { user, address, asked } = await card(reply(200, STORED));
    await user.click(save());
    await expect.poll(address).toBe('/c/here/dashboards/power');
    expect(asked).toEqual([{ id: 'power', version: null }]);
  });

  it('shows the one that has its name, and replaces just that version', async () => {
    const { user, address, asked } = await card(taken(), reply(200, STORED));
    await user.click(save());
    const theirs = await screen.findByRole('link', { name: 'Theirs' });
    expect(theirs.getAttribute('href')).toBe('/c/here/dashboards/power');
    await user.click(screen.getByRole('button', { name: 'Overwrite it' }));
    await expect.poll(address).toBe('/c/here/dashboards/power');
    expect(asked).toEqual([
      { id: 'power', version: null },
      { id: 'power', version: '7' },
    ]);
  });

  it('forgets what stood in the way when the name is another', async () => {
    const { user, asked } = await card(taken(), reply(200, STORED));
    await user.click(save());
    await screen.findByRole('alert');
    await user.type(screen.getByRole('textbox'), '-2');
    expect(screen.queryByRole('alert')).toBeNull();
    await user.click(save());
    await expect.poll(() => asked.at(-1)).toEqual({ id: 'power-2', version: null });
  });

  it('says what went wrong, and stays', async () => {
    const { user, address } = await card(
      reply(403, { status: 403, code: 'forbidden', title: 'Refused', detail: 'It may not be written.' }),
    );
    await user.click(save());
    expect((await screen.findByRole('alert')).textContent).toBe('Refused. It may not be written.');
    expect(address()).toBe('/c/here/overview');
    expect(save().hasAttribute('disabled')).toBe(false);
  });
});
