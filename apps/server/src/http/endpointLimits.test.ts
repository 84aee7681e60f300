import { pathTo } from '@gpu-console/shared/endpoints';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Lab, problemOf, TestConsole } from '../testing/lab.ts';
import { LIMITS } from './endpointLimits.ts';

let lab: Lab;
let shared: TestConsole;
beforeAll(async () => {
  lab = await Lab.start();
  shared = await (await TestConsole.start(lab, { trustProxy: 1 })).follow();
});
afterAll(async () => {
  await shared.stop();
  await lab.stop();
});

const AT_ONCE = 50;

describe('one client', () => {
  const asked = (path: string, method: 'GET' | 'POST', client: string) =>
    shared.ask(path, {
      method,
      headers: { 'x-forwarded-for': client, 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: '{}' } : {}),
    });

  it.each([
    ['query', pathTo('query', { cluster: 'default' }), 'POST'],
    ['values', pathTo('values', { cluster: 'default' }), 'POST'],
    ['logs', pathTo('logs', { cluster: 'default', namespace: 'ml', pod: 'none' }), 'GET'],
  ] as const)('may ask for %s so often, and others meanwhile', async (name, path, method) => {
    const { limit = 0, code } = LIMITS[name] ?? {};
    const statuses = new Set<number>();
    for (let sent = 0; sent < limit; sent += AT_ONCE) {
      const batch = Array.from({ length: Math.min(AT_ONCE, limit - sent) }, () =>
        asked(path, method, '10.0.0.1'),
      );
      for (const { status } of await Promise.all(batch)) statuses.add(status);
    }
    expect([...statuses]).toEqual([method === 'POST' ? 400 : 404]);
    const refused = asked(path, method, '10.0.0.1');
    expect(await problemOf(refused)).toMatchObject({
      status: 429,
      code,
      detail: expect.stringContaining('TRUST_PROXY'),
    });
    const wait = Number((await refused).headers['retry-after']);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect((await asked(path, method, '10.0.0.2')).status).not.toBe(429);
    expect((await asked(pathTo('overview', { cluster: 'default' }), 'GET', '10.0.0.1')).status).toBe(200);
  });

  it('is a household of IPv6 addresses, not one of them', async () => {
    const { limit = 0 } = LIMITS.startSample ?? {};
    const path = pathTo('startSample', { cluster: 'default', sample: 'load' });
    for (let n = 0; n < limit; n += 1)
      expect((await asked(path, 'POST', `2001:db8:0:${n}::1`)).status).not.toBe(429);
    expect((await asked(path, 'POST', '2001:db8:0:ff::2')).status).toBe(429);
    expect((await asked(path, 'POST', '2001:db8:1::1')).status).not.toBe(429);
  });
});
