/**
 * Runs the console's server for a while, as its users would and its sources would not: viewers who come and go, a cluster of
 * 2,000 GPU pods with 50 changes a second, and faults on the way to both sources. Prints one line of JSON per half minute and,
 * at the end, what was asked and how long that took; exits with 1 where something was answered with a 5xx that is not a
 * source's, or memory or descriptors grew. `soak.js MINUTES SEED SERVER`
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathTo } from '@gpu-console/shared/endpoints';
import { Agent, request } from 'undici';
import { Exporters } from '../testing/exporters.ts';
import { type Fault, FaultProxy } from '../testing/faultProxy.ts';
import { KubeApi } from '../testing/kubeApi.ts';
import { kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { PrometheusServer } from '../testing/prometheusServer.ts';

const NODES = 250;
const GPUS = 8;
const VIEWERS = 20;
const EVENTS_PER_SECOND = 50;
const REPORT_SECONDS = 30;
/** What a viewer's pages ask for, one after the other, and how long it looks in between. */
const READS = ['overview', 'gpus', 'nodes', 'pods', 'doctor', 'operator'] as const;
type Read = (typeof READS)[number];
const LOOK_MS = 2000;
/** Of the lowest that is measured in the last third over that in the second; collections and connections come and go. */
const MAX_GROWTH = { heap: 1.5, resident: 1.25, descriptors: 1.5 };
/** What a source that fails is answered with. */
const UPSTREAM = new Set([502, 503, 504]);

const [minutes = '10', seed = '1', program = ''] = process.argv.slice(2);
const seconds = Number(minutes) * 60;

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const random = randomFrom(Number(seed));
const below = (count: number) => Math.floor(random() * count);

const nodeName = (node: number) => `worker-${node}`;
const podOf = (node: number, gpu: number, round = 0) =>
  kubePod(`train-${node}-${gpu}`, {
    node: nodeName(node),
    gpus: 1,
    namespace: `team-${node % 20}`,
    labels: { round: String(round) },
  });

function exposition(): string {
  const lines = Array.from({ length: NODES * GPUS }, (_, index) => {
    const [node, gpu] = [Math.floor(index / GPUS), index % GPUS];
    const labels = `gpu="${gpu}",UUID="GPU-${node}-${gpu}",modelName="NVIDIA A100",Hostname="${nodeName(node)}",namespace="team-${node % 20}",pod="train-${node}-${gpu}",container="main"`;
    const values = { GPU_UTIL: 50, FB_USED: 40_000, FB_FREE: 40_000, POWER_USAGE: 200, GPU_TEMP: 50 };
    return Object.entries(values).map(([field, value]) => `DCGM_FI_DEV_${field}{${labels}} ${value}`);
  });
  return `${lines.flat().join('\n')}\n`;
}

const FAULTS: readonly Fault[] = [
  { kind: 'silence' },
  { kind: 'reset' },
  { kind: 'answer', status: 500, body: 'internal' },
  { kind: 'answer', status: 429, headers: { 'retry-after': '1' }, body: '{"message":"busy"}' },
  { kind: 'answer', status: 200, body: '<html>Sign in</html>' },
  { kind: 'answer', status: 403, body: '{"message":"forbidden"}' },
  { kind: 'cut', bytes: 1000 },
  { kind: 'cut', bytes: 1000, clean: true },
  { kind: 'drip', bytes: 10, everyMs: 100 },
];

const objects = Array.from({ length: NODES }, (_, node) => [
  kubeNode(nodeName(node), { gpus: GPUS }),
  ...Array.from({ length: GPUS }, (_, gpu) => podOf(node, gpu)),
]);
const kube = await KubeApi.start(...objects.flat());
const exporters = await Exporters.start({ exposition: exposition(), honorLabels: true });
const prometheus = await PrometheusServer.scraping(exporters.config().replace('"1s"', '"15s"'), 1);
const proxies = [await FaultProxy.start(kube.url), await FaultProxy.start(prometheus.url)] as const;

const folder = mkdtempSync(join(tmpdir(), 'gpu-console-soak-'));
const kubeconfig = join(folder, 'kubeconfig');
writeFileSync(kubeconfig, kube.config({ url: proxies[0].url }).exportConfig());
const server: ChildProcess = spawn(process.execPath, ['--max-old-space-size=512', program], {
  env: {
    ...process.env,
    KUBECONFIG: kubeconfig,
    PROMETHEUS_URL: proxies[1].url,
    PORT: '0',
    LOG_LEVEL: 'silent',
  },
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});
const [{ url }] = (await once(server, 'message')) as [{ url: string }];
let crashed = false;
server.once('exit', () => {
  crashed = true;
});

