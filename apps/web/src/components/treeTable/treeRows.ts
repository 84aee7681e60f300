import { sortRows } from '../dataTable/arrangeRows.ts';
import type { Column, Sort } from '../dataTable/column.ts';

/** A row and what stands under it. */
export interface TreeNode<Row> {
  /** Unique in the whole tree. */
  readonly key: string;
  readonly row: Row;
  readonly children: readonly TreeNode<Row>[];
}

/** A row as the table shows it. Levels and positions count from 1, as ARIA has them. */
export interface TreeRow<Row> {
  readonly node: TreeNode<Row>;
  readonly parent: string | null;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly isOpen: boolean;
}

/** The tree in the order of one column, each level by itself. */
export function sortTree<Row>(
  nodes: readonly TreeNode<Row>[],
  columns: readonly Column<Row>[],
  sort: Sort | null,
): readonly TreeNode<Row>[] {
  const byRow = new Map(nodes.map((node) => [node.row, node]));
  return sortRows([...byRow.keys()], columns, sort).flatMap((row) => {
    const node = byRow.get(row);
    return node === undefined ? [] : [{ ...node, children: sortTree(node.children, columns, sort) }];
  });
}

/** The rows in sight, from the top: those under a closed row are not. */
export function rowsInSight<Row>(
  nodes: readonly TreeNode<Row>[],
  isOpen: (key: string) => boolean,
  level = 1,
  parent: string | null = null,
): readonly TreeRow<Row>[] {
  return nodes.flatMap((node, index) => {
    const open = node.children.length > 0 && isOpen(node.key);
    const own = { node, parent, level, position: index + 1, siblings: nodes.length, isOpen: open };
    return open ? [own, ...rowsInSight(node.children, isOpen, level + 1, node.key)] : [own];
  });
}

/** The keys of all rows that have others under them. */
export function branchKeys<Row>(nodes: readonly TreeNode<Row>[]): readonly string[] {
  return nodes.flatMap(({ key, children }) => (children.length === 0 ? [] : [key, ...branchKeys(children)]));
}

/** Where the keyboard goes from a row; null where the key means nothing there. */
export type TreeMove = { readonly focus: string } | { readonly toggle: string } | null;

/** The keys of a tree grid (WAI-ARIA authoring practices): arrows move, right opens or goes in, left closes or goes out. */
export function treeMove<Row>(key: string, rows: readonly TreeRow<Row>[], current: string): TreeMove {
  const index = rows.findIndex(({ node }) => node.key === current);
  const row = rows[index];
  if (row === undefined) return null;
  const to = (target: number): TreeMove => {
    const found = rows[target];
    return found === undefined ? null : { focus: found.node.key };
  };
  switch (key) {
    case 'ArrowDown':
      return to(index + 1);
    case 'ArrowUp':
      return to(index - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'ArrowRight':
      if (row.node.children.length === 0) return null;
      return row.isOpen ? to(index + 1) : { toggle: current };
    case 'ArrowLeft':
      if (row.isOpen) return { toggle: current };
      return row.parent === null ? null : { focus: row.parent };
    default:
      return null;
  }
}
