import { type PodUsage, PodUsageList } from '@gpu-console/shared/contract';
import { pathTo } from '@gpu-console/shared/endpoints';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GPUS, valueAt } from '../../testing/dcgmHistory.ts';
import { Lab, problemOf, TestConsole } from '../../testing/lab.ts';

const MEBIBYTE = 1024 * 1024;
const USAGE = pathTo('usage', { cluster: 'default' });

let lab: Lab;
let shared: TestConsole;
beforeAll(async () => {
  lab = await Lab.start();
  shared = await (await TestConsole.start(lab)).follow();
});
afterAll(async () => {
  await shared.stop();
  await lab.stop();
});

/** Half an hour of the history, on the grid of its scrapes. */
const range = (more = '') => `from=${lab.lastScrape - 1800}&to=${lab.lastScrape}${more}`;
const usage = (query: string) => shared.read(PodUsageList, `${USAGE}?${query}`);
const byPod = (items: readonly PodUsage[]) => new Map(items.map((item) => [item.pod, item]));

const Answer = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
});

/** What Prometheus itself makes of an expression that gives one number. */
async function prometheus(query: string, time: number): Promise<number> {
  const params = new URLSearchParams({ query, time: String(time) });
  const reply = await fetch(`${lab.prometheus.url}/api/v1/query?${params}`);
  return Number(Answer.parse(await reply.json()).data.result[0]?.value[1]);
}

describe('the usage of pods', () => {
  it('is what each held, and what it made of it', async () => {
    const { items } = await usage(range());
    const [busy, idle] = [byPod(items).get('train-0'), byPod(items).get('train-1')];
    expect(items).toHaveLength(2);
    expect(busy).toMatchObject({
      namespace: 'ml',
      owner: null,
      models: ['Tesla T4'],
      gpus: 1,
      gpuHours: expect.closeTo(0.5),
      idleGpuHours: 0,
      idleSince: null,
      peakMemoryBytes: 1000 * MEBIBYTE,
      sharedBy: 1,
    });
    expect(idle).toMatchObject({
      gpuHours: expect.closeTo(0.5),
      idleGpuHours: expect.closeTo(0.5),
      meanUtilization: 0,
    });
    expect(idle?.idleSince).toBeLessThanOrEqual(lab.lastScrape - 1800);
  });

  it('has the mean and the peak of Prometheus', async () => {
    const { items, from, to, step } = await usage(range('&pod=train-0&namespace=ml'));
    const held = 'DCGM_FI_DEV_GPU_UTIL{exported_pod="train-0"}';
    const [item] = items;
    expect(item?.meanUtilization).toBeCloseTo(
      (await prometheus(`avg_over_time(${held}[${to - from}s])`, to)) / 100,
      2,
    );
    const readings = await prometheus(`count_over_time((${held})[${to - from - 1}s:${step}s])`, to);
    expect(item?.gpuHours).toBeCloseTo((readings * step) / 3600);
    const gpu = GPUS[0];
    if (gpu === undefined) throw new Error('the history has no GPU');
    expect(item?.peakMemoryBytes).toBe(valueAt('DCGM_FI_DEV_FB_USED', gpu, to) * MEBIBYTE);
  });

  it('calls idle what the reader calls so', async () => {
    const idleHours = async (query: string) =>
      byPod((await usage(range(query))).items).get('train-0')?.idleGpuHours;
    expect(await idleHours('&idleBelow=0.7')).toBeCloseTo(0.5);
    expect(await idleHours('&idleBelow=0.7&idleFor=86400')).toBe(0);
  });

  it('is narrowed to a namespace and a pod', async () => {
    expect((await usage(range('&namespace=other'))).items).toEqual([]);
    expect((await usage(range('&namespace=ml&pod=train-1'))).items.map(({ pod }) => pod)).toEqual([
      'train-1',
    ]);
  });

  it('does not reach beyond now', async () => {
    const { items, to } = await usage(`from=${lab.lastScrape - 600}&to=${lab.lastScrape + 86_400}`);
    expect(to).toBeLessThanOrEqual(Date.now() / 1000);
    expect(byPod(items).get('train-0')?.gpuHours).toBeLessThan(0.3);
  });

  it('asks Prometheus three times for all pods, with at most 300 readings each, and not again soon', async () => {
    const own = await lab.console();
    await own.ask(pathTo('gpus', { cluster: 'default' }));
    const count = async () =>
      Number(
        /upstream_requests_total\{[^}]*prometheus[^}]*\} (\d+)/.exec((await own.ask('/metrics')).text)?.[1] ??
          0,
      );
    const before = await count();
    const query = `${USAGE}?${range('&idleFor=86400')}`;
    const { from, to, step } = await own.read(PodUsageList, query);
    expect((await count()) - before).toBe(3);
    expect((to - from + 86_400) / step).toBeLessThanOrEqual(300);
    await own.ask(query);
    expect((await count()) - before).toBe(3);
  });

  it.each([
    ['from=200&to=100', 'before'],
    ['from=0&to=2592001', '30 days'],
    ['from=noon', 'from'],
    ['idleBelow=0', 'idleBelow'],
    ['idleBelow=5', 'idleBelow'],
    ['idleFor=-1', 'idleFor'],
    ['pod=train-0', 'namespace'],
    ['namespace=../x', 'namespace'],
    ['other=1', 'other'],
  ])('is refused for %s', async (query, word) => {
    expect(await problemOf(shared.ask(`${USAGE}?${query}`))).toMatchObject({
      status: 400,
      code: 'invalid_request',
      detail: expect.stringContaining(word),
    });
  });
});
