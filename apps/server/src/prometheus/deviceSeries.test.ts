import {
  EVERYTHING,
  energyExpression,
  type MetricId,
  type MetricsContext,
  metric,
  metricExpression,
} from '@gpu-console/shared/metrics';
import { detailedMetric } from '@gpu-console/shared/metrics/detailed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PrometheusServer } from '../testing/prometheusServer.ts';
import { openMetricsOf, type SeriesHistory } from '../testing/seriesHistory.ts';
import { FleetSnapshot, type FleetView } from './fleetSnapshot.ts';
import { PrometheusClient } from './prometheusClient.ts';
import { readInstant } from './readFrame.ts';
import type { Vocabulary } from './vocabulary.ts';

const HOUR = 3600;
const END = Math.floor(Date.now() / 1000 / 60) * 60;
const START = END - 6 * HOUR;
const MIB = 1024 * 1024;
const BLANK = Number('9223372036854775794');

type Labels = Readonly<Record<string, string>>;

/** A device as dcgm-exporter names it, scraped without honorLabels. */
const device = (uuid: string, node = 'gpu-node-a', more: Labels = {}): Labels => ({
  UUID: uuid,
  gpu: '0',
  modelName: 'NVIDIA A100-SXM4-80GB',
  Hostname: node,
  instance: `${node}:9400`,
  job: 'dcgm-exporter',
  namespace: 'gpu-operator',
  pod: `nvidia-dcgm-exporter-${node}`,
  ...more,
});
const heldBy = (pod: string): Labels => ({ exported_namespace: 'ml', exported_pod: pod });
const series = (
  name: string,
  labels: Labels,
  value: number | ((time: number) => number),
  span: { from?: number; to?: number; every?: number } = {},
): SeriesHistory => ({
  from: START,
  to: END,
  ...span,
  name,
  labels,
  value: typeof value === 'number' ? () => value : value,
});

const ENERGY = 'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION';
/** A counter that began long before: what it shows is mJ. */
const drawn = (watts: number) => (time: number) => (2e9 + watts * (time - START)) * 1000;

let server: PrometheusServer;
let client: PrometheusClient;

/** A Prometheus that holds these series, and what the console makes of it. */
async function holding(history: readonly SeriesHistory[]) {
  server = await PrometheusServer.start(openMetricsOf(history));
  client = new PrometheusClient({ url: server.url, timeoutSeconds: 15, onRequest: () => {} });
  const fleet = new FleetSnapshot(client);
  const view = await fleet.get();
  fleet.stop();
  if (view === undefined || fleet.vocabulary === null) throw new Error(fleet.failure?.reason ?? 'no fleet');
  return { view, vocabulary: fleet.vocabulary };
}

async function end() {
  await client.close();
  await server.stop();
}

/** The values of an instant query, by UUID. */
async function ask(expr: string, time = END): Promise<Map<string, number | null>> {
  const query = expr.replaceAll('$__rate_interval', '60s');
  const { frame } = await readInstant(await client.query('query', { query, time: String(time) }), time);
  return new Map(frame.series.map(({ labels, values }) => [labels['UUID'] ?? '', values[0] ?? null]));
}

const joules = async (context: MetricsContext, uuid: string, seconds = 6 * HOUR) => {
  const expr = energyExpression(context, seconds, [[{ label: 'UUID', in: [uuid] }]]);
  return [...(await ask(expr)).values()][0] ?? 0;
};

