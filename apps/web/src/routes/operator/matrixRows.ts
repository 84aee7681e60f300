import type { OperatorCell, OperatorReport } from '@gpu-console/shared/contract';

/** A node with its components. */
export interface MatrixRow {
  readonly node: string;
  readonly cells: ReadonlyMap<string, OperatorCell>;
}

/** The least is the worst. */
function harm(cell: OperatorCell | undefined): number {
  if (cell === undefined) return 4;
  if (cell.role === 'culprit') return 0;
  if (cell.role === 'victim') return 1;
  return cell.state === 'ready' ? 3 : 2;
}

/**
 * Nodes with their components, those with trouble first, as the server has them.
 * @param component where given, only nodes that have it, those where it is in trouble first
 */
export function matrixRows(
  { nodes, cells }: Pick<OperatorReport, 'nodes' | 'cells'>,
  component: string | undefined,
): MatrixRow[] {
  const byNode = new Map(nodes.map((node) => [node, new Map<string, OperatorCell>()]));
  for (const cell of cells) byNode.get(cell.node)?.set(cell.component, cell);
  const rows = [...byNode].map(([node, own]) => ({ node, cells: own }));
  if (component === undefined) return rows;
  return rows
    .filter((row) => row.cells.has(component))
    .toSorted((a, b) => harm(a.cells.get(component)) - harm(b.cells.get(component)));
}

/** Names a cell in the URL. */
export function cellKey({ node, component }: Pick<OperatorCell, 'node' | 'component'>): string {
  return `${node}/${component}`;
}
