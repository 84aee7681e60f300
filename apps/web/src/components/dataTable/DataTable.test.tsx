// @vitest-environment happy-dom

import { Link } from '@tanstack/react-router';
import { screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { writeStored } from '../../state/stored.ts';
import { renderInApp } from '../../testing/renderInApp.tsx';
import * as download from '../download.ts';
import type { Column } from './column.ts';
import { DataTable } from './DataTable.tsx';
import { useUrlTableState } from './tableState.ts';
import { timeColumn } from './timeColumn.tsx';

interface Gpu {
  readonly name: string;
  readonly use: number | null;
  /** Unix seconds. */
  readonly seen: number | null;
}

const GPUS: readonly Gpu[] = [
  { name: 'gpu-9', use: 0.2, seen: 1_700_000_000 },
  { name: 'gpu-10', use: null, seen: null },
  { name: 'gpu-1', use: 0.9, seen: 1_700_000_060 },
];
const COLUMNS: readonly Column<Gpu>[] = [
  {
    id: 'name',
    header: 'Name',
    value: ({ name }) => name,
    cell: ({ name }) => (
      <Link to="/c/$cluster/nodes/$node" params={{ cluster: 'here', node: name }}>
        {name}
      </Link>
    ),
    width: 100,
  },
  { id: 'use', header: 'Use', value: ({ use }) => use, unit: 'ratio', width: 100 },
  {
    id: 'free',
    header: 'Free',
    value: ({ use }) => (use === null ? null : 1 - use),
    width: 100,
    optional: true,
  },
  timeColumn({ id: 'seen', header: 'Seen', value: ({ seen }) => seen, width: 100, optional: true }),
];

function Table({ rows = GPUS }: { rows?: readonly Gpu[] }) {
  return (
    <DataTable
      name="gpus"
      label="GPUs"
      rows={rows}
      columns={COLUMNS}
      rowKey={({ name }) => name}
      state={useUrlTableState(null)}
      empty={<p>No GPUs</p>}
    />
  );
}

const names = () => screen.getAllByRole('link').map((link) => link.textContent);
const header = (name: string) => screen.getByRole('columnheader', { name });

afterEach(() => {
  localStorage.clear();
  vi.restoreAllMocks();
});

describe('a table', () => {
  it('sorts by a header, numbers downwards first, and keeps what is absent last either way', async () => {
    const { user, address } = await renderInApp(<Table />);
    expect(names()).toEqual(['gpu-9', 'gpu-10', 'gpu-1']);
    await user.click(within(header('Use')).getByRole('button'));
    expect(names()).toEqual(['gpu-1', 'gpu-9', 'gpu-10']);
    expect(header('Use').getAttribute('aria-sort')).toBe('descending');
    expect(address()).toBe('/c/here/overview?sort=-use');
    await user.click(within(header('Use')).getByRole('button'));
    expect(names()).toEqual(['gpu-9', 'gpu-1', 'gpu-10']);
    await user.click(within(header('Name')).getByRole('button'));
    expect(names()).toEqual(['gpu-1', 'gpu-9', 'gpu-10']);
    expect(header('Use').getAttribute('aria-sort')).toBeNull();
  });

  it('filters, counts what is left, and offers to show all again', async () => {
    const { user, address } = await renderInApp(<Table />);
    await user.type(screen.getByRole('searchbox'), 'gpu-1');
    expect(names()).toEqual(['gpu-10', 'gpu-1']);
    expect(screen.getByText('2 of 3')).toBeDefined();
    await user.type(screen.getByRole('searchbox'), 'x');
    expect(screen.queryAllByRole('link')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
    expect(names()).toHaveLength(3);
    expect(address()).toBe('/c/here/overview');
  });

  it('opens as its address says', async () => {
    await renderInApp(<Table />, '/c/here/gpus?q=gpu-1&sort=-name');
    expect(names()).toEqual(['gpu-10', 'gpu-1']);
  });

  it('shows the columns that the reader chose, and remembers them', async () => {
    const { user, unmount } = await renderInApp(<Table />);
    expect(screen.queryByRole('columnheader', { name: 'Free' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'Free' }));
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'Use' }));
    await user.keyboard('{Escape}');
    unmount();
    await renderInApp(<Table />);
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      'Name',
      'Free',
    ]);
  });

  it('exports the rows and columns on screen in their order, in base units', async () => {
    const save = vi.spyOn(download, 'downloadBlob').mockImplementation(() => {});
    const { user } = await renderInApp(<Table />, '/c/here/gpus?sort=-use&q=gpu');
    await user.click(screen.getByRole('button', { name: 'Download CSV' }));
    const [blob, file] = save.mock.calls[0] ?? [];
    expect(file).toBe('gpus.csv');
    const text = await blob?.text();
    expect(text?.replace('\uFEFF', '').trim().split('\r\n')).toEqual([
      'Name,Use (ratio)',
      'gpu-1,0.9',
      'gpu-9,0.2',
      'gpu-10,',
    ]);
  });

  it('exports times as ISO 8601', async () => {
    writeStored('columns.gpus', 'seen');
    const save = vi.spyOn(download, 'downloadBlob').mockImplementation(() => {});
    const { user } = await renderInApp(<Table />, '/c/here/gpus?sort=-use');
    await user.click(screen.getByRole('button', { name: 'Download CSV' }));
    const text = await save.mock.calls[0]?.[0].text();
    expect(text?.trim().split('\r\n').slice(1)).toEqual([
      'gpu-1,0.9,2023-11-14T22:14:20.000Z',
      'gpu-9,0.2,2023-11-14T22:13:20.000Z',
      'gpu-10,,',
    ]);
  });

  it('follows the link of the row that was clicked', async () => {
    const { user, address } = await renderInApp(<Table />);
    await user.click(screen.getByText('90'));
    expect(address()).toBe('/c/here/nodes/gpu-1');
  });

  it('says why it is empty', async () => {
    await renderInApp(<Table rows={[]} />);
    expect(screen.getByText('No GPUs')).toBeDefined();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('has but a few of thousands of rows in the page, and says how many there are', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({ name: `gpu-${index}`, use: 0, seen: null }));
    await renderInApp(<Table rows={rows} />);
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('5001');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
  });
});