describe('a counter', () => {
  let vocabulary: Vocabulary;
  const handover = START + 2 * HOUR;
  const free = START + 4 * HOUR;
  const reload = START + 3 * HOUR;

  beforeAll(async () => {
    const served = (pod: Labels, from: number, to: number) =>
      series(ENERGY, device('GPU-served', 'gpu-node-a', pod), drawn(300), { from, to });
    ({ vocabulary } = await holding([
      served(heldBy('first'), START, handover),
      served(heldBy('second'), handover + 15, free),
      served({}, free + 15, END),
      ...['a', 'b', 'c'].map((pod) =>
        series(ENERGY, device('GPU-shared', 'gpu-node-b', heldBy(pod)), drawn(200)),
      ),
      series(ENERGY, device('GPU-reloaded', 'gpu-node-c'), drawn(100), { to: reload }),
      series(ENERGY, device('GPU-reloaded', 'gpu-node-c', heldBy('after')), (t) => 100_000 * (t - reload), {
        from: reload + 15,
      }),
      // The second exporter's samples are half a minute old; the first ends.
      series(ENERGY, device('GPU-twice', 'gpu-node-d'), drawn(400), { to: END - 2 * HOUR }),
      series(ENERGY, device('GPU-twice', 'gpu-node-d', { instance: 'other:9400' }), (t) =>
        drawn(400)(t - 30),
      ),
      series(ENERGY, device('GPU-gone', 'gpu-node-e'), drawn(250), { to: START + HOUR }),
      series(ENERGY, device('GPU-blank', 'gpu-node-f'), BLANK),
    ]));
  }, 60_000);
  afterAll(end);

  it.each([
    ['of a device that served two pods and none', 'GPU-served', 300 * 6 * HOUR],
    ['of one that three pods share', 'GPU-shared', 200 * 6 * HOUR],
    ['over a reload of the driver', 'GPU-reloaded', 100 * 6 * HOUR],
    ['of one that two exporters report, of which one ends', 'GPU-twice', 400 * 6 * HOUR],
    ['of one that is gone', 'GPU-gone', 250 * HOUR],
    ['that is blank', 'GPU-blank', 0],
  ])('%s is the integral of what was drawn', async (_what, uuid, expected) => {
    const counted = await joules(vocabulary, uuid);
    expect(Math.abs(counted - expected)).toBeLessThanOrEqual(expected * 0.01);
  });

  it('has one rate through all the pods that a device served', async () => {
    const expr = metricExpression(metric('energy'), EVERYTHING, vocabulary);
    for (const time of [handover - 60, handover, handover + 15, handover + 30, handover + 45, free + 15]) {
      const rates = await ask(expr, time);
      expect(rates.get('GPU-served')).toBeCloseTo(300, 0);
      expect(rates.get('GPU-shared')).toBeCloseTo(200, 0);
    }
  });
});

describe('devices whose series overlap in time', () => {
  let view: FleetView;
  let vocabulary: Vocabulary;
  const handover = END - 60;

  beforeAll(async () => {
    const before = { to: handover - 15 };
    const after = { from: handover };
    const [old, now] = [
      device('GPU-1', 'gpu-node-a', heldBy('ended')),
      device('GPU-1', 'gpu-node-a', heldBy('runs')),
    ];
    ({ view, vocabulary } = await holding([
      series('DCGM_FI_DEV_FB_USED', old, 64_000, before),
      series('DCGM_FI_DEV_FB_FREE', old, 17_000, before),
      series('DCGM_FI_DEV_FB_USED', now, 1_000, after),
      series('DCGM_FI_DEV_FB_FREE', now, 80_000, after),
      series('DCGM_FI_DEV_GPU_TEMP', old, 71, before),
      series('DCGM_FI_DEV_GPU_TEMP', now, 40, after),
      series('DCGM_FI_DEV_CLOCKS_EVENT_REASONS', old, 1, before),
      series('DCGM_FI_DEV_CLOCKS_EVENT_REASONS', now, 0, after),
      // A device that has nothing but blanks for a while.
      series('DCGM_FI_DEV_GPU_TEMP', device('GPU-dead', 'gpu-node-b'), BLANK),
      series('DCGM_FI_DEV_FB_USED', device('GPU-dead', 'gpu-node-b'), BLANK),
    ]));
  }, 60_000);
  afterAll(end);

  it('have all their facts from the newest of them', () => {
    const one = view.devices.find(({ uuid }) => uuid === 'GPU-1');
    expect(one?.workloads.map(({ name }) => name)).toEqual(['runs']);
    expect(Object.fromEntries(one?.values ?? [])).toMatchObject({
      DCGM_FI_DEV_FB_USED: 1_000,
      DCGM_FI_DEV_FB_FREE: 80_000,
      DCGM_FI_DEV_GPU_TEMP: 40,
      DCGM_FI_DEV_CLOCKS_EVENT_REASONS: 0,
    });
  });

  it('are drawn by the newest too', async () => {
    expect(vocabulary.dialect.overlaps).toBe(true);
    const memory = await ask(metricExpression(metric('memoryUsed'), EVERYTHING, vocabulary));
    expect(memory.get('GPU-1')).toBe(1_000 * MIB);
    const free = detailedMetric('memoryReserved');
    expect(await ask(metricExpression(free, EVERYTHING, vocabulary))).toEqual(new Map());
  });

  it('were not sampled where they only have blanks', () => {
    expect(view.devices.find(({ uuid }) => uuid === 'GPU-dead')?.sampledAt).toBeNull();
  });
});