const ends = performance.now() + seconds * 1000;
const isOver = () => performance.now() >= ends || crashed;
const client = new Agent({ connections: VIEWERS * 2 });
const waited: Record<string, number[]> = {};
const wrong: Record<string, number> = {};

async function look(read: Read): Promise<void> {
  const began = performance.now();
  const { statusCode, body } = await request(`${url}${pathTo(read, { cluster: 'default' })}`, {
    dispatcher: client,
  });
  await body.dump({ limit: 2 ** 30 });
  const times = waited[read] ?? [];
  waited[read] = times;
  times.push(performance.now() - began);
  if (statusCode >= 500 && !UPSTREAM.has(statusCode)) wrong[read] = (wrong[read] ?? 0) + 1;
}

/** Looks at one page after the other; leaves one in ten before it is there. */
async function viewer(): Promise<void> {
  await delay(random() * LOOK_MS);
  while (!isOver()) {
    const read = READS[below(READS.length)] ?? 'overview';
    if (random() < 0.1) await leaveEarly(read);
    else await look(read).catch(() => {});
    await delay(LOOK_MS * (0.5 + random()));
  }
}

async function leaveEarly(read: Read): Promise<void> {
  const leaving = AbortSignal.timeout(below(50) + 1);
  await request(`${url}${pathTo(read, { cluster: 'default' })}`, { signal: leaving }).then(
    ({ body }) => body.dump(),
    () => {},
  );
}

async function changes(): Promise<void> {
  for (let round = 1; !isOver(); round += 1) {
    kube.put(podOf(below(NODES), below(GPUS), round));
    await delay(1000 / EVENTS_PER_SECOND);
  }
}

/** One fault at a time, for some seconds; then the source is well for some. */
async function faults(proxy: FaultProxy): Promise<void> {
  while (!isOver()) {
    await delay(5000 + below(15_000));
    const end = proxy.inject(/./, FAULTS[below(FAULTS.length)] ?? { kind: 'reset' });
    if (random() < 0.5) proxy.breakConnections();
    await delay(2000 + below(10_000));
    end();
    if (random() < 0.2) {
      proxy.freeze();
      await delay(below(40_000));
      proxy.thaw();
    }
  }
}

interface Measured {
  readonly heap: number;
  readonly resident: number;
  readonly descriptors: number;
}

async function measure(): Promise<Measured> {
  const { body } = await request(`${url}/metrics`);
  const text = await body.text();
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  return {
    heap: value('nodejs_heap_size_used_bytes'),
    resident: value('process_resident_memory_bytes'),
    descriptors: value('process_open_fds'),
  };
}

const measured: Measured[] = [];
async function reports(): Promise<void> {
  while (!isOver()) {
    await delay(REPORT_SECONDS * 1000);
    const now = await measure().catch(() => undefined);
    if (now !== undefined) measured.push(now);
    process.stdout.write(`${JSON.stringify(now)}\n`);
  }
}

const withFaults = process.env['FAULTS'] !== 'none';
await Promise.all([
  ...Array.from({ length: VIEWERS }, viewer),
  changes(),
  reports(),
  ...(withFaults ? proxies.map(faults) : []),
]);

const hasCrashed = crashed;
const quantile = (times: readonly number[], q: number) =>
  Math.round([...times].sort((a, b) => a - b)[Math.floor(times.length * q)] ?? 0);
/** Collections make memory a saw: its lowest points tell whether it grows. */
const lowest = (part: readonly Measured[], kind: keyof Measured) => Math.min(...part.map((one) => one[kind]));
const third = Math.floor(measured.length / 3);
const growth = (['heap', 'resident', 'descriptors'] as const).map(
  (kind) =>
    [kind, lowest(measured.slice(-third), kind) / lowest(measured.slice(third, -third), kind)] as const,
);
const tooLarge = growth.filter(([kind, factor]) => factor > MAX_GROWTH[kind]);
const summary = {
  crashed: hasCrashed,
  wrong,
  growth: Object.fromEntries(growth),
  milliseconds: Object.fromEntries(
    Object.entries(waited).map(([read, times]) => [
      read,
      {
        count: times.length,
        p50: quantile(times, 0.5),
        p99: quantile(times, 0.99),
        max: quantile(times, 1 - 1e-9),
      },
    ]),
  ),
};
process.stdout.write(`${JSON.stringify(summary, null, 1)}\n`);
server.kill();
await Promise.all(proxies.map((proxy) => proxy.stop()));
await Promise.all([kube.stop(), exporters.stop(), prometheus.stop()]);
rmSync(folder, { recursive: true });
process.exit(hasCrashed || Object.keys(wrong).length > 0 || tooLarge.length > 0 ? 1 : 0);
