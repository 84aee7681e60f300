import { once } from 'node:events';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createLogger } from '../logger.ts';
import { Lab, problemOf } from '../testing/lab.ts';
import { Clusters } from './clusters.ts';
import { httpServer } from './httpServer.ts';
import { Instruments } from './instruments.ts';
import { createProbesApp } from './probes.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.start();
});
afterAll(() => lab.stop());

describe('a console whose metrics have a port of their own', () => {
  it('has none on the other, and tells nothing of its clusters there', async () => {
    const from = await (await (await lab.console({ metricsApart: true })).readMetrics()).follow();
    expect(await problemOf(from.ask('/metrics'))).toMatchObject({ status: 404 });
    expect((await from.ask('/readyz')).json()).toEqual({ status: 'ready' });
    expect((await from.ask('/healthz')).json()).toEqual({ status: 'ok' });
  });

  it('tells there that it is starting, and stopping, as before', async () => {
    const from = await lab.console({ metricsApart: true });
    const before = await from.ask('/readyz');
    expect(before.status).toBe(503);
    expect(before.json()).toEqual({ status: 'starting' });
    from.beginStop();
    expect((await from.ask('/readyz')).json()).toEqual({ status: 'stopping' });
  });
});

describe('the port of the metrics', () => {
  const probed = async (hosts: { loopbackOnly: boolean; allowedHosts: readonly string[] }) => {
    const { cluster } = await (await (await lab.console()).readMetrics()).follow();
    const app = createProbesApp({
      ...hosts,
      clusters: new Clusters([cluster]),
      instruments: new Instruments(),
      logger: createLogger('silent'),
      stopping: new AbortController().signal,
    });
    const { server, drain } = httpServer(app);
    onTestFinished(() => drain(0));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return async (path: string, headers = {}) => {
      const { statusCode, body } = await request(`http://127.0.0.1:${port}${path}`, { headers });
      return { status: statusCode, text: await body.text() };
    };
  };

  it('has the metrics and all that is known of the sources', async () => {
    const ask = await probed({ loopbackOnly: true, allowedHosts: [] });
    expect((await ask('/metrics')).text).toContain('gpu_console_upstream_requests_total');
    expect(JSON.parse((await ask('/readyz')).text)).toEqual({
      status: 'ready',
      sources: [{ cluster: 'default', kubernetes: 'ok', prometheus: 'ok' }],
    });
    expect(await ask('/healthz')).toMatchObject({ status: 200 });
  });

  it('has nothing else', async () => {
    const ask = await probed({ loopbackOnly: true, allowedHosts: [] });
    for (const path of ['/', '/api/v1/clusters', '/api/openapi.json', '/index.html', '/metrics/x'])
      expect(await ask(path)).toMatchObject({ status: 404 });
  });

  it('answers to the names that the console answers to', async () => {
    const ask = await probed({ loopbackOnly: false, allowedHosts: ['gpu-console.monitoring.svc'] });
    for (const host of ['10.244.0.9:9100', 'gpu-console.monitoring.svc:9100'])
      expect(await ask('/metrics', { host })).toMatchObject({ status: 200 });
    expect(await ask('/metrics', { host: 'evil.example' })).toMatchObject({ status: 421 });
  });
});
