import type { MapCell } from './mapLayout.ts';

type Cells = readonly MapCell[];

/** Where each key leads from the cell at `index`; a key that has nowhere to lead stays. */
const STEPS: Readonly<Record<string, (cells: Cells, index: number) => number>> = {
  ArrowRight: (cells, index) => Math.min(cells.length - 1, index + 1),
  ArrowLeft: (_, index) => Math.max(0, index - 1),
  ArrowDown: (cells, index) => inNextRow(cells, index, 1),
  ArrowUp: (cells, index) => inNextRow(cells, index, -1),
  Home: () => 0,
  End: (cells) => cells.length - 1,
};

/** The cell that a key leads to; undefined for keys that lead nowhere. */
export function cellAfter(key: string, cells: Cells, index: number): number | undefined {
  return Object.hasOwn(STEPS, key) ? STEPS[key]?.(cells, index) : undefined;
}

/** The cell of the nearest row below (1) or above (-1) that is nearest to this one. */
function inNextRow(cells: Cells, index: number, direction: 1 | -1): number {
  const from = cells[index];
  if (from === undefined) return index;
  let best = index;
  let least: readonly [number, number] = [Number.POSITIVE_INFINITY, 0];
  cells.forEach((cell, at) => {
    const down = (cell.y - from.y) * direction;
    const aside = Math.abs(cell.x - from.x);
    if (down <= 0 || down > least[0] || (down === least[0] && aside >= least[1])) return;
    best = at;
    least = [down, aside];
  });
  return best;
}
