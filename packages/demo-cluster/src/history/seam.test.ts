import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listeningPort } from '@gpu-console/shared/prometheus';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DemoCluster, startDemoCluster } from '../demoCluster.ts';
import { fleetPlan } from '../scenarios/fleet.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { LoggedChild } from './loggedChild.ts';
import { Seam } from './seam.ts';

const SCRAPE_SECONDS = 1;

/** Pods come and go every few seconds, so that the seam lies between two of them on some GPU. */
const restless: Scenario = {
  name: 'restless',
  description: 'Four GPUs that never stay with one pod',
  honorLabels: true,
  scrapeSeconds: SCRAPE_SECONDS,
  plan: () => ({
    ...fleetPlan,
    collectSeconds: SCRAPE_SECONDS,
    counters: 'few',
    nodes: [{ name: 'gpu-node-a', product: 'a100x80', gpus: 4, exporter: '4.x', cores: 64, memoryGi: 512 }],
    faults: [],
    workloads: [
      {
        kind: 'jobs',
        parallel: 4,
        minutes: [0.05, 0.15],
        pauseMinutes: [0.02, 0.05],
        template: {
          namespace: 'ml',
          name: 'train',
          image: 'nvcr.io/nvidia/pytorch:24.10-py3',
          command: ['torchrun', 'train.py'],
          gpus: { 'nvidia.com/gpu': 1 },
        },
      },
    ],
  }),
};

interface Reply {
  readonly data: { readonly result: readonly { readonly values: readonly [number, string][] }[] };
}

describe('the seam of history and live data', { timeout: 120_000 }, () => {
  let folder: string;
  let demo: DemoCluster;
  let prometheus: LoggedChild;
  let url: string;
  let seamAt: number;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seam-test-'));
    demo = await startDemoCluster({
      scenario: restless,
      historySeconds: 300,
      seed: 1,
      dataDir: folder,
      apiPort: 0,
    });
    seamAt = demo.cluster.world.timeline.now;
    prometheus = new LoggedChild('Prometheus', 'prometheus', [
      `--config.file=${demo.prometheusConfig}`,
      `--storage.tsdb.path=${demo.prometheusData}`,
      '--web.listen-address=127.0.0.1:0',
    ]);
    const port = await prometheus.hear('where it listens', listeningPort, AbortSignal.timeout(60_000));
    url = `http://127.0.0.1:${port}`;
  }, 120_000);

  afterAll(async () => {
    await prometheus.end(20_000);
    await demo.close();
    await rm(folder, { recursive: true });
  });

  /** @param start, end Unix seconds */
  async function range(query: string, start: number, end: number): Promise<Reply['data']['result']> {
    const form = new URLSearchParams({ query, start: `${start}`, end: `${end}`, step: '1' });
    const body: Reply = JSON.parse(await (await fetch(`${url}/api/v1/query_range?${form}`)).text());
    return body.data.result;
  }

  const distinct = (result: Reply['data']['result']) => [
    ...new Set(result.flatMap(({ values }) => values.map(([, value]) => value))),
  ];

  it('shows no GPU twice, and no counter that begins again', async () => {
    const used = 'DCGM_FI_DEV_FB_USED';
    const end = await vi.waitFor(
      async () => {
        const now = Math.floor(Date.now() / 1000);
        // Scraped live by now, and on to pods that are not those of the seam.
        const scrapes = await range(`max(timestamp(${used}))`, now, now);
        expect(Number(scrapes[0]?.values[0]?.[1])).toBeGreaterThan(seamAt + 6 * SCRAPE_SECONDS);
        return now;
      },
      { timeout: 90_000, interval: 500 },
    );
    const before = seamAt - 60;
    expect((await range(`count by (pod) (${used}{pod!=""})`, before, end)).length).toBeGreaterThan(8);
    const counts = await range(`count by (UUID) (${used})`, before, end);
    expect(counts).toHaveLength(4);
    expect(distinct(counts)).toEqual(['1']);
    const energy = 'max by (UUID) (DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION)';
    expect(distinct(await range(`resets((${energy})[5m:1s])`, end, end))).toEqual(['0']);
  });
});

describe('Seam', () => {
  const target = (address: string, isUp = true) => ({
    address,
    honorLabels: true,
    pastStride: 1,
    isUp: () => isUp,
    labels: () => ({}),
    samples: () => [],
    text: () => '',
  });

  it('is crossed when every target that is up was read', () => {
    const seam = new Seam([target('a'), target('b'), target('down', false)], 1000, 15);
    seam.scraped('a');
    expect(seam.isCrossed(1001)).toBe(false);
    seam.scraped('b');
    expect(seam.isCrossed(1002)).toBe(true);
  });

  it('is crossed in the end, though one is never read', () => {
    const seam = new Seam([target('a')], 1000, 15);
    expect(seam.isCrossed(1044)).toBe(false);
    expect(seam.isCrossed(1045)).toBe(true);
  });
});
