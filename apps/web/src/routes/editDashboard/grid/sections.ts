import {
  type Dashboard,
  type DashboardPanel,
  GRID_COLUMNS,
  type GridPosition,
  type RowPanel,
} from '@gpu-console/shared/dashboards';
import { arrangePanels } from '@gpu-console/shared/dashboards/arrangePanels';
import { bottomOf, type Placed, placePanel, stackPanels } from './placePanel.ts';

/** Panels that are edited together: a row's, or those under no row. */
export interface EditSection {
  /** The row's id; empty for panels under none. */
  readonly key: string;
  readonly heading: RowPanel | null;
  readonly places: readonly Placed[];
}

/** A dashboard's sections, each panel once, whatever repeats it. There is always one. */
export function sectionsOf(panels: readonly DashboardPanel[]): readonly EditSection[] {
  const once = panels.map(({ repeat: _, ...panel }): DashboardPanel => panel);
  const headings = new Map(panels.map((panel) => [panel.id, panel]));
  const sections = arrangePanels(once, new Map()).map(({ key, heading, cells }): EditSection => {
    const own = heading === null ? undefined : headings.get(heading.id);
    return {
      key: heading?.id ?? (key === '0.0' ? '' : key),
      heading: own?.kind === 'row' ? own : null,
      places: cells.map(({ panel, place }) => ({ ...place, id: panel.id })),
    };
  });
  return sections.length === 0 ? [{ key: '', heading: null, places: [] }] : sections;
}

/** The panels at the places that the sections give them, in reading order; `y` counts on from section to section. */
function panelsOf(
  panels: readonly DashboardPanel[],
  sections: readonly EditSection[],
): readonly DashboardPanel[] {
  const byId = new Map(panels.map((panel) => [panel.id, panel]));
  const placed: DashboardPanel[] = [];
  let top = 0;
  for (const { heading, places } of sections) {
    if (heading !== null) {
      placed.push({ ...heading, grid: { x: 0, y: top, w: GRID_COLUMNS, h: 1 } });
      top += 1;
    }
    for (const { id, x, y, w, h } of places) {
      const panel = byId.get(id);
      if (panel === undefined || panel.kind === 'row') continue;
      const { row: _, ...own } = panel;
      placed.push({
        ...own,
        ...(heading === null ? {} : { row: heading.id }),
        grid: { x, y: top + y, w, h },
      });
    }
    top += bottomOf(places);
  }
  return placed;
}

/** Where a panel goes: into a section, at a place that counts from its top. */
export interface Target {
  readonly section: string;
  readonly place: GridPosition;
}

/** The sections with a panel at another place: those it leaves close up, those it comes to make room. */
export function movedTo(
  sections: readonly EditSection[],
  id: string,
  { section, place }: Target,
): readonly EditSection[] {
  return sections.map((one) => {
    const before = one.places.find((panel) => panel.id === id) ?? null;
    const others = one.places.filter((panel) => panel.id !== id);
    if (one.key === section) return { ...one, places: placePanel(others, { ...place, id }, before) };
    return before === null ? one : { ...one, places: stackPanels(others) };
  });
}

/** The dashboard with its panels where `sections` has them. */
export function withSections(dashboard: Dashboard, sections: readonly EditSection[]): Dashboard {
  return { ...dashboard, panels: panelsOf(dashboard.panels, sections) };
}

export type Step = 'left' | 'right' | 'up' | 'down';

/** Where an arrow key takes a panel, one cell at a time; past the end of its section into the next. */
export function stepTarget(sections: readonly EditSection[], id: string, step: Step): Target | null {
  const index = sections.findIndex(({ places }) => places.some((panel) => panel.id === id));
  const section = sections[index];
  const place = section?.places.find((panel) => panel.id === id);
  if (section === undefined || place === undefined) return null;
  const others = section.places.filter((panel) => panel.id !== id);
  if (step === 'left' || step === 'right')
    return { section: section.key, place: { ...place, x: place.x + (step === 'left' ? -1 : 1) } };
  if (step === 'up') {
    const above = others.filter((one) => meets(one, place) && one.y < place.y);
    if (above.length > 0) {
      const next = above.reduce((last, one) => (one.y > last.y ? one : last));
      return { section: section.key, place: { ...place, y: next.y } };
    }
    const before = sections[index - 1];
    return before === undefined
      ? null
      : { section: before.key, place: { ...place, y: bottomOf(before.places) } };
  }
  const below = others.filter((one) => meets(one, place) && one.y > place.y);
  if (below.length > 0) {
    const next = below.reduce((first, one) => (one.y < first.y ? one : first));
    return { section: section.key, place: { ...place, y: next.y + next.h } };
  }
  const after = sections[index + 1];
  return after === undefined ? null : { section: after.key, place: { ...place, y: 0 } };
}

const meets = (a: GridPosition, b: GridPosition) => a.x < b.x + b.w && b.x < a.x + a.w;
