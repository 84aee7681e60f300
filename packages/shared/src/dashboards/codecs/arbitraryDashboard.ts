import fc from 'fast-check';
import {
  type Dashboard,
  type DashboardPanel,
  type DashboardQuery,
  GRID_COLUMNS,
  type GridPosition,
  type Statistic,
  type Variable,
} from '../model.ts';
import { NAMED_FORMATS } from '../units.ts';

/** Text with something in it; programs cut blanks off the ends of some fields. */
const words = fc.string({ minLength: 1, maxLength: 40 }).map((text) => `x${text.trim()}x`);
const flagged = fc.constant(true);
const whole = fc.integer({ min: 0, max: 1000 });
const hex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
const statistic = fc.constantFrom<Statistic>('last', 'min', 'max', 'mean', 'sum');

/** The formats of which both programs have a name. */
const format = fc.constantFrom(
  ...NAMED_FORMATS.filter(({ kubesphere }) => kubesphere !== undefined).map(({ unit, scale }) => ({
    unit,
    ...(scale === 1 ? {} : { scale }),
  })),
);

function optional<T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  return fc.record<T, never>(fields, { requiredKeys: [] });
}

const query: fc.Arbitrary<Omit<DashboardQuery, 'id'>> = fc
  .tuple(
    fc.record({ expr: words, legend: fc.string({ maxLength: 30 }).filter((text) => text !== '__auto') }),
    optional({ step: words }),
  )
  .map(([required, others]) => ({ ...required, ...others }));

const queries = fc
  .array(query, { maxLength: 3 })
  .map((all) => all.map((one, index) => ({ id: String(index + 1), ...one })));

const legend = fc.record({
  show: fc.boolean(),
  placement: fc.constantFrom('bottom' as const, 'right' as const),
  as: fc.constantFrom('list' as const, 'table' as const),
  values: fc.uniqueArray(statistic, { minLength: 1 }),
});

const measured = fc
  .tuple(format, fc.record({ queries }), optional({ decimals: fc.integer({ min: 0, max: 10 }) }))
  .map(([unit, asked, others]) => ({ ...unit, ...asked, ...others }));

/** What KubeSphere's v1alpha2 can hold of panels. */
const common: fc.Arbitrary<Kind> = fc.oneof(
  fc
    .tuple(measured, optional({ draw: fc.constant('bars' as const), stacked: flagged, legend }))
    .map(([values, others]) => ({ ...values, ...others, kind: 'timeseries' as const })),
  fc
    .tuple(measured, statistic, fc.constantFrom('number' as const, 'sparkline' as const, 'gauge' as const))
    .map(([values, reduce, show]) => ({ ...values, reduce, show, kind: 'stat' as const })),
  fc
    .tuple(measured, statistic, optional({ orientation: fc.constant('vertical' as const) }))
    .map(([values, reduce, others]) => ({ ...values, reduce, ...others, kind: 'bargauge' as const })),
  measured.map((values) => ({ ...values, kind: 'table' as const })),
  fc.record({
    kind: fc.constant('text' as const),
    content: fc.string(),
    format: fc.constantFrom('markdown' as const, 'html' as const, 'plain' as const),
  }),
);

type WithoutPlace<T> = T extends DashboardPanel ? Omit<T, 'id' | 'title' | 'grid' | 'row' | 'help'> : never;
type Kind = WithoutPlace<DashboardPanel>;

const steps = fc.uniqueArray(whole, { minLength: 1, maxLength: 4 }).chain((values) =>
  fc.array(hex, { minLength: values.length, maxLength: values.length }).map((colours) => ({
    steps: colours.map((colour, index) => ({ from: index === 0 ? null : (values[index] ?? 0), colour })),
  })),
);

/** What Grafana can hold beyond that; without scales, whose divisions may not come back to the bit. */
const grafanaOnly: fc.Arbitrary<Kind> = fc.oneof(
  fc
    .tuple(
      fc.record({ queries }),
      optional({
        thresholds: steps,
        min: fc.integer({ min: -9, max: 0 }),
        max: fc.integer({ min: 1, max: 9 }),
        logarithmic: flagged,
        fill: fc.constantFrom(0, 0.25, 0.5, 1),
        draw: fc.constant('points' as const),
        mappings: fc.array(fc.record({ from: whole, to: fc.constant(null), text: words, colour: hex }), {
          minLength: 1,
          maxLength: 3,
        }),
      }),
    )
    .map(([asked, others]) => ({
      unit: 'celsius' as const,
      ...asked,
      ...others,
      kind: 'timeseries' as const,
    })),
  fc
    .tuple(
      fc.record({ queries, reduce: statistic, shape: fc.constantFrom('pie' as const, 'donut' as const) }),
      optional({
        legendPlacement: fc.constantFrom('right' as const, 'bottom' as const, 'hidden' as const),
        thresholds: steps,
      }),
    )
    .map(([own, others]) => ({ unit: 'watts' as const, ...own, ...others, kind: 'pie' as const })),
  fc.record({ kind: fc.constant('heatmap' as const), unit: fc.constant('watts' as const), queries }),
  fc
    .tuple(
      fc.record({
        kind: fc.constant('state-timeline' as const),
        unit: fc.constant('count' as const),
        queries,
      }),
      fc.option(fc.record({ state: words, pod: fc.record({ namespace: words, name: words }) }), { nil: {} }),
      optional({ bits: fc.array(fc.record({ bit: fc.constant(4), name: words }), { minLength: 1 }) }),
    )
    .map(([panel, own, masks]) => ({
      ...panel,
      ...masks,
      queries: panel.queries.map((one) => ({ ...one, ...own })),
    })),
  fc.record({
    kind: fc.constant('table' as const),
    unit: fc.constant('seconds' as const),
    queries,
    sort: fc.record({ column: words, descending: fc.boolean() }),
  }),
);

