import { queryConsole, queryPrometheus } from '../harness/api.ts';
import { expect, test } from '../harness/fixtures.ts';

type Sample = readonly [number, string];
interface Matrix {
  readonly metric: Record<string, string>;
  readonly values: readonly Sample[];
}
interface Frame {
  readonly start: number;
  readonly step: number;
  readonly count: number;
  readonly series: readonly {
    readonly labels: Record<string, string>;
    readonly values: readonly (number | null)[];
  }[];
}

const EXPRESSIONS = [
  'DCGM_FI_DEV_GPU_TEMP',
  'max by (UUID, gpu) (DCGM_FI_DEV_FB_USED) * 1048576',
  'avg by (modelName) (DCGM_FI_DEV_POWER_USAGE)',
  'rate(DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION[2m]) / 1000',
  'sum(kube_pod_container_resource_requests{resource=~"nvidia_com_.+"})',
  'absent(no_such_metric)',
];

/** A moment that no scrape can still add to. */
const settled = () => Math.floor(Date.now() / 1000 / 60) * 60 - 120;

/** Prometheus orders series by its index, a frame by the reply: only the set matters. */
const byLabels = (labels: Record<string, string>) =>
  JSON.stringify(Object.entries(labels).sort(([a], [b]) => a.localeCompare(b)));

for (const expr of EXPRESSIONS) {
  test(`a range query gives exactly what Prometheus gives: ${expr}`, async ({ demo, request }) => {
    const to = settled();
    const range = { from: to - 1800, to, step: 30 };
    const queries = [{ id: 'q', expr, type: 'range' }];
    const frame: Frame = (await queryConsole(request, demo, { ...range, queries })).q;
    const params = { query: expr, start: range.from, end: range.to, step: range.step };
    const theirs: Matrix[] = await queryPrometheus(request, demo, 'query_range', params);

    expect(frame).toMatchObject({ start: range.from, step: range.step, count: 61 });
    const ours = frame.series.map(({ labels, values }) => [
      byLabels(labels),
      values.flatMap((value, index) => (value === null ? [] : [[frame.start + index * frame.step, value]])),
    ]);
    const expected = theirs.map(({ metric, values }) => [
      byLabels(metric),
      values.map(([time, text]) => [time, Number(text)]),
    ]);
    expect(expected.length).toBeGreaterThan(0);
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(expected));
  });

  test(`an instant query gives exactly what Prometheus gives: ${expr}`, async ({ demo, request }) => {
    const to = settled();
    const queries = [{ id: 'q', expr, type: 'instant' }];
    const frame: Frame = (await queryConsole(request, demo, { from: to, to, queries })).q;
    const params = { query: expr, time: to };
    const theirs: { metric: Record<string, string>; value: Sample }[] = await queryPrometheus(
      request,
      demo,
      'query',
      params,
    );

    const ours = frame.series.map(({ labels, values }) => [byLabels(labels), values]);
    const expected = theirs.map(({ metric, value }) => [byLabels(metric), [Number(value[1])]]);
    expect(expected.length).toBeGreaterThan(0);
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(expected));
  });
}
