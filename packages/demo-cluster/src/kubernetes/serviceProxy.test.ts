import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningApiServer } from './apiServer.ts';
import { startTestCluster } from './testCluster.ts';

const SERVICE = '/api/v1/namespaces/gpu/services/exporter';
let api: RunningApiServer;
let exporter: Server;

beforeAll(async () => {
  exporter = createServer((request, response) => response.end(`served ${request.url}`));
  await new Promise<void>((resolve) => exporter.listen(0, '127.0.0.1', resolve));
  const address = exporter.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const cluster = await startTestCluster();
  api = cluster.api;
  const metadata = { name: 'exporter', namespace: 'gpu' };
  const ports = [{ name: 'metrics', port: 9400, targetPort: port }];
  cluster.store.create({ apiVersion: 'v1', kind: 'Service', metadata, spec: { ports } });
  cluster.store.create({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...metadata, name: 'lonely' },
    spec: { ports },
  });
  cluster.store.create({
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata,
    subsets: [{ addresses: [{ ip: '127.0.0.1' }], ports: [{ name: 'metrics', port }] }],
  });
});
afterAll(async () => {
  await api.close();
  exporter.close();
});

it.each([
  [`${SERVICE}:metrics/proxy/metrics`, 'served /metrics'],
  [`${SERVICE}:9400/proxy/metrics`, 'served /metrics'],
  [`${SERVICE}/proxy`, 'served /'],
])('%s is handed on to an endpoint', async (path, text) => {
  const response = await fetch(api.url + path);
  expect([response.status, await response.text()]).toEqual([200, text]);
});

it.each([
  [`${SERVICE}:other/proxy/metrics`, 503],
  ['/api/v1/namespaces/gpu/services/lonely/proxy/metrics', 503],
  ['/api/v1/namespaces/gpu/services/nobody/proxy/metrics', 404],
])('%s has nobody to hand it to', async (path, status) => {
  const response = await fetch(api.url + path);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ kind: 'Status', code: status });
});
