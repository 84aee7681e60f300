import { describe, expect, it } from 'vitest';
import { arrangePanels, firstCopy } from './arrangePanels.ts';
import { MAX_CELLS, MAX_COPIES } from './limits.ts';
import type { DashboardPanel, GridPosition } from './model.ts';
import type { VariableValues } from './variables/index.ts';

const text = (id: string, more: Partial<DashboardPanel> = {}): DashboardPanel =>
  ({ id, title: id, kind: 'text', content: '', format: 'plain', ...more }) as DashboardPanel;
const row = (id: string, more: Partial<DashboardPanel> = {}): DashboardPanel =>
  ({ id, title: id, kind: 'row', collapsed: false, ...more }) as DashboardPanel;
const at = (x: number, y: number, w: number, h: number): { grid: GridPosition } => ({ grid: { x, y, w, h } });
const nodes = (...values: string[]): VariableValues =>
  new Map([['node', { values, texts: values, own: false }]]);

const shape = (panels: readonly DashboardPanel[], values: VariableValues = new Map()) =>
  arrangePanels(panels, values).map(({ heading, cells }) => [
    heading?.id ?? null,
    ...cells.map(({ panel, place: { x, y, w, h } }) => `${panel.id} ${x},${y} ${w}×${h}`),
  ]);

describe('panels in their places', () => {
  it('stand where the file has them, from the top of their section', () => {
    const panels = [
      text('a', at(0, 2, 12, 4)),
      row('r', at(0, 6, 24, 1)),
      text('b', { ...at(12, 7, 12, 4), row: 'r' }),
      text('c', { ...at(0, 11, 24, 4), row: 'r' }),
    ];
    expect(shape(panels)).toEqual([
      [null, 'a 0,0 12×4'],
      ['r', 'b 12,0 12×4', 'c 0,4 24×4'],
    ]);
  });

  it('follow each other in reading order where they have none', () => {
    expect(shape([text('a'), text('b'), text('c')])).toEqual([
      [null, 'a 0,0 12×6', 'b 12,0 12×6', 'c 0,6 12×6'],
    ]);
  });

  it('behind a folded row start a section of their own', () => {
    const panels = [row('r', { collapsed: true }), text('in', { row: 'r' }), text('after')];
    expect(shape(panels)).toEqual([
      ['r', 'in 0,0 12×6'],
      [null, 'after 0,0 12×6'],
    ]);
  });
});

describe('panels that repeat', () => {
  const repeat = { variable: 'node', direction: 'across' } as const;

  it('stand side by side, and what is below gives way', () => {
    const panels = [text('a', { ...at(0, 0, 24, 4), repeat }), text('b', at(0, 4, 24, 2))];
    expect(shape(panels, nodes('1', '2', '3', '4', '5'))).toEqual([
      [null, 'a 0,0 6×4', 'a 6,0 6×4', 'a 12,0 6×4', 'a 18,0 6×4', 'a 0,4 6×4', 'b 0,8 24×2'],
    ]);
  });

  it('each know their own value', () => {
    const [section] = arrangePanels([text('a', { repeat })], nodes('x', 'y'));
    expect(section?.cells.map(({ values }) => values.get('node')?.values)).toEqual([['x'], ['y']]);
    expect(new Set(section?.cells.map(({ key }) => key)).size).toBe(2);
  });

  it('repeat with their row', () => {
    const panels = [row('r', { repeat }), text('a', { row: 'r' })];
    const sections = arrangePanels(panels, nodes('x', 'y'));
    expect(sections.map(({ values }) => values.get('node')?.texts)).toEqual([['x'], ['y']]);
    expect(sections.map(({ cells }) => cells.length)).toEqual([1, 1]);
  });

  const many = nodes(...Array.from({ length: 9999 }, (_, index) => String(index)));

  it('end somewhere, and say how many are missing', () => {
    const [section] = arrangePanels([text('a', { repeat })], many);
    expect(section?.cells).toHaveLength(MAX_COPIES);
    expect(section?.leftOut).toBe(9999 - MAX_COPIES);
  });

  it('in rows that repeat make no more than a page has room for', () => {
    const values = new Map([
      ...many,
      ...new Map([['gpu', many.get('node') ?? { values: [], texts: [], own: false }]]),
    ]);
    const rows = Array.from({ length: 20 }, (_, index) => [
      row(`r${index}`, { repeat }),
      ...Array.from({ length: 40 }, (_, n) =>
        text(`${index} ${n}`, { row: `r${index}`, repeat: { variable: 'gpu', direction: 'down' } }),
      ),
    ]).flat();
    const sections = arrangePanels(rows, values);
    const sum = (of: (section: (typeof sections)[number]) => number) =>
      sections.reduce((total, section) => total + of(section), 0);
    expect(sum(({ cells }) => cells.length)).toBe(MAX_CELLS);
    expect(sum(({ leftOut }) => leftOut)).toBe(20 * 9999 * 40 * 9999 - MAX_CELLS);
  });

  it('are found alone in their first copy', () => {
    const panels = [row('r', { repeat }), text('a', { row: 'r', repeat })];
    expect(firstCopy(panels, 'a', nodes('x', 'y'))?.values.get('node')?.values).toEqual(['x']);
    expect(firstCopy(panels, 'r', nodes('x'))).toBeUndefined();
    expect(firstCopy(panels, 'other', nodes('x'))).toBeUndefined();
  });
});
