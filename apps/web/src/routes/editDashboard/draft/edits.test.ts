import type { Dashboard, DashboardPanel } from '@gpu-console/shared/dashboards';
import { DashboardSchema } from '@gpu-console/shared/dashboards/schema';
import { describe, expect, it } from 'vitest';
import { movedTo, sectionsOf, stepTarget, withSections } from '../grid/sections.ts';
import { withCopy, withNewPanel, withNewRow, withoutPanel, withPanel, withRowMoved } from './edits.ts';
import { asKind, PANEL_KINDS } from './panelKinds.ts';

const text = (id: string, x: number, y: number, row?: string): DashboardPanel => ({
  id,
  title: id,
  kind: 'text',
  content: '',
  format: 'plain',
  grid: { x, y, w: 12, h: 4 },
  ...(row === undefined ? {} : { row }),
});
const row = (id: string): DashboardPanel => ({ id, title: id, kind: 'row', collapsed: false });

const DASHBOARD: Dashboard = {
  id: 'd',
  title: 'D',
  variables: [],
  panels: [
    text('a', 0, 0),
    text('b', 12, 0),
    row('r'),
    text('c', 0, 5, 'r'),
    row('s'),
    text('d', 0, 10, 's'),
  ],
};

/** `id@x,y` of each panel, as it is stored. */
const placesOf = ({ panels }: Dashboard) =>
  panels.map(({ id, grid, row }) => `${id}@${grid?.x},${grid?.y}${row === undefined ? '' : ` ${row}`}`);

describe('edits', () => {
  it('adds a panel beside the last where there is room, and below where there is none', () => {
    const first = withNewPanel(DASHBOARD, 'stat', 'New', 'c');
    expect(first.selected).toBe('panel-1');
    expect(placesOf(first.dashboard)).toContain('panel-1@12,5 r');
    const second = withNewPanel(first.dashboard, 'timeseries', 'New', 'c');
    expect(placesOf(second.dashboard)).toEqual([
      ...['a@0,0', 'b@12,0', 'r@0,4', 'c@0,5 r', 'panel-1@12,5 r', 'panel-2@0,9 r', 's@0,17', 'd@0,18 s'],
    ]);
  });

  it('adds the first panel of a dashboard that has none', () => {
    const { dashboard } = withNewPanel({ ...DASHBOARD, panels: [] }, 'timeseries', 'New', null);
    expect(placesOf(dashboard)).toEqual(['panel-1@0,0']);
  });

  it('adds a row at the end, and panels to it', () => {
    const { dashboard, selected } = withNewRow(DASHBOARD, 'Row');
    expect(selected).toBe('row-1');
    const filled = withNewPanel(dashboard, 'text', 'New', selected);
    expect(placesOf(filled.dashboard).slice(-2)).toEqual(['row-1@0,14', 'panel-1@0,15 row-1']);
  });

  it('copies a panel under itself', () => {
    expect(placesOf(withCopy(DASHBOARD, 'a').dashboard).slice(0, 3)).toEqual([
      'a@0,0',
      'b@12,0',
      'panel-1@0,4',
    ]);
  });

  it('closes the gap of a panel that goes', () => {
    const { dashboard } = withCopy(DASHBOARD, 'a');
    expect(placesOf(withoutPanel(dashboard, 'a')).slice(0, 2)).toEqual(['panel-1@0,0', 'b@12,0']);
  });

  it.each([
    ['r', ['a@0,0', 'b@12,0', 'c@0,4', 's@0,8', 'd@0,9 s']],
    ['s', ['a@0,0', 'b@12,0', 'r@0,4', 'c@0,5 r', 'd@0,9 r']],
  ])('keeps the panels of row %s that goes', (id, places) => {
    expect(placesOf(withoutPanel(DASHBOARD, id))).toEqual(places);
  });

  it('moves a row with its panels, but not above those under no row', () => {
    const moved = withRowMoved(DASHBOARD, 's', -1);
    expect(placesOf(moved)).toEqual(['a@0,0', 'b@12,0', 's@0,4', 'd@0,5 s', 'r@0,9', 'c@0,10 r']);
    expect(withRowMoved(moved, 's', -1)).toBe(moved);
  });

  it('takes a panel along where its row gets another id', () => {
    expect(withPanel(DASHBOARD, 'r', { ...row('r'), id: 'q' }).panels[3]?.row).toBe('q');
  });

  it.each([
    ['right', ['a@1,0', 'b@12,4']],
    ['down', ['a@0,0 r', 'b@12,0']],
    ['up', null],
  ] as const)('steps %s with an arrow key, past the end into the next section', (step, expected) => {
    const sections = sectionsOf(DASHBOARD.panels);
    const target = stepTarget(sections, 'a', step);
    if (expected === null || target === null) {
      expect(target).toBe(expected);
      return;
    }
    const moved = sectionsOf(withSections(DASHBOARD, movedTo(sections, 'a', target)).panels);
    const places = moved.flatMap(({ key, places }) =>
      places.map(({ id, x, y }) => `${id}@${x},${y}${key === '' ? '' : ` ${key}`}`),
    );
    expect(places).toEqual(expect.arrayContaining([...expected]));
  });

  it('keeps what the file says of repeats and folded rows', () => {
    const panels: DashboardPanel[] = [
      { ...text('a', 0, 0), repeat: { variable: 'node', direction: 'across' } },
      { id: 'r', title: 'r', kind: 'row', collapsed: true, repeat: { variable: 'node', direction: 'down' } },
    ];
    const moved = withSections({ ...DASHBOARD, panels }, sectionsOf(panels));
    expect(moved.panels).toMatchObject(panels);
  });

  it.each(PANEL_KINDS)('makes any panel one of the kind %s, as the schema has it', (kind) => {
    const before = PANEL_KINDS.map((other, index) => asKind({ ...text(`p${index}`, 0, 0) }, other));
    const panels = before.map((panel) => asKind(panel, kind));
    expect(panels.every((panel) => panel.kind === kind)).toBe(true);
    expect(DashboardSchema.safeParse({ ...DASHBOARD, panels }).error).toBeUndefined();
  });
});
