import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { dcgmHistory, GPUS, SCRAPE_SECONDS, valueAt } from '../testing/dcgmHistory.ts';
import { PrometheusServer } from '../testing/prometheusServer.ts';
import { until } from '../testing/until.ts';
import { FleetSnapshot, type FleetView } from './fleetSnapshot.ts';
import { PrometheusClient } from './prometheusClient.ts';

const NOW = Date.now() / 1000;
const LAST_SCRAPE = Math.floor(NOW / SCRAPE_SECONDS) * SCRAPE_SECONDS;
const POLL_MS = 10_000;
const REST_MS = 61_000;
const LOOK_BACK_MS = 301_000;

let prometheus: PrometheusServer;
beforeAll(async () => {
  prometheus = await PrometheusServer.start(dcgmHistory(NOW));
});
afterAll(() => prometheus.stop());
afterEach(() => {
  vi.useRealTimers();
});

function snapshotOf({ url }: PrometheusServer) {
  let count = 0;
  const onRequest = () => {
    count += 1;
  };
  const client = new PrometheusClient({ url, timeoutSeconds: 15, onRequest });
  const fleet = new FleetSnapshot(client);
  onTestFinished(() => {
    fleet.stop();
    return client.close();
  });
  return { fleet, client, asked: () => count };
}

async function look(fleet: FleetSnapshot): Promise<FleetView> {
  const view = await fleet.get();
  if (view === undefined) throw new Error('there is no view');
  return view;
}

/** The clock and the poll's timer stand still but for `vi.advanceTimersByTime`; sockets keep their own time. */
function stopClock(): void {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: Date.now() });
}

/** Pauses Prometheus until the test is over, whichever way it ends. */
async function whileAway(action: () => Promise<void>): Promise<void> {
  await prometheus.pause();
  try {
    await action();
  } finally {
    await prometheus.resume();
  }
}

describe('the fleet now', () => {
  it('has each GPU once, with its identity', async () => {
    const { devices } = await look(snapshotOf(prometheus).fleet);
    const identities = devices.map(
      ({ values: _, own: __, sampledAt: ___, workloads: ____, ...identity }) => identity,
    );
    expect(identities).toHaveLength(GPUS.length);
    expect(identities).toEqual(
      expect.arrayContaining(
        GPUS.map(({ uuid, index, node, labels }) => ({
          uuid,
          index,
          instance: null,
          product: 'Tesla T4',
          driverVersion: '535.129.03',
          pciBusId: null,
          origins: [{ hostname: node, node: null, pod: labels['pod'], instance: labels['instance'] }],
        })),
      ),
    );
  });

  it('names the pods that hold GPUs, and never the exporter', async () => {
    const { devices } = await look(snapshotOf(prometheus).fleet);
    const holders = new Map(devices.map(({ uuid, workloads }) => [uuid, workloads]));
    expect(holders).toEqual(
      new Map([
        ['GPU-worker-1-0', [{ namespace: 'ml', name: 'train-0', container: 'main' }]],
        ['GPU-worker-1-1', []],
        ['GPU-worker-2-0', [{ namespace: 'ml', name: 'train-1', container: 'main' }]],
        ['GPU-worker-2-1', []],
      ]),
    );
  });

  it('has the values of the last scrape in the fields’ own units, without DCGM’s blanks', async () => {
    const { devices } = await look(snapshotOf(prometheus).fleet);
    const fields = ['GPU_UTIL', 'FB_USED', 'FB_FREE', 'GPU_TEMP', 'POWER_USAGE', 'XID_ERRORS'];
    for (const gpu of GPUS) {
      const device = devices.find(({ uuid }) => uuid === gpu.uuid);
      const expected = fields
        .map((name) => `DCGM_FI_DEV_${name}`)
        .map((field) => [field, valueAt(field, gpu, LAST_SCRAPE)] as const);
      expect(device?.values).toEqual(new Map(expected));
    }
  });

  it('says when each GPU was last scraped', async () => {
    const { devices } = await look(snapshotOf(prometheus).fleet);
    expect(devices.map(({ sampledAt }) => sampledAt)).toEqual(GPUS.map(() => LAST_SCRAPE));
  });

  it('holds those for idle that did nothing for half an hour, whether a pod holds them or not', async () => {
    const { idle } = await look(snapshotOf(prometheus).fleet);
    expect(idle).toEqual(new Set(['GPU-worker-1-1', 'GPU-worker-2-0', 'GPU-worker-2-1']));
  });
});