const grid: fc.Arbitrary<GridPosition> = fc
  .record({
    x: fc.integer({ min: 0, max: 23 }),
    y: whole,
    w: fc.integer({ min: 1, max: 24 }),
    h: fc.integer({ min: 1, max: 30 }),
  })
  .map(({ x, y, w, h }) => ({ x, y, w: Math.min(w, GRID_COLUMNS - x), h }));

const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}$/);
const choice = optional({ multi: flagged, includeAll: flagged, allValue: words, label: words });
const option = fc.stringMatching(/^[a-z0-9.]{1,8}$/).map((value) => ({ text: value, value }));

const variable: fc.Arbitrary<Variable> = fc.oneof(
  fc
    .tuple(
      name,
      words,
      choice,
      optional({
        regex: words,
        sort: fc.constant('numerical' as const),
        selected: fc.array(words, { minLength: 1, maxLength: 2 }),
      }),
    )
    .map(([of, asked, chosen, others]) => ({
      ...chosen,
      ...others,
      name: of,
      query: asked,
      kind: 'query' as const,
    })),
  fc
    .tuple(
      name,
      fc.uniqueArray(option, { minLength: 1, maxLength: 4, selector: ({ value }) => value }),
      choice,
    )
    .map(([of, options, chosen]) => ({ ...chosen, name: of, options, kind: 'custom' as const })),
  fc.record({ name, kind: fc.constant('constant' as const), value: words }),
  fc.record({ name, kind: fc.constant('textbox' as const), value: words }),
  fc.record({ name, kind: fc.constant('interval' as const), values: fc.constant(['1m', '5m', '1h']) }),
  fc.record({ name, kind: fc.constant('datasource' as const), type: fc.constant('prometheus') }),
);

const head = fc
  .tuple(
    fc.record({
      id: fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/),
      title: words,
      variables: fc.uniqueArray(variable, { maxLength: 4, selector: (one) => one.name }),
    }),
    optional({
      description: words,
      tags: fc.array(words, { minLength: 1, maxLength: 3 }),
      time: fc.constant({ from: 'now-6h', to: 'now' }),
      refresh: fc.constant('30s'),
      editable: fc.boolean(),
      sharedCrosshair: flagged,
      annotations: fc.uniqueArray(
        fc.record({ name: words, enabled: fc.boolean(), expr: words, title: words, colour: hex }),
        { minLength: 1, maxLength: 2, selector: (one) => one.name },
      ),
    }),
  )
  .map(([required, others]) => ({ ...required, ...others }));

function titled(
  kinds: readonly Kind[],
  titles: readonly string[],
  places: readonly GridPosition[],
): DashboardPanel[] {
  return kinds.map((kind, index) => {
    const place = places[index];
    return {
      ...kind,
      id: String(index + 1),
      title: titles[index] ?? '',
      help: `about ${index}`,
      ...(place === undefined ? {} : { grid: place }),
    };
  });
}

/** Dashboards that KubeSphere's v1alpha2 can hold whole, but for places and rows. */
export const kubesphereDashboard: fc.Arbitrary<Dashboard> = fc
  .tuple(head, fc.array(common, { maxLength: 5 }), fc.array(words, { minLength: 5, maxLength: 5 }))
  .map(([rest, kinds, titles]) => ({ ...rest, panels: titled(kinds, titles, []) }));

/** Dashboards that Grafana can hold whole. */
export const grafanaDashboard: fc.Arbitrary<Dashboard> = fc
  .tuple(
    head,
    fc.array(fc.oneof(common, grafanaOnly), { maxLength: 5 }),
    fc.array(words, { minLength: 5, maxLength: 5 }),
    fc.array(grid, { minLength: 5, maxLength: 5 }),
  )
  .map(([rest, kinds, titles, places]) => ({ ...rest, panels: titled(kinds, titles, places) }));
