// @vitest-environment happy-dom

import { panelOf, seriesOf } from '@gpu-console/panels/fixtures';
import { fireEvent, screen, within } from '@testing-library/react';
import { type ComponentProps, useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { renderInApp } from '../testing/renderInApp.tsx';
import { Legend } from './Legend.tsx';

const SERIES = [seriesOf('GPU 0', [1, 2, 3]), seriesOf('GPU 1', [9, 8, 7]), seriesOf('GPU 2', [5, 5, 5])];
const highlight = vi.fn();

/** As a list, which shows all of them at once. */
const PANEL = panelOf({ legend: { show: true, as: 'list', placement: 'bottom', values: ['last'] } });

function Example({ panel = PANEL }: { panel?: ComponentProps<typeof Legend>['panel'] }) {
  const [isolated, setIsolated] = useState<ReadonlySet<string>>(new Set());
  return (
    <Legend
      panel={panel}
      series={SERIES}
      isolated={isolated}
      onIsolate={setIsolated}
      onHighlight={highlight}
      tall={false}
      isBeside={false}
    />
  );
}

const button = (name: string) => screen.getByRole('button', { name: new RegExp(name) });
const isolated = () =>
  screen
    .getAllByRole('button')
    .filter((one) => one.getAttribute('aria-pressed') === 'true')
    .map((one) => one.textContent?.slice(0, 5));

describe('a legend', () => {
  it('shows one series alone, and all again', async () => {
    const { user } = await renderInApp(<Example />);
    await user.click(button('GPU 1'));
    expect(isolated()).toEqual(['GPU 1']);
    await user.click(button('GPU 1'));
    expect(isolated()).toEqual([]);
  });

  it('adds to those that are shown with Ctrl', async () => {
    const { user } = await renderInApp(<Example />);
    await user.click(button('GPU 1'));
    await user.keyboard('{Control>}');
    await user.click(button('GPU 2'));
    await user.keyboard('{/Control}');
    expect(isolated()).toEqual(['GPU 1', 'GPU 2']);
  });

  it('brings forward the series that has the focus', async () => {
    const { user } = await renderInApp(<Example />);
    await user.tab();
    expect(highlight).toHaveBeenLastCalledWith('GPU 0');
    fireEvent.blur(button('GPU 0'));
    expect(highlight).toHaveBeenLastCalledWith(null);
  });

  it('has the chosen statistics with their unit', async () => {
    await renderInApp(<Example />);
    expect(within(button('GPU 1')).getByText('7')).toBeDefined();
    expect(button('GPU 1').textContent).toMatch(/W$/);
  });

  it('is a table unless the panel wants a list', async () => {
    const { user } = await renderInApp(<Example panel={panelOf()} />);
    const header = screen.getByRole('columnheader', { name: 'Max' });
    expect(header.getAttribute('aria-sort')).toBe('none');
    await user.click(within(header).getByRole('button'));
    expect(header.getAttribute('aria-sort')).toBe('descending');
  });
});
