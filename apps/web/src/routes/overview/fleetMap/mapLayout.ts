import type { GpuGroup } from './groupGpus.ts';
import type { MapGpu } from './mapGpu.ts';

export interface MapCell {
  readonly gpu: MapGpu;
  readonly x: number;
  readonly y: number;
}

interface MapLabel {
  readonly name: string | null;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface MapLayout {
  /** Side of a cell, in CSS pixels. */
  readonly size: number;
  readonly height: number;
  readonly cells: readonly MapCell[];
  readonly labels: readonly MapLabel[];
}

/** Pixels above a group's cells that its name takes. */
export const LABEL_HEIGHT = 18;
const GROUP_GAP = 14;
const ROW_GAP = 10;
const NARROWEST_GROUP = 96;

/** Cells grow smaller as the fleet grows, down to what a pointer still hits. */
const SIZES = [
  { upTo: 64, size: 30 },
  { upTo: 200, size: 24 },
  { upTo: 600, size: 18 },
  { upTo: 2000, size: 13 },
  { upTo: Number.POSITIVE_INFINITY, size: 10 },
];

const gapOf = (size: number) => (size >= 18 ? 3 : 2);

/** Columns that make a group about three times as wide as high, and no wider than the map. */
function columnsOf(count: number, pitch: number, width: number): number {
  const wanted = Math.max(8, Math.ceil(Math.sqrt(count * 3)));
  return Math.max(1, Math.min(count, wanted, Math.floor(width / pitch)));
}

/** Groups side by side from left to right, then in rows; each a label above its cells. */
export function layoutMap(groups: readonly GpuGroup[], width: number): MapLayout {
  const count = groups.reduce((sum, { gpus }) => sum + gpus.length, 0);
  const size = SIZES.find(({ upTo }) => count <= upTo)?.size ?? 10;
  const pitch = size + gapOf(size);
  const cells: MapCell[] = [];
  const labels: MapLabel[] = [];
  let x = 0;
  let y = 0;
  let rowHeight = 0;

  for (const { name, gpus } of groups) {
    const columns = columnsOf(gpus.length, pitch, width);
    const groupWidth = Math.min(width, Math.max(columns * pitch, NARROWEST_GROUP));
    if (x > 0 && x + groupWidth > width) {
      x = 0;
      y += rowHeight + ROW_GAP;
      rowHeight = 0;
    }
    labels.push({ name, x, y, width: groupWidth });
    gpus.forEach((gpu, place) => {
      const row = Math.floor(place / columns);
      cells.push({ gpu, x: x + (place % columns) * pitch, y: y + LABEL_HEIGHT + row * pitch });
    });
    rowHeight = Math.max(rowHeight, LABEL_HEIGHT + Math.ceil(gpus.length / columns) * pitch);
    x += groupWidth + GROUP_GAP;
  }
  return { size, height: y + rowHeight, cells, labels };
}

/** The cell at a point, if any. */
export function cellAt({ cells, size }: MapLayout, x: number, y: number): MapCell | undefined {
  return cells.find((cell) => x >= cell.x && x < cell.x + size && y >= cell.y && y < cell.y + size);
}
