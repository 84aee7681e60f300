import { describe, expect, it } from 'vitest';
import type { Column } from '../dataTable/column.ts';
import { branchKeys, rowsInSight, sortTree, type TreeNode, treeMove } from './treeRows.ts';

interface Row {
  readonly name: string;
  readonly hours: number;
}

const columns: readonly Column<Row>[] = [
  { id: 'name', header: 'Name', value: ({ name }) => name, width: 100 },
  { id: 'hours', header: 'Hours', value: ({ hours }) => hours, align: 'end', width: 100 },
];
const node = (name: string, hours: number, ...children: readonly TreeNode<Row>[]): TreeNode<Row> => ({
  key: name,
  row: { name, hours },
  children,
});
const tree = [node('a', 1, node('a1', 1)), node('b', 5, node('b1', 2, node('b1x', 2)), node('b2', 3))];
const names = (nodes: readonly TreeNode<Row>[]): readonly string[] =>
  nodes.flatMap(({ key, children }) => [key, ...names(children)]);
const inSight = (...open: readonly string[]) => rowsInSight(tree, (key) => open.includes(key));

describe('a tree', () => {
  it('is sorted level by level, and rows stay under theirs', () => {
    expect(names(sortTree(tree, columns, { column: 'hours', descending: true }))).toEqual([
      ...['b', 'b2', 'b1', 'b1x'],
      ...['a', 'a1'],
    ]);
  });

  it('shows what is under open rows only', () => {
    expect(inSight().map((row) => row.node.key)).toEqual(['a', 'b']);
    expect(inSight('b', 'b1').map((row) => row.node.key)).toEqual(['a', 'b', 'b1', 'b1x', 'b2']);
    expect(inSight('b1').map((row) => row.node.key)).toEqual(['a', 'b']);
  });

  it('tells each row’s place as ARIA counts', () => {
    expect(inSight('b')[3]).toMatchObject({ parent: 'b', level: 2, position: 2, siblings: 2, isOpen: false });
    expect(inSight('b')[1]).toMatchObject({ parent: null, level: 1, position: 2, siblings: 2, isOpen: true });
  });

  it('knows what can be opened', () => {
    expect(branchKeys(tree)).toEqual(['a', 'b', 'b1']);
  });
});

describe('the keyboard', () => {
  it.each([
    ['ArrowDown', 'a', { focus: 'b' }],
    ['ArrowDown', 'b2', null],
    ['ArrowUp', 'a', null],
    ['ArrowUp', 'b1', { focus: 'b' }],
    ['Home', 'b2', { focus: 'a' }],
    ['End', 'a', { focus: 'b2' }],
    ['ArrowRight', 'a', { toggle: 'a' }],
    ['ArrowRight', 'b', { focus: 'b1' }],
    ['ArrowRight', 'b2', null],
    ['ArrowLeft', 'b', { toggle: 'b' }],
    ['ArrowLeft', 'b1', { focus: 'b' }],
    ['ArrowLeft', 'a', null],
    ['x', 'a', null],
  ])('%s on %s', (key, current, move) => {
    expect(treeMove(key, inSight('b'), current)).toEqual(move);
  });
});