describe('exporters of several eras', () => {
  let view: FleetView;
  let vocabulary: Vocabulary;
  const upgrade = END - 3 * HOUR;

  beforeAll(async () => {
    const old = device('GPU-upgraded');
    const { Hostname, ...rest } = old;
    const renewed = { ...rest, hostname: Hostname ?? '', DCGM_FI_SYSTEM_DRIVER_VERSION: '590.44.01' };
    const pair = (one: string, other: string, value: number, factor: number) => [
      series(one, old, value, { to: upgrade }),
      series(other, renewed, value * factor, { from: upgrade + 15 }),
    ];
    const of46 = device('GPU-4.6', 'gpu-node-b');
    const of47 = device('GPU-4.7', 'gpu-node-c');
    ({ view, vocabulary } = await holding([
      ...pair('DCGM_FI_DEV_FB_USED', 'DCGM_FI_DEV_FB_USED_BYTES', 40_000, MIB),
      ...pair('DCGM_FI_DEV_FB_FREE', 'DCGM_FI_DEV_FB_FREE_BYTES', 41_000, MIB),
      ...pair('DCGM_FI_DEV_GPU_TEMP', 'DCGM_FI_DEV_GPU_TEMP_CELSIUS', 60, 1),
      ...pair('DCGM_FI_DEV_POWER_USAGE', 'DCGM_FI_DEV_BOARD_POWER_WATTS', 300, 1),
      ...pair('DCGM_FI_DEV_SM_CLOCK', 'DCGM_FI_DEV_SM_CLOCK_HERTZ', 1410, 1e6),
      ...pair('DCGM_FI_PROF_GR_ENGINE_ACTIVE', 'DCGM_FI_PROF_GR_ENGINE_UTIL_RATIO', 0.75, 1),
      series(ENERGY, old, drawn(300), { to: upgrade }),
      series('DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL', renewed, (t) => Math.floor(drawn(300)(t) / 1000), {
        from: upgrade + 15,
      }),
      series('DCGM_FI_DEV_GPU_TEMP_CELSIUS', of46, 50),
      series('DCGM_FI_DEV_GPU_UTIL_RATIO', of46, 87),
      series('DCGM_FI_DEV_GPU_TEMP_CELSIUS', { ...of46, UUID: 'GPU-4.6-idle' }, 50),
      series('DCGM_FI_DEV_GPU_UTIL_RATIO', { ...of46, UUID: 'GPU-4.6-idle' }, 1),
      series('DCGM_FI_DEV_FB_USED_BYTES', of47, 3e9),
      series('DCGM_FI_DEV_GPU_UTIL_RATIO', of47, 1),
      series('DCGM_FI_DEV_FB_USED_BYTES', { ...of47, UUID: 'GPU-4.7-half' }, 3e9),
      series('DCGM_FI_DEV_GPU_UTIL_RATIO', { ...of47, UUID: 'GPU-4.7-half' }, 0.5),
    ]));
  }, 60_000);
  afterAll(end);

  const of = (uuid: string) => view.devices.find((one) => one.uuid === uuid);

  it('report the same fields in the same units', () => {
    expect(of('GPU-upgraded')).toMatchObject({ driverVersion: '590.44.01' });
    expect(Object.fromEntries(of('GPU-upgraded')?.values ?? [])).toMatchObject({
      DCGM_FI_DEV_FB_USED: 40_000,
      DCGM_FI_DEV_FB_FREE: 41_000,
      DCGM_FI_DEV_GPU_TEMP: 60,
      DCGM_FI_DEV_SM_CLOCK: 1410,
      DCGM_FI_PROF_GR_ENGINE_ACTIVE: 0.75,
    });
  });

  it.each<[MetricId, number]>([
    ['memoryUsed', 40_000 * MIB],
    ['temperature', 60],
    ['power', 300],
    ['smClock', 1410e6],
    ['utilization', 0.75],
  ])('are one curve of %s', async (id, expected) => {
    const expr = metricExpression(metric(id), EVERYTHING, vocabulary);
    for (const time of [upgrade - HOUR, upgrade, upgrade + 15, END])
      expect((await ask(expr, time)).get('GPU-upgraded')).toBeCloseTo(expected, 5);
  });

  it('count one energy', async () => {
    expect((await joules(vocabulary, 'GPU-upgraded')) / (300 * 6 * HOUR)).toBeCloseTo(1, 2);
  });

  it('tell a percentage from the ratio of the same name', async () => {
    const use = await ask(metricExpression(metric('utilization'), EVERYTHING, vocabulary));
    expect(use.get('GPU-4.6')).toBeCloseTo(0.87);
    expect(use.get('GPU-4.6-idle')).toBeCloseTo(0.01);
    expect(use.get('GPU-4.7')).toBe(1);
    expect(use.get('GPU-4.7-half')).toBeCloseTo(0.5);
    expect(of('GPU-4.6')?.values.get('DCGM_FI_DEV_GPU_UTIL')).toBe(87);
    expect(of('GPU-4.7-half')?.values.get('DCGM_FI_DEV_GPU_UTIL')).toBe(50);
  });
});

