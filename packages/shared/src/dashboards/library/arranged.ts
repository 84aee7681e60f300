import type { Localized } from '../../units/index.ts';
import { type DashboardPanel, GRID_COLUMNS, type QueryPanel } from '../model.ts';

/** Panels that stand side by side, as wide as each other, under a heading that folds them away. */
export interface Section {
  readonly id: string;
  readonly title?: Localized;
  readonly panels: readonly QueryPanel[];
  /** How many side by side; 2 without it. */
  readonly across?: 1 | 2 | 3 | 4 | 6;
  /** Folded away until a person opens it. */
  readonly collapsed?: boolean;
  /** In rows of the grid. */
  readonly height: number;
}

/** The sections one below the other; one without panels is left out. */
export function arranged(sections: readonly Section[]): readonly DashboardPanel[] {
  let y = 0;
  return sections.flatMap(
    ({ id, title, panels, across = 2, collapsed = false, height }): DashboardPanel[] => {
      if (panels.length === 0) return [];
      const heading: DashboardPanel[] =
        title === undefined
          ? []
          : [{ id, kind: 'row', title, collapsed, grid: { x: 0, y, w: GRID_COLUMNS, h: 1 } }];
      y += heading.length;
      const w = GRID_COLUMNS / across;
      const placed = panels.map((panel, index) => ({
        ...panel,
        ...(title === undefined ? {} : { row: id }),
        grid: { x: (index % across) * w, y: y + Math.floor(index / across) * height, w, h: height },
      }));
      y += Math.ceil(panels.length / across) * height;
      return [...heading, ...placed];
    },
  );
}
