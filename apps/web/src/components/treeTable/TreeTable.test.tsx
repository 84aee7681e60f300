// @vitest-environment happy-dom

import { screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { renderInApp } from '../../testing/renderInApp.tsx';
import type { Column } from '../dataTable/column.ts';
import { TreeTable } from './TreeTable.tsx';
import type { TreeNode } from './treeRows.ts';

const node = (key: string, children: readonly TreeNode<string>[] = []) => ({ key, row: key, children });
const NODES = [node('nlp', [node('train', [node('train-0')]), node('chat')]), node('vision')];
const COLUMNS: readonly Column<string>[] = [{ id: 'name', header: 'Name', value: (row) => row, width: 100 }];

function Tree() {
  const [open, setOpen] = useState<readonly string[]>([]);
  return (
    <TreeTable
      label="Usage"
      nodes={NODES}
      columns={COLUMNS}
      total="all"
      sort={null}
      onSort={() => {}}
      isOpen={(key) => open.includes(key)}
      onToggle={(key) => setOpen(open.includes(key) ? open.filter((one) => one !== key) : [...open, key])}
    />
  );
}

const rows = () => screen.getAllByRole('row').slice(1, -1);
const shown = () => rows().map((row) => `${row.getAttribute('aria-level')} ${row.textContent}`);
const focused = () => document.activeElement?.textContent;

let user: Awaited<ReturnType<typeof renderInApp>>['user'];
beforeEach(async () => {
  user = (await renderInApp(<Tree />)).user;
});

describe('a tree table', () => {
  it('is one stop of the tab key', async () => {
    await user.tab();
    await user.tab();
    expect(focused()).toBe('nlp');
    expect(rows().filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
  });

  it('is read and folded with arrows', async () => {
    await user.click(screen.getByText('nlp'));
    rows()[0]?.focus();
    await user.keyboard('{ArrowRight}');
    expect(shown()).toEqual(['1 nlp', '2 train', '2 chat', '1 vision']);
    await user.keyboard('{ArrowRight}');
    expect(focused()).toBe('train');
    await user.keyboard('{ArrowRight}{ArrowDown}');
    expect(focused()).toBe('train-0');
    await user.keyboard('{ArrowLeft}');
    expect(focused()).toBe('train');
    await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}');
    expect(shown()).toEqual(['1 nlp', '1 vision']);
    expect(focused()).toBe('nlp');
    await user.keyboard('{End}');
    expect(focused()).toBe('vision');
  });

  it('says which rows are open, and of a leaf nothing', async () => {
    rows()[0]?.focus();
    await user.keyboard('{Enter}');
    expect(rows().map((row) => row.getAttribute('aria-expanded'))).toEqual(['true', 'false', null, null]);
  });

  it('leaves keys with a modifier to the browser', async () => {
    rows()[0]?.focus();
    await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
    expect(shown()).toEqual(['1 nlp', '1 vision']);
  });
});
