import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { dcgmHistory, GPUS } from '../testing/dcgmHistory.ts';
import { type Fault, FaultProxy } from '../testing/faultProxy.ts';
import { PrometheusServer } from '../testing/prometheusServer.ts';
import { until } from '../testing/until.ts';
import { FleetSnapshot } from './fleetSnapshot.ts';
import { PrometheusClient } from './prometheusClient.ts';

const POLL_MS = 10_000;
/** Nobody looks for so long that the poll rests, and reads everything again for the next who looks. */
const REST_MS = 61_000;

let prometheus: PrometheusServer;
beforeAll(async () => {
  prometheus = await PrometheusServer.start(dcgmHistory(Date.now() / 1000));
});
afterAll(() => prometheus.stop());

async function snapshotBehindProxy() {
  const proxy = await FaultProxy.start(prometheus.url);
  const client = new PrometheusClient({ url: proxy.url, timeoutSeconds: 15, onRequest: () => {} });
  const fleet = new FleetSnapshot(client);
  onTestFinished(async () => {
    fleet.stop();
    await proxy.stop();
    await client.close();
  });
  return { proxy, client, fleet };
}

/** The clock and the poll's timers stand still but for `vi.advanceTimersByTime`; sockets keep their own time. */
function stopClock(): void {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: Date.now() });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}

const rewritten = (body: (text: string) => string): Fault => ({ kind: 'rewrite', body });
const answered = (status: number, body: string, headers = {}): Fault => ({
  kind: 'answer',
  status,
  body,
  headers,
});

/** What can become of Prometheus' answers, and what is said of it; of those marked, Prometheus itself is there. */
const FAULTS: readonly (readonly [string, Fault, RegExp, 'ok' | 'unreachable'])[] = [
  [
    'a refusal of the expression (422)',
    answered(422, '{"status":"error","errorType":"execution","error":"too many samples"}'),
    /^too many samples$/,
    'ok',
  ],
  [
    'an error that says 200',
    answered(200, '{"status":"error","errorType":"internal","error":"store is away"}'),
    /^store is away$/,
    'ok',
  ],
  ['no data', answered(200, '{"status":"success","data":null}'), /not what its API promises/, 'ok'],
  ['nothing but an object', answered(200, '{}'), /not what its API promises/, 'ok'],
  [
    'samples of another shape',
    rewritten((text) => text.replaceAll(/"value":\[[^\]]*\]/g, '"value":null')),
    /not what its API promises/,
    'ok',
  ],
  [
    'another type of result',
    rewritten((text) => text.replaceAll('"resultType":"vector"', '"resultType":"string"')),
    /gives a string/,
    'ok',
  ],
  ['an answer that breaks off', rewritten((text) => text.slice(0, -9)), /no whole JSON/, 'ok'],
  ['a web page', answered(200, '<html>Sign in</html>'), /^Not Prometheus but a web page/, 'unreachable'],
  ['a cut connection', { kind: 'cut', bytes: 20 }, /./, 'unreachable'],
  ['a closed connection', { kind: 'reset' }, /./, 'unreachable'],
  [
    'a request to wait',
    answered(429, 'slow down', { 'retry-after': '30' }),
    /asks? to wait (30|29) s|asked to wait/,
    'unreachable',
  ],
];

describe.each(FAULTS)('a poll that gets %s', (_, fault, reason, state) => {
  it('at first shows no fleet, rather than an empty one, and says why', async () => {
    const { proxy, fleet } = await snapshotBehindProxy();
    proxy.inject(/api\/v1/, fault);
    expect(await fleet.get()).toBeUndefined();
    const failure = await until('the failure', () => fleet.failure ?? undefined);
    expect(failure.reason).toMatch(reason);
    expect(failure.reason).not.toMatch(/[<>]|invalid_type|undefined|Cannot read/);
  });

  it('later leaves the last view standing, says why and since when, and goes on', async () => {
    stopClock();
    const { proxy, client, fleet } = await snapshotBehindProxy();
    const view = await fleet.get();
    expect(fleet.failure).toBeNull();
    const heal = proxy.inject(/query$/, fault);
    vi.advanceTimersByTime(POLL_MS);
    const failure = await until('the failure', () => fleet.failure ?? undefined);
    expect(failure.reason).toMatch(reason);
    expect(failure.since).toBe(Date.now() / 1000);
    expect(client.health.state.state).toBe(state);
    expect(await fleet.get()).toBe(view);
    heal();
    if (fault.kind === 'answer' && fault.status === 429) return;
    vi.advanceTimersByTime(2000);
    await until('the poll succeeds', () => fleet.failure === null);
    expect((await fleet.get())?.asOf).toBeGreaterThan(view?.asOf ?? 0);
  });
});

