import { describe, expect, it } from 'vitest';
import { groupGpus } from './groupGpus.ts';
import { silentGpus } from './mapGpu.ts';
import { cellAfter } from './mapKeys.ts';
import { layoutMap } from './mapLayout.ts';

/** Two nodes side by side, of twelve GPUs (eight in a row, four below) and of four. */
const gpus = silentGpus([
  { node: 'a', product: null, count: 12 },
  { node: 'b', product: null, count: 4 },
]);
const { cells } = layoutMap(groupGpus(gpus, 'node'), 1000);

describe('the keys of the map', () => {
  it('lead from cell to cell, and stay at the ends', () => {
    expect(cellAfter('ArrowRight', cells, 0)).toBe(1);
    expect(cellAfter('ArrowLeft', cells, 0)).toBe(0);
    expect(cellAfter('End', cells, 3)).toBe(15);
    expect(cellAfter('ArrowRight', cells, 15)).toBe(15);
    expect(cellAfter('Home', cells, 9)).toBe(0);
  });

  it('lead to the nearest cell of the next row', () => {
    expect(cellAfter('ArrowDown', cells, 2)).toBe(10);
    expect(cellAfter('ArrowUp', cells, 10)).toBe(2);
    expect(cellAfter('ArrowDown', cells, 15)).toBe(11);
    expect(cellAfter('ArrowUp', cells, 2)).toBe(2);
  });

  it('are no others', () => {
    expect(cellAfter('a', cells, 0)).toBeUndefined();
    expect(cellAfter('toString', cells, 0)).toBeUndefined();
  });
});
