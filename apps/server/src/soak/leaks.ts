/**
 * Opens and ends watches, log streams and requests whose clients leave, thousands of each, and clusters, hundreds; prints
 * what stays of them as JSON. To be run with `--expose-gc`, and a small heap: `leaks.js COUNT`.
 */

import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathTo } from '@gpu-console/shared/endpoints';
import pino from 'pino';
import { Agent, request } from 'undici';
import { noAuthentication } from '../access/authentication.ts';
import { openClients } from '../cluster/clients.ts';
import { connect } from '../cluster/connect.ts';
import { startCluster } from '../cluster/runningCluster.ts';
import { readCluster } from '../config/environment.ts';
import { createApp } from '../http/app.ts';
import { Clusters } from '../http/clusters.ts';
import { Instruments } from '../http/instruments.ts';
import { DrawingThread } from '../pictures/drawingThread.ts';
import { PictureService } from '../pictures/pictureService.ts';
import { EndlessSource } from './endlessSource.ts';

const AT_ONCE = 32;
/** After this part of it, whatever is kept on purpose (connections, compiled code, caches) is there. */
const WARM = 0.2;

const count = Number(process.argv[2] ?? 20_000);
const folder = mkdtempSync(join(tmpdir(), 'gpu-console-soak-'));
const source = await EndlessSource.start();
const kubeconfig = join(folder, 'kubeconfig');
const cluster = { server: source.url, 'insecure-skip-tls-verify': true };
const named = { clusters: [{ name: 'soak', cluster }], users: [{ name: 'soak', user: { token: 'soak' } }] };
const contexts = [{ name: 'soak', context: { cluster: 'soak', user: 'soak' } }];
writeFileSync(kubeconfig, JSON.stringify({ ...named, contexts, 'current-context': 'soak' }));

const logger = pino({ level: 'silent' });
const stopping = new AbortController();
const config = readCluster({ KUBECONFIG: kubeconfig, PROMETHEUS_URL: source.url });
const console = await connect(config, openClients(config), stopping.signal);
console.follow();
const pictures = new PictureService(
  new DrawingThread({ file: () => new URL('./pictures.worker.js', import.meta.url) }),
);
const app = createApp({
  authentication: noAuthentication,
  clusters: new Clusters([console]),
  instruments: new Instruments(),
  pictures,
  logger,
  version: 'soak',
  loopbackOnly: true,
  allowedHosts: [],
  trustProxy: 1,
  validateReplies: false,
  webRoot: undefined,
  basePath: '',
  frameAncestors: [],
  metricsApart: false,
  stopping: stopping.signal,
});
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
while (!console.state.synced) await delay(20);

const client = new Agent({ connections: AT_ONCE });
const log = `${url}${pathTo('logs', { cluster: 'default', namespace: 'ml', pod: 'train' })}`;

/** Another client each time, as its proxy says: of one alone, so many would be refused. */
let clients = 0;
const asClient = () => ({ 'x-forwarded-for': `10.0.0.${clients++ % 200}` });

/** A cluster is as much work as so many watches. */
const CLUSTER_WEIGHT = 100;
/** Each holds its lists while it starts. */
const MAX_CLUSTERS_AT_ONCE = 4;

/** What is opened and ended, one at a time. */
const ACTS: Readonly<Record<string, () => Promise<void>>> = {
  async watches() {
    await console.api.watch('/api/v1/nodes', { resourceVersion: '0' }, () => {}, stopping.signal);
  },
  async 'log streams'() {
    const { statusCode, body } = await request(log, { dispatcher: client, headers: asClient() });
    await body.dump();
    if (statusCode !== 200) throw new Error(`a log was answered with ${statusCode}`);
  },
  async 'followers that leave'() {
    const { statusCode, body } = await request(`${log}?follow=true`, {
      dispatcher: client,
      headers: asClient(),
    });
    body.on('error', () => {}).destroy();
    if (statusCode !== 200) throw new Error(`a log was answered with ${statusCode}`);
  },
  async clusters() {
    const running = await startCluster(config, () => {}, { logger, onRequest: () => {} });
    while (!running.cluster.state.synced) await delay(20);
    await running.close();
  },
};

/** What there is now of what may grow. Heap in bytes. */
async function held() {
  // Until nothing is under way any more but the console's own watches, which end at once here.
  const deadline = performance.now() + 20_000;
  while (source.open > AT_ONCE && performance.now() < deadline) await delay(20);
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await delay(50);
  }
  return {
    heap: process.memoryUsage().heapUsed,
    handles: process.getActiveResourcesInfo().filter((one) => one !== 'Timeout').length,
    timers: process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length,
    descriptors: readdirSync('/proc/self/fd').length,
  };
}

async function repeat(act: () => Promise<void>, times: number, atOnce: number): Promise<void> {
  let left = times;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await act();
    }),
  );
}

const grown: Record<string, object> = {};
for (const [name, act] of Object.entries(ACTS)) {
  const [times, atOnce] =
    name === 'clusters' ? [count / CLUSTER_WEIGHT, MAX_CLUSTERS_AT_ONCE] : [count, AT_ONCE];
  await repeat(act, times * WARM, atOnce);
  const before = await held();
  await repeat(act, times * (1 - WARM), atOnce);
  grown[name] = { before, after: await held() };
}
process.stdout.write(`${JSON.stringify(grown)}\n`);
stopping.abort();
server.close();
server.closeAllConnections();
source.stop();
rmSync(folder, { recursive: true });
process.exit(0);