describe('a poll', () => {
  it('of which only the identity fails has failed', async () => {
    stopClock();
    const { proxy, fleet } = await snapshotBehindProxy();
    const view = await fleet.get();
    const error = '{"status":"error","errorType":"internal","error":"no identities today"}';
    // Only the series that identify a device name its product.
    proxy.inject(
      /query$/,
      rewritten((text) => (text.includes('modelName') ? error : text)),
    );
    vi.advanceTimersByTime(POLL_MS);
    const { reason } = await until('the failure', () => fleet.failure ?? undefined);
    expect(reason).toBe('no identities today');
    expect(await fleet.get()).toBe(view);
  });

  it('that gets an answer by the byte, or none, ends in time, and the next reads again', async () => {
    const faults: readonly Fault[] = [{ kind: 'drip', bytes: 1, everyMs: 1000 }, { kind: 'silence' }];
    await Promise.all(
      faults.map(async (fault) => {
        const { proxy, client, fleet } = await snapshotBehindProxy();
        const heal = proxy.inject(/query$/, fault);
        await fleet.get();
        const { reason } = await until('the failure', () => fleet.failure ?? undefined);
        expect(reason).toMatch(/did not answer all within 8 s/);
        expect(client.health.state).toMatchObject({ state: 'unreachable', reason });
        heal();
        await until('the fleet', async () => (await fleet.get())?.devices.length === GPUS.length);
        expect(fleet.failure).toBeNull();
      }),
    );
  }, 30_000);

  it('waits as long as Prometheus asks for', async () => {
    stopClock();
    const { proxy, fleet } = await snapshotBehindProxy();
    proxy.inject(/api\/v1/, answered(503, 'later', { 'retry-after': '30' }));
    await fleet.get();
    await until('the failure', () => fleet.failure ?? undefined);
    const asked = proxy.requests.length;
    vi.advanceTimersByTime(28_000);
    await fleet.get();
    expect(proxy.requests).toHaveLength(asked);
  });

  it('says what Prometheus warns of, but not its infos, until it warns no more', async () => {
    stopClock();
    const { proxy, fleet } = await snapshotBehindProxy();
    const warn = (text: string) =>
      text.replace(
        '"status":"success"',
        '"status":"success","warnings":["store b is away"],"infos":["not a counter"]',
      );
    const heal = proxy.inject(/query$/, rewritten(warn));
    expect((await fleet.get())?.devices).toHaveLength(GPUS.length);
    expect(fleet.warnings).toEqual(['store b is away']);
    heal();
    vi.advanceTimersByTime(POLL_MS);
    await until('a poll without warnings', () => fleet.warnings.length === 0);
    expect(fleet.failure).toBeNull();
  });

  it('keeps no more warnings, and no longer words, than anybody reads', async () => {
    const { proxy, fleet } = await snapshotBehindProxy();
    const warnings = JSON.stringify(Array.from({ length: 50 }, (_, n) => `${n} ${'x'.repeat(9000)}`));
    const warn = (text: string) =>
      text.replace('"status":"success"', `"status":"success","warnings":${warnings}`);
    const heal = proxy.inject(/query$/, rewritten(warn));
    await fleet.get();
    expect(fleet.warnings).toHaveLength(20);
    expect(fleet.warnings[0]).toHaveLength(500);
    heal();
    const other = await snapshotBehindProxy();
    const error = JSON.stringify({ status: 'error', error: 'x'.repeat(9000) });
    other.proxy.inject(/query$/, answered(200, error));
    await other.fleet.get();
    expect(other.fleet.failure?.reason).toHaveLength(2000);
  });

  it('that hears of labels only in part forgets none that it knew', async () => {
    stopClock();
    const { proxy, fleet } = await snapshotBehindProxy();
    await fleet.get();
    const known = fleet.vocabulary;
    const nothing = '{"status":"success","data":[],"warnings":["store b is away"]}';
    proxy.inject(/label/, answered(200, nothing));
    vi.setSystemTime(Date.now() + REST_MS);
    await fleet.get();
    expect(fleet.warnings).toEqual(['store b is away']);
    expect(fleet.vocabulary).toEqual(known);
    expect((await fleet.get())?.devices).toHaveLength(GPUS.length);
  });
});

describe('a Prometheus whose name nobody knows', () => {
  it('has an unknown fleet, and says so', async () => {
    const client = new PrometheusClient({
      url: 'http://prometheus.invalid:9090',
      timeoutSeconds: 15,
      onRequest: () => {},
    });
    const fleet = new FleetSnapshot(client);
    onTestFinished(() => fleet.stop());
    expect(await fleet.get()).toBeUndefined();
    expect(fleet.failure?.reason).toMatch(/ENOTFOUND|EAI_AGAIN/);
    expect(client.health.state.state).toBe('unreachable');
  });
});
