interface Size {
  readonly width: number;
  readonly height: number;
}

export interface TileGrid {
  readonly columns: number;
  readonly tile: Size;
  /** Of all tiles: more than was there where they would be too small. */
  readonly height: number;
}

const GAP = 8;
/** A tile that is this much wider than high reads best. */
const SHAPE = 2.2;

/** `count` tiles in a box, as large as can be and none smaller than `minTile`. */
export function tileGrid(count: number, box: Size, minTile: Size): TileGrid {
  let best: TileGrid | undefined;
  let bestSize = 0;
  const maxColumns = Math.max(1, Math.min(count, Math.floor((box.width + GAP) / (minTile.width + GAP))));
  for (let columns = 1; columns <= maxColumns; columns += 1) {
    const rows = Math.max(1, Math.ceil(count / columns));
    const width = (box.width + GAP) / columns - GAP;
    const height = Math.max(minTile.height, (box.height + GAP) / rows - GAP);
    const total = rows * (height + GAP) - GAP;
    // A grid that has to scroll is worse than any that has not.
    const size = Math.min(width / SHAPE, height) / (total > box.height + 1 ? total : 1);
    if (size <= bestSize) continue;
    bestSize = size;
    best = { columns, tile: { width: Math.max(1, width), height }, height: total };
  }
  return best ?? { columns: 1, tile: minTile, height: minTile.height };
}

/** The upper left corner of tile `index`. */
export function tileAt(
  { columns, tile }: TileGrid,
  index: number,
): { readonly x: number; readonly y: number } {
  return {
    x: (index % columns) * (tile.width + GAP),
    y: Math.floor(index / columns) * (tile.height + GAP),
  };
}
