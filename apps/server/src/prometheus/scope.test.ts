import { readMatchers } from '@gpu-console/shared/promql';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { PrometheusServer } from '../testing/prometheusServer.ts';
import { FleetSnapshot } from './fleetSnapshot.ts';
import { PrometheusClient } from './prometheusClient.ts';
import { Scope } from './scope.ts';

const NOW = Math.floor(Date.now() / 1000);
const HOUR_AGO = NOW - 3600;
const OURS = 'GPU-00000000-0000-4000-8000-000000000001';
const SCHOOLS = 'GPU-00000000-0000-4000-8000-000000000009';
const PRODS = 'GPU-00000000-0000-4000-8000-00000000000a';

/** Three clusters in one store, the first without a label of its own; the same node and pod in two of them. */
const series = [
  `gpu="0",UUID="${OURS}",modelName="A100",Hostname="gpu-node-a",namespace="ml",pod="train-0",container="app"`,
  `cluster="school",gpu="0",UUID="${SCHOOLS}",modelName="V100",Hostname="node01"`,
  `cluster="prod",gpu="0",UUID="${PRODS}",modelName="H100",Hostname="gpu-node-a",namespace="ml",pod="train-0",container="app"`,
];
const history = [
  ...['DCGM_FI_DEV_GPU_UTIL', 'DCGM_FI_DEV_GPU_TEMP'].flatMap((name) => [
    `# TYPE ${name} gauge`,
    ...series.flatMap((labels) => [NOW - 30, NOW - 15, NOW].map((time) => `${name}{${labels}} 50 ${time}`)),
  ]),
  '# EOF\n',
].join('\n');

let prometheus: PrometheusServer;
beforeAll(async () => {
  prometheus = await PrometheusServer.start(history);
});
afterAll(() => prometheus.stop());

function clientOf(matchers: string): PrometheusClient {
  const client = new PrometheusClient({
    url: prometheus.url,
    timeoutSeconds: 15,
    onRequest: () => {},
    matchers: readMatchers(matchers) ?? [],
  });
  onTestFinished(() => client.close());
  return client;
}

async function uuidsOf(client: PrometheusClient): Promise<string[]> {
  const fleet = new FleetSnapshot(client);
  onTestFinished(() => fleet.stop());
  const view = await fleet.get();
  return (view?.devices ?? []).map(({ uuid }) => uuid);
}

describe('a Prometheus of several clusters', () => {
  it.each([
    ['cluster=""', [OURS]],
    ['cluster="prod"', [PRODS]],
    ['cluster=~"prod|school"', [SCHOOLS, PRODS]],
    ['cluster=~"prod|school", Hostname!="node01"', [PRODS]],
    ['cluster="none"', []],
  ])('gives with %s only its own GPUs, whatever is asked', async (matchers, uuids) => {
    const client = clientOf(matchers);
    expect((await uuidsOf(client)).sort()).toEqual([...uuids].sort());
    expect((await client.labelValues('UUID', undefined, HOUR_AGO)).sort()).toEqual([...uuids].sort());
    expect(await client.series('{__name__=~"DCGM.+"}', HOUR_AGO)).toHaveLength(2 * uuids.length);
    const names = await client.labelNames(undefined, HOUR_AGO);
    expect(names.includes('UUID')).toBe(uuids.length > 0);
  });

  it('lets no query out that names another', async () => {
    const client = clientOf('cluster="prod"');
    for (const query of [
      'DCGM_FI_DEV_GPU_UTIL{cluster="school"}',
      'DCGM_FI_DEV_GPU_UTIL{cluster!="prod"} or {cluster="school"}',
      'count(max_over_time(DCGM_FI_DEV_GPU_UTIL{cluster=~".*ool"}[5m]))',
      // A carriage return ends a comment for Prometheus, and for the grammar of its editor none.
      'DCGM_FI_DEV_GPU_UTIL{cluster="none"} #\r or DCGM_FI_DEV_GPU_UTIL{cluster="school"}',
      'DCGM_FI_DEV_GPU_UTIL{cluster="none"} # $x\r or DCGM_FI_DEV_GPU_UTIL',
    ]) {
      const body = (await client.query('query', { query, time: String(NOW) })).toString();
      expect(JSON.parse(body)).toMatchObject({ status: 'success', data: { result: [] } });
    }
    for (const query of ['up{', 'info(up)', 'up + $x'])
      await expect(client.query('query', { query })).rejects.toMatchObject({
        code: 'invalid_promql',
        message: expect.stringContaining('PROMETHEUS_MATCHERS'),
      });
    await expect(client.labelValues('UUID', 'up{', HOUR_AGO)).rejects.toMatchObject({
      code: 'invalid_promql',
    });
  });

  it('is asked as it is without matchers', async () => {
    expect(await uuidsOf(clientOf(''))).toHaveLength(3);
  });
});

it('keeps the targets and alerts that may be the cluster’s', () => {
  const scope = new Scope(readMatchers('cluster=~"prod|stage", site!="b"'));
  const kept = [{}, { cluster: 'prod' }, { cluster: 'stage', site: 'a' }];
  const others = [{ cluster: 'product' }, { cluster: 'prod', site: 'b' }];
  expect([...kept, ...others].filter((labels) => scope.mayHold(labels))).toEqual(kept);
});
