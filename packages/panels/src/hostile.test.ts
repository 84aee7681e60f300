import type { ResolvedPanel } from '@gpu-console/shared/dashboards';
import { describe, expect, it } from 'vitest';
import { drawPanel } from './drawPanel.ts';
import { panelOf, panelOfKind, seriesOf, tokens } from './fixtures.ts';
import { panelTable } from './kinds/table/panelTable.ts';
import { panelSeries } from './panelSeries.ts';
import { colouredSeries } from './seriesColours.ts';
import { fitText } from './shapes/textWidth.ts';
import { en } from './texts.en.ts';

const KINDS = ['timeseries', 'stat', 'bargauge', 'pie', 'table', 'heatmap', 'state-timeline'] as const;
type Labels = Readonly<Record<string, string>>;

const answered = (panel: ResolvedPanel, ...labels: readonly Labels[]) =>
  panelSeries(
    panel,
    panel.queries.map(() => ({
      start: 1000,
      step: 10,
      count: 4,
      series: labels.map((one, index) => ({ labels: one, values: [index, 1, null, 2] })),
      warnings: [],
    })),
  );
const draw = (panel: ResolvedPanel, series: ReturnType<typeof answered>) =>
  drawPanel({
    panel,
    series: colouredSeries(panel, series, new Map(), tokens),
    window: { from: 1000, to: 1040 },
    marks: [],
    ...{ width: 600, height: 300, tokens, texts: en, locale: 'en' },
  });

/** What a query may answer with so that nothing but one thing tells its series apart. */
const ALIKE: readonly [string, string, readonly Labels[]][] = [
  [
    'in the name of the metric',
    '',
    [
      { __name__: 'A', gpu: '0' },
      { __name__: 'B', gpu: '0' },
    ],
  ],
  ['in that, and have no labels', '', [{ __name__: 'A' }, { __name__: 'B' }]],
  ['in a label that the legend does not name', 'GPU', [{ gpu: '0' }, { gpu: '1' }]],
  ['in nothing', 'GPU', [{}, {}, {}]],
  ['in that one has a label', 'GPU', [{}, { gpu: '0' }]],
  [
    'as another is told apart',
    '{{n}}',
    [
      { n: 'a · 1', x: '' },
      { n: 'a', x: '1' },
      { n: 'a', x: '2' },
    ],
  ],
];

describe.each(ALIKE)('series that differ %s', (_what, legend, labels) => {
  it.each(KINDS)('are each drawn: %s', async (kind) => {
    const panel = panelOfKind(kind, { queries: [{ id: 'a', expr: 'a', legend }] });
    const series = answered(panel, ...labels);
    expect(new Set(series.map(({ key }) => key)).size).toBe(labels.length);
    expect(new Set(series.map(({ name }) => name)).size).toBe(labels.length);
    expect(await draw(panel, series).svg()).toMatch(/<(path|rect)/);
  });
});

describe('a table', () => {
  const rows = (...labels: readonly Labels[]) => {
    const panel = panelOfKind('table', { queries: [{ id: 'a', expr: 'a', legend: '' }] });
    return panelTable(panel, answered(panel, ...labels), en, 'en').rows;
  };

  it('has a row for each metric where nothing else tells series apart', () => {
    const [one, other] = rows({ __name__: 'A', gpu: '0' }, { __name__: 'B', gpu: '0' });
    expect([one, other].map((row) => row?.labels.__name__)).toEqual(['A', 'B']);
    expect(rows({ __name__: 'A', gpu: '0' })[0]?.labels).toEqual({ gpu: '0' });
  });

  it('is as wide as a picture may be, and says what it leaves out', async () => {
    const panel = panelOfKind('table');
    const wide = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`label_${n}`, `${n}`]));
    const { width, svg } = draw(panel, answered(panel, wide));
    expect(width).toBeLessThan(50 * 300);
    expect(await svg()).toContain(en.moreColumns(251));
  });
});

describe('panels of numbers at the end of what numbers are', () => {
  const EXTREMES = [-1.7e308, -1e20, -5e-324, 0, 5e-324, 1e20, 1e20 + 16_384, 1.7e308];
  const pairs = EXTREMES.flatMap((min) => EXTREMES.map((max) => [min, max] as const));

  it.each(KINDS)('have an end: %s', async (kind) => {
    for (const [min, max] of pairs)
      for (const more of [
        {},
        { min, max },
        { unit: 'celsius' },
        { unit: 'code' },
        { logarithmic: true },
        { stacked: true },
      ] as const) {
        const steps = [
          { from: null, colour: '#000000' },
          ...[min, max, max].map((from) => ({ from, colour: '#111111' })),
        ];
        const panel = panelOfKind(kind, { thresholds: { steps }, reduce: 'sum', show: 'gauge', ...more });
        const series = [seriesOf('a', [min, max, null]), seriesOf('b', [max, max, max])];
        expect(await draw(panel, series).svg(), JSON.stringify([min, max, more])).not.toContain('undefined');
      }
  });
});

describe('long things', () => {
  it('are cut where they do not fit', () => {
    expect(fitText('x'.repeat(1_000_000), 60, 10)).toBe(`${'x'.repeat(9)}…`);
    expect(fitText('𝟘𝟙𝟚', 25, 10)).toBe('𝟘…');
    expect(fitText('xx', 1, 10)).toBe('x…');
    expect(fitText('xx', 12, 10)).toBe('xx');
  });

  it('are drawn: a state that changes with every point, and as many mappings as there may be', async () => {
    const values = Array.from({ length: 11_000 }, (_, n) => n);
    const mappings = Array.from({ length: 1000 }, (_, n) => ({ from: n * 10, to: n * 10, text: `t${n}` }));
    const panel = panelOfKind('state-timeline', { mappings });
    expect(await draw(panel, [seriesOf('a', values)]).svg()).toContain('<rect');
  });

  it('are told apart: very many series of one name', () => {
    const panel = panelOf({ queries: [{ id: 'a', expr: 'a', legend: 'same' }] });
    const series = answered(panel, ...Array.from({ length: 20_000 }, (_, n) => ({ n: `${n % 10_000}` })));
    expect(new Set(series.map(({ name }) => name)).size).toBe(20_000);
    expect(new Set(series.map(({ key }) => key)).size).toBe(20_000);
  });
});
