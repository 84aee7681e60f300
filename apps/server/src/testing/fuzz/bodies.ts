import type { EndpointName } from '@gpu-console/shared/contract';
import fc from 'fast-check';
import { hostileText, hostileValue, mutated } from './hostile.ts';

const NOW = Math.floor(Date.now() / 1000);
const WINDOW = { from: NOW - 600, to: NOW };
const PANELS = [
  { id: 'heat', kind: 'timeseries', unit: 'celsius', expr: 'DCGM_FI_DEV_GPU_TEMP' },
  {
    id: 'all',
    kind: 'timeseries',
    unit: 'short',
    expr: '{__name__=~"DCGM_FI_DEV_GPU_TEMP|DCGM_FI_DEV_GPU_UTIL"}',
  },
  { id: 'none', kind: 'timeseries', unit: 'short', expr: 'absent_metric' },
].map(({ id, kind, unit, expr }) => ({
  id,
  kind,
  unit,
  title: id,
  queries: [{ id: 'a', expr, legend: '{{gpu}} $v' }],
}));
const dashboard = (id: string) => ({
  id,
  title: id,
  variables: [{ name: 'v', kind: 'custom', options: ['a', 'b'], multi: true }],
  panels: PANELS,
});

/** Bodies that are answered, of every endpoint that takes one. */
const GOOD: Readonly<Partial<Record<EndpointName, readonly object[]>>> = {
  query: ['DCGM_FI_DEV_GPU_TEMP', 'sum(', '1', 'up{a="b"}', 'label_replace(vector(1), "a", "b", "", "")'].map(
    (expr) => ({
      ...WINDOW,
      maxDataPoints: 100,
      queries: [
        { id: 'a', expr, type: 'range' },
        { id: 'b', expr, type: 'instant' },
      ],
    }),
  ),
  values: [
    {
      ...WINDOW,
      queries: [
        { kind: 'labelNames' },
        { kind: 'labelValues', label: 'gpu', match: 'DCGM_FI_DEV_GPU_TEMP' },
        { kind: 'metrics', pattern: 'DCGM.*' },
        { kind: 'instant', expr: '1' },
        { kind: 'series', match: 'DCGM_FI_DEV_GPU_TEMP' },
      ],
    },
  ],
  startSample: [
    { namespace: 'ml', dryRun: true },
    { namespace: 'default', dryRun: false },
  ],
  saveDashboard: ['one', 'two'].flatMap((id) => [
    { dashboard: dashboard(id), version: null },
    { dashboard: { ...dashboard(id), variables: [], panels: PANELS.slice(0, 1) }, version: null },
  ]),
  deleteDashboard: [{ version: '1' }, { version: 'builtin' }],
};

/** JSON as it is written by hand, by attackers and by accident. */
const TORN = [
  '',
  '{',
  '[',
  '"',
  'null',
  '1',
  '{"a":1}}',
  '{"__proto__":{"a":1}}',
  '\ufeff{}',
  '{"a":NaN}',
  '[1,',
  '\u0000',
];

/** A body for an endpoint: as it should be, a little different, or something else; undefined for none. */
export function bodyFor(name: EndpointName | undefined): fc.Arbitrary<string | undefined> {
  const good = (name === undefined ? undefined : GOOD[name]) ?? [];
  const anything = fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(...TORN) },
    { weight: 1, arbitrary: hostileText },
    { weight: 1, arbitrary: hostileValue.map((value) => JSON.stringify(value)) },
  );
  const [first, ...rest] = good;
  if (first === undefined) return anything;
  const whole = fc.constantFrom(first, ...rest);
  return fc.oneof(
    { weight: 3, arbitrary: whole.map((value) => JSON.stringify(value)) },
    { weight: 8, arbitrary: whole.chain(mutated).map((value) => JSON.stringify(value)) },
    { weight: 2, arbitrary: anything },
  );
}
