import type { Frame } from '@gpu-console/shared/contract';
import type { Dialect } from '@gpu-console/shared/metrics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PrometheusClient } from '../prometheus/prometheusClient.ts';
import { QueryService } from '../prometheus/queryService.ts';
import { PrometheusServer } from '../testing/prometheusServer.ts';
import { type Hold, holdQueries, holdsOf } from './hold.ts';

const END = Math.floor(Date.now() / 1000 / 600) * 600;
const STEP = 120;
const MINUTES = 30;
const MEBIBYTE = 1024 * 1024;
const BLANK = '9223372036854775794';

/** Samples every 30 s over the half hour before `END`; null: the scrape failed. */
function samples(
  name: string,
  labels: Readonly<Record<string, string>>,
  value: (minute: number) => string | null,
) {
  const text = Object.entries(labels).map(([label, content]) => `${label}="${content}"`);
  const times = Array.from({ length: MINUTES * 2 + 1 }, (_, n) => END - MINUTES * 60 + n * 30);
  return times.flatMap((time) => {
    const said = value((time - END) / 60 + MINUTES);
    return said === null ? [] : [`${name}{${text.join(',')}} ${said} ${time}`];
  });
}

const overwritten = (pod: string) => ({
  namespace: 'gpu-operator',
  pod: 'dcgm-exporter-x',
  exported_namespace: 'ml',
  exported_pod: pod,
});
const honoured = (pod: string) => ({ namespace: 'ml', pod });
const family = (name: string, ...lines: readonly (readonly string[])[]) => [
  `# TYPE ${name} unknown`,
  ...lines.flat(),
];

const HISTORY = [
  ...family(
    'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
    samples(
      'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
      { UUID: 'GPU-mig', GPU_I_ID: '1', GPU_I_PROFILE: '3g.40gb', ...overwritten('lab') },
      () => '0.5',
    ),
  ),
  ...family(
    'DCGM_FI_DEV_GPU_UTIL',
    samples('DCGM_FI_DEV_GPU_UTIL', { UUID: 'GPU-shared', ...overwritten('one') }, (minute) =>
      minute % 2 === 0 ? '80' : '20',
    ),
    samples('DCGM_FI_DEV_GPU_UTIL', { UUID: 'GPU-shared', ...overwritten('two') }, () => '50'),
    samples(
      'DCGM_FI_DEV_GPU_UTIL',
      { UUID: 'GPU-free', namespace: 'gpu-operator', pod: 'dcgm-exporter-x' },
      () => '0',
    ),
    samples('DCGM_FI_DEV_GPU_UTIL', { UUID: 'GPU-blank', ...overwritten('old') }, () => BLANK),
    samples('DCGM_FI_DEV_GPU_UTIL', { uuid: 'GPU-era', ...honoured('early') }, (minute) =>
      minute > 10 && minute < 22 ? null : '30',
    ),
  ),
  ...family(
    'DCGM_FI_DEV_FB_USED',
    samples('DCGM_FI_DEV_FB_USED', { UUID: 'GPU-blank', ...overwritten('old') }, (minute) =>
      minute === 15 ? '900' : '100',
    ),
  ),
];

const dialect: Dialect = {
  uuid: ['UUID', 'uuid'],
  host: ['Hostname'],
  workload: [
    { pod: 'exported_pod', namespace: 'exported_namespace', container: null },
    { pod: 'pod', namespace: 'namespace', container: null },
  ],
};
const exported = new Set(['DCGM_FI_PROF_GR_ENGINE_ACTIVE', 'DCGM_FI_DEV_GPU_UTIL', 'DCGM_FI_DEV_FB_USED']);

let server: PrometheusServer;
let client: PrometheusClient;
let holds: ReadonlyMap<string, Hold>;
beforeAll(async () => {
  server = await PrometheusServer.start(`${HISTORY.join('\n')}\n# EOF\n`);
  client = new PrometheusClient({
    url: server.url,
    timeoutSeconds: 15,
    onRequest: () => {},
  });
  const queries = new QueryService(client, () => 30);
  const asked = holdQueries(STEP, { dialect, exported });
  const range = (expr: string): Promise<Frame> =>
    queries.range(expr, { start: END - MINUTES * 60 + STEP, end: END, step: STEP });
  const [meanUse, peakUse, memory] = await Promise.all([
    range(asked.meanUse),
    range(asked.peakUse),
    range(asked.memory),
  ]);
  holds = new Map(holdsOf({ meanUse, peakUse, memory }, dialect).map((hold) => [hold.pod, hold]));
});
afterAll(async () => {
  await client.close();
  await server.stop();
});

describe('what pods hold, as Prometheus tells it', () => {
  it('is every pod’s and no exporter’s', () => {
    expect([...holds.keys()].sort()).toEqual(['early', 'lab', 'old', 'one', 'two']);
  });

  it('is the device under each pod that shares it', () => {
    expect(holds.get('one')?.device).toBe('GPU-shared');
    expect(holds.get('two')?.device).toBe('GPU-shared');
  });

  it('has the mean and the peak of all readings of the step, as ratios', () => {
    expect(holds.get('one')?.peakUse.every((value) => value === 0.8)).toBe(true);
    // A quarter of the readings is at the peak; a window that takes in both of its ends (before Prometheus 3) has one more.
    for (const value of holds.get('one')?.meanUse ?? [null])
      expect([0.35, 0.44]).toContainEqual(expect.closeTo(value ?? 0));
    expect(holds.get('two')?.meanUse[0]).toBeCloseTo(0.5);
  });

  it('is an instance of its own', () => {
    expect(holds.get('lab')).toMatchObject({ device: 'GPU-mig/1', uuid: 'GPU-mig', profile: '3g.40gb' });
    expect(holds.get('lab')?.meanUse[0]).toBeCloseTo(0.5);
  });

  it('is under the first name of the UUID, whatever its exporter calls it', () => {
    expect(holds.get('early')?.uuid).toBe('GPU-era');
  });

  it('has a hole where scrapes were missing', () => {
    const { meanUse = [] } = holds.get('early') ?? {};
    expect(meanUse.slice(8, 10)).toEqual([null, null]);
    expect(meanUse[2]).toBeCloseTo(0.3);
    expect(meanUse.at(-1)).toBeCloseTo(0.3);
  });

  it('is held without use where the driver knows none, with the highest memory of the step', () => {
    const { meanUse = [], memory = [] } = holds.get('old') ?? {};
    expect(meanUse.every((value) => value === null)).toBe(true);
    expect(memory).toHaveLength(15);
    expect(Math.max(...memory.map((value) => value ?? 0))).toBe(900 * MEBIBYTE);
  });
});