describe('values that say nothing', () => {
  let view: FleetView;
  let vocabulary: Vocabulary;

  beforeAll(async () => {
    const gb10 = device('GPU-gb10', 'spark-a', { modelName: 'NVIDIA GB10' });
    const t4 = device('GPU-t4', 'gpu-node-a', { modelName: 'Tesla T4' });
    const stuck = device('GPU-stuck', 'gpu-node-b', heldBy('train-0'));
    const idle = device('GPU-idle', 'gpu-node-c', heldBy('sleeps'));
    ({ view, vocabulary } = await holding([
      series('DCGM_FI_DEV_GPU_UTIL', gb10, 94),
      series('DCGM_FI_DEV_GPU_TEMP', gb10, 71),
      series('DCGM_FI_DEV_MEMORY_TEMP', gb10, 0),
      series('DCGM_FI_DEV_MEM_COPY_UTIL', gb10, 0),
      series('DCGM_FI_DEV_GPU_TEMP', t4, 40),
      series('DCGM_FI_DEV_MEMORY_TEMP', t4, 0),
      series('DCGM_FI_DEV_MEM_COPY_UTIL', t4, 0),
      series('DCGM_FI_DEV_POWER_USAGE', t4, 0),
      series('DCGM_FI_PROF_GR_ENGINE_ACTIVE', stuck, 0),
      series('DCGM_FI_DEV_GPU_UTIL', stuck, 100),
      series('DCGM_FI_PROF_GR_ENGINE_ACTIVE', idle, 0),
      series('DCGM_FI_DEV_GPU_UTIL', idle, 0),
    ]));
  }, 60_000);
  afterAll(end);

  it('are absent: no sensor, no memory of its own', async () => {
    const values = (uuid: string) =>
      [...(view.devices.find((one) => one.uuid === uuid)?.values.keys() ?? [])].sort();
    expect(values('GPU-gb10')).toEqual(['DCGM_FI_DEV_GPU_TEMP', 'DCGM_FI_DEV_GPU_UTIL']);
    expect(values('GPU-t4')).toEqual(['DCGM_FI_DEV_GPU_TEMP', 'DCGM_FI_DEV_MEM_COPY_UTIL']);
    expect(await ask(metricExpression(metric('memoryTemperature'), EVERYTHING, vocabulary))).toEqual(
      new Map(),
    );
  });

  it('of a profiling module that is stuck do not make a GPU at work idle', async () => {
    const use = await ask(metricExpression(metric('utilization'), EVERYTHING, vocabulary));
    expect(use.get('GPU-stuck')).toBe(1);
    expect(use.get('GPU-idle')).toBe(0);
    expect([...view.idle]).toEqual(['GPU-idle']);
  });
});
