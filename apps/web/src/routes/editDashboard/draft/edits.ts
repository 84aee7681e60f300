import {
  type Dashboard,
  type DashboardPanel,
  defaultSize,
  GRID_COLUMNS,
  type Text,
} from '@gpu-console/shared/dashboards';
import { bottomOf, stackPanels } from '../grid/placePanel.ts';
import { type EditSection, movedTo, sectionsOf, withSections } from '../grid/sections.ts';
import { asKind, type PanelKind } from './panelKinds.ts';

/** A dashboard after an edit, and the panel that the editor then shows; null: the dashboard itself. */
export interface Edited {
  readonly dashboard: Dashboard;
  readonly selected: string | null;
}

/** `name-1`, or the first after it that no panel has. */
function freeId(dashboard: Dashboard, name: string): string {
  const taken = new Set(dashboard.panels.map(({ id }) => id));
  let number = 1;
  while (taken.has(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}

/** With a new panel at the end of the section that `beside` is in, or of the last one. */
export function withNewPanel(
  dashboard: Dashboard,
  kind: PanelKind,
  title: Text,
  beside: string | null,
): Edited {
  const id = freeId(dashboard, 'panel');
  const size = defaultSize(kind);
  const panel = asKind({ id, title, kind: 'unsupported', type: '' }, kind);
  return inserted(dashboard, panel, beside, (section) => ({
    ...endOf(section, size.w),
    ...size,
  }));
}

/** With a copy of a panel under it. */
export function withCopy(dashboard: Dashboard, id: string): Edited {
  const panel = dashboard.panels.find((one) => one.id === id);
  if (panel === undefined || panel.kind === 'row') return { dashboard, selected: id };
  const copy = { ...panel, id: freeId(dashboard, 'panel') };
  return inserted(dashboard, copy, id, ({ places }) => {
    const place = places.find((one) => one.id === id) ?? { x: 0, y: 0, w: 12, h: 8 };
    return { ...place, y: place.y + place.h };
  });
}

/** With a heading at the end, for panels to come. */
export function withNewRow(dashboard: Dashboard, title: Text): Edited {
  const id = freeId(dashboard, 'row');
  const panels = [...dashboard.panels, { id, title, kind: 'row', collapsed: false } as const];
  return { dashboard: withSections({ ...dashboard, panels }, sectionsOf(panels)), selected: id };
}

/** Without a panel; what was below it moves up. The panels of a row that goes stay, under the row before. */
export function withoutPanel(dashboard: Dashboard, id: string): Dashboard {
  const sections = sectionsOf(dashboard.panels).flatMap((section, index, all) => {
    if (section.key === id) return index === 0 ? [{ ...section, key: '', heading: null }] : [];
    const next = all[index + 1];
    const joined = next?.key === id ? next.places : [];
    const below = joined.map((place) => ({ ...place, y: place.y + bottomOf(section.places) }));
    const places = stackPanels([...section.places, ...below].filter((place) => place.id !== id));
    return [{ ...section, places }];
  });
  return withSections(dashboard, sections);
}

/** With `panel` in the place of the one that had `id`; its own id may be another. */
export function withPanel(dashboard: Dashboard, id: string, panel: DashboardPanel): Dashboard {
  return {
    ...dashboard,
    panels: dashboard.panels.map((one) => {
      if (one.id === id) return panel;
      return one.row === id && panel.id !== id ? { ...one, row: panel.id } : one;
    }),
  };
}

/** With a row, and what is under it, before or after its neighbour. */
export function withRowMoved(dashboard: Dashboard, id: string, by: -1 | 1): Dashboard {
  const sections = [...sectionsOf(dashboard.panels)];
  const index = sections.findIndex(({ key }) => key === id);
  const [row] = sections.splice(index, 1);
  const before = sections[index - 1];
  if (row === undefined || (by < 0 && (before === undefined || before.heading === null))) return dashboard;
  sections.splice(index + by, 0, row);
  return withSections(dashboard, sections);
}

type PlaceIn = (section: EditSection) => Parameters<typeof movedTo>[2]['place'];

function inserted(
  dashboard: Dashboard,
  panel: DashboardPanel,
  beside: string | null,
  placeIn: PlaceIn,
): Edited {
  const sections = sectionsOf(dashboard.panels);
  const section =
    sections.find(({ key, places }) => key === beside || places.some(({ id }) => id === beside)) ??
    sections.at(-1);
  if (section === undefined) return { dashboard, selected: null };
  const target = { section: section.key, place: placeIn(section) };
  const grown = { ...dashboard, panels: [...dashboard.panels, panel] };
  return { dashboard: withSections(grown, movedTo(sections, panel.id, target)), selected: panel.id };
}

/** Beside the last panel where there is room, else below all. */
function endOf({ places }: EditSection, width: number): { readonly x: number; readonly y: number } {
  const last = places.at(-1);
  if (last === undefined) return { x: 0, y: 0 };
  const x = last.x + last.w;
  return x + width <= GRID_COLUMNS ? { x, y: last.y } : { x: 0, y: bottomOf(places) };
}