describe('the vocabulary', () => {
  it('is not known before anybody looked', () => {
    expect(snapshotOf(prometheus).fleet.vocabulary).toBeNull();
  });

  it('tells the labels of a scrape that overwrites the exporter’s', async () => {
    const { fleet } = snapshotOf(prometheus);
    await fleet.get();
    expect(fleet.vocabulary?.dialect).toEqual({
      uuid: ['UUID'],
      host: ['Hostname'],
      workload: [{ pod: 'exported_pod', namespace: 'exported_namespace', container: 'exported_container' }],
    });
  });

  it('tells which fields are exported, those that are blank too', async () => {
    const { fleet } = snapshotOf(prometheus);
    await fleet.get();
    expect(fleet.vocabulary?.exported).toEqual(
      new Set(
        [
          'FB_FREE',
          'FB_USED',
          'GPU_TEMP',
          'GPU_UTIL',
          'MEMORY_TEMP',
          'POWER_USAGE',
          'TOTAL_ENERGY_CONSUMPTION',
          'XID_ERRORS',
        ].map((name) => `DCGM_FI_DEV_${name}`),
      ),
    );
  });

  it('tells the interval of the scrapes', async () => {
    const { fleet } = snapshotOf(prometheus);
    await fleet.get();
    expect(fleet.vocabulary?.scrapeInterval).toBe(SCRAPE_SECONDS);
  });

  it('comes with the version of Prometheus', async () => {
    const { fleet, client } = snapshotOf(prometheus);
    await fleet.get();
    expect(client.health.state.version).toMatch(/^\d+\.\d+\.\d+/);
  });
});

describe('polling', () => {
  it('is done once for all who look together', async () => {
    const alone = snapshotOf(prometheus);
    await alone.fleet.get();
    const together = snapshotOf(prometheus);
    const views = await Promise.all(Array.from({ length: 20 }, () => look(together.fleet)));
    expect(together.asked()).toBe(alone.asked());
    expect(new Set(views).size).toBe(1);
  });

  it('is not done again for a look soon after', async () => {
    stopClock();
    const { fleet, asked } = snapshotOf(prometheus);
    const first = await fleet.get();
    const before = asked();
    expect(await fleet.get()).toBe(first);
    expect(asked()).toBe(before);
  });

  it('goes on while somebody looks', async () => {
    stopClock();
    const { fleet } = snapshotOf(prometheus);
    const { asOf } = await look(fleet);
    vi.advanceTimersByTime(POLL_MS);
    await until('a newer view', async () => (await look(fleet)).asOf === asOf + POLL_MS / 1000);
  });

  it('rests when nobody has looked for a minute, and is done at once for the next who looks', async () => {
    stopClock();
    const { fleet, asked } = snapshotOf(prometheus);
    const { asOf } = await look(fleet);
    vi.setSystemTime(Date.now() + REST_MS);
    const before = asked();
    vi.advanceTimersByTime(10 * POLL_MS);
    expect(asked()).toBe(before);
    expect((await look(fleet)).asOf).toBe(asOf + (REST_MS + 10 * POLL_MS) / 1000);
  });
});

describe('while Prometheus is away', () => {
  it('the last view stands, and the health tells', async () => {
    stopClock();
    const { fleet, client } = snapshotOf(prometheus);
    const view = await look(fleet);
    await whileAway(async () => {
      vi.advanceTimersByTime(POLL_MS);
      await until('the poll failed', () => client.health.state.state === 'unreachable');
      expect(await fleet.get()).toBe(view);
    });
  });

  it('a view older than Prometheus’ own look-back is not shown', async () => {
    stopClock();
    const { fleet } = snapshotOf(prometheus);
    await fleet.get();
    await whileAway(async () => {
      vi.setSystemTime(Date.now() + LOOK_BACK_MS);
      expect(await fleet.get()).toBeUndefined();
    });
  });

  it('there is no view where there never was one, until Prometheus comes', async () => {
    const { fleet, client } = snapshotOf(prometheus);
    await whileAway(async () => {
      expect(await fleet.get()).toBeUndefined();
      expect(client.health.state.state).toBe('unreachable');
    });
    const view = await until('the first view', () => fleet.get());
    expect(view.devices).toHaveLength(GPUS.length);
  });
});

describe('a Prometheus without DCGM series', () => {
  let empty: PrometheusServer;
  beforeAll(async () => {
    empty = await PrometheusServer.start(`# TYPE up unknown\nup{job="node"} 1 ${LAST_SCRAPE}\n# EOF\n`);
  });
  afterAll(() => empty.stop());

  it('gives a fleet without GPUs, not an unknown one', async () => {
    expect(await look(snapshotOf(empty).fleet)).toMatchObject({ devices: [], idle: new Set() });
  });

  it('has no vocabulary, and a usual interval stands in for the unknown one', async () => {
    const { fleet } = snapshotOf(empty);
    await fleet.get();
    expect(fleet.vocabulary).toBeNull();
    expect(fleet.scrapeInterval).toBe(15);
  });

  it('is healthy all the same', async () => {
    const { fleet, client } = snapshotOf(empty);
    await fleet.get();
    expect(client.health.state.state).toBe('ok');
  });
});
