import { UnsecuredJWT } from 'jose';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Browser } from '../testing/browser.ts';
import { KubeApi } from '../testing/kubeApi.ts';
import { SignInConsole } from '../testing/signInConsole.ts';
import { KubernetesTokenReviewer } from './tokenReviewer.ts';

const REVIEWS = '/apis/authentication.k8s.io/v1/tokenreviews';
const ALICE = { name: 'alice', uid: 'u-1', groups: ['nlp'], extra: { scopes: ['a'] } };
const BOT = { name: 'system:serviceaccount:ml:bot' };

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A cluster that takes these tokens; `asked` counts how often it was asked about one. */
async function tokenApi(...entries: { token: string; name: string }[]) {
  const api = await KubeApi.start();
  onTestFinished(() => api.stop());
  for (const entry of entries) api.tokens.add(entry);
  return {
    api,
    asked: () => api.asked('create', REVIEWS).length,
    reviewer: new KubernetesTokenReviewer(api.connection()),
  };
}

async function world() {
  const prod = await tokenApi({ token: 'alice-token', ...ALICE }, { token: 'bot-token', ...BOT });
  const lab = await tokenApi({ token: 'lab-token', ...ALICE });
  const apis = new Map([
    ['prod', prod],
    ['lab', lab],
  ]);
  const console = await SignInConsole.listen();
  onTestFinished(() => console.stop());
  const clusters = { ids: [...apis.keys()], reviewer: (id: string) => apis.get(id)?.reviewer };
  console.open({ AUTH_MODE: 'kubernetes' }, { clusters });
  const shows = (token: string, path = '/api/v1/session', headers = {}) =>
    fetch(console.url + path, { headers: { authorization: `Bearer ${token}`, ...headers } });
  const browser = new Browser();
  const signIn = (token: string, cluster = 'prod') =>
    browser.send(`${console.url}/api/v1/session`, { method: 'POST', json: { cluster, token } });
  const session = (who = browser) => who.send(`${console.url}/api/v1/session`, { json: {} });
  return { prod, lab, console, shows, browser, signIn, session };
}

describe('a token that a program shows', () => {
  it('lets it in as whom its cluster says', async () => {
    const { shows } = await world();
    const reply = await shows('alice-token', '/api/v1/clusters/prod/overview');
    expect(reply.status).toBe(200);
    expect(await reply.json()).toEqual({
      identity: {
        user: 'alice',
        uid: 'u-1',
        groups: ['nlp', 'system:authenticated'],
        extra: ALICE.extra,
        cluster: 'prod',
      },
      expiresAt: null,
      token: 'alice-token',
    });
    const bot = await (await shows('bot-token')).json();
    expect(bot).toMatchObject({ identity: { user: 'system:serviceaccount:ml:bot' } });
  });

  it('is good at its own cluster alone', async () => {
    const { shows } = await world();
    expect((await shows('lab-token', '/api/v1/clusters/prod/overview')).status).toBe(401);
    const lab = await shows('lab-token', '/api/v1/clusters/lab/overview');
    expect(await lab.json()).toMatchObject({ identity: { cluster: 'lab' } });
    expect((await shows('lab-token')).status).toBe(401);
    expect((await shows('lab-token', '/api/v1/session', { 'x-gpu-console-cluster': 'lab' })).status).toBe(
      200,
    );
    expect((await shows('lab-token', '/api/v1/clusters/elsewhere/overview')).status).toBe(401);
  });

  it('is asked about once in a while', async () => {
    const { prod, shows } = await world();
    await Promise.all(Array.from({ length: 5 }, () => shows('alice-token')));
    expect(prod.asked()).toBe(1);
    await Promise.all(Array.from({ length: 5 }, () => shows('nobody')));
    expect(prod.asked()).toBe(2);
  });

  it('that is not known is refused, and a client that tries many for a while', async () => {
    const { console, shows } = await world();
    expect((await shows('alice-token')).status).toBe(200);
    const statuses = [];
    for (let n = 0; n < 121; n += 1) statuses.push((await shows(`guess-${n}`)).status);
    expect([statuses[0], statuses.at(-1)]).toEqual([401, 429]);
    expect((await shows('alice-token')).status).toBe(200);
    const log = console.log.join('');
    expect(log).toContain('not signed in');
    for (const secret of ['guess-', 'alice-token']) expect(log).not.toContain(secret);
  });

  it.each([
    [403, /system:auth-delegator/],
    [500, /no/],
  ])('cannot be judged where the cluster answers %i', async (status, message) => {
    const { prod, shows } = await world();
    prod.api.refuse('create', REVIEWS, { status, message: 'no' });
    const reply = await shows('alice-token');
    expect(reply.status).toBe(503);
    expect(await reply.json()).toMatchObject({ detail: expect.stringMatching(message) });
  });
});

describe('a token that somebody signs in with', () => {
  it('stays in a cookie that no script and nobody else can read', async () => {
    const { console, browser, signIn, session } = await world();
    const { status, headers } = await signIn('alice-token');
    expect(status).toBe(200);
    const [line = ''] = headers.getSetCookie();
    expect(line).toMatch(/^gpu-console-session=1\.eyJ[\w-]+\.\.[\w.-]+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(JSON.parse((await session()).text).identity).toMatchObject({ user: 'alice', cluster: 'prod' });
    const thief = browser.copy();
    await browser.send(`${console.url}/api/v1/session`, { method: 'DELETE', json: {} });
    for (const who of [browser, thief]) expect((await session(who)).status).toBe(401);
  });

  it('ends what goes on, once somebody signed out or the cluster knows the token no more', async () => {
    const { prod, console, browser, signIn } = await world();
    const ended = async (headers = {}, who = browser.copy()) =>
      (await who.send(`${console.url}/api/v1/clusters/prod/ended`, { json: {}, headers })).text;
    const bearer = (token: string) => ended({ authorization: `Bearer ${token}` }, new Browser());
    await signIn('alice-token');
    const thief = browser.copy();
    expect([await ended(), await bearer('bot-token'), await bearer('nobody')]).toEqual([
      'false',
      'false',
      'true',
    ]);
    prod.api.tokens.revoke('bot-token');
    await browser.send(`${console.url}/api/v1/session`, { method: 'DELETE', json: {} });
    // What a cluster said is good for half a minute.
    const now = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 31_000);
    expect([await ended({}, thief), await bearer('bot-token')]).toEqual(['true', 'true']);
  });

  it('is refused where its cluster does not know it, or is none of the console’s', async () => {
    const { browser, console, signIn } = await world();
    expect((await signIn('lab-token')).status).toBe(401);
    expect((await signIn('lab-token', 'elsewhere')).status).toBe(404);
    expect((await signIn('x'.repeat(16_000))).status).toBe(401);
    expect(browser.cookies(console.url).size).toBe(0);
  });

  it('ends the session when it ends itself', async () => {
    const { prod, signIn, session } = await world();
    const now = Math.floor(Date.now() / 1000);
    const token = new UnsecuredJWT({}).setExpirationTime(now + 600).encode();
    prod.api.tokens.add({ token, ...ALICE });
    expect(JSON.parse((await signIn(token)).text).expiresAt).toBe(now + 600);
    vi.useFakeTimers({ toFake: ['Date'], now: (now + 601) * 1000 });
    expect((await session()).status).toBe(401);
  });

  it('ends the session when its cluster knows it no more', async () => {
    const { prod, browser, console, signIn, session } = await world();
    await signIn('alice-token');
    prod.api.tokens.revoke('alice-token');
    // What a cluster said is good for a while, by a clock of its own: another replica asks anew.
    console.open({ AUTH_MODE: 'kubernetes' }, { clusters: { ids: ['prod'], reviewer: () => prod.reviewer } });
    expect((await session()).status).toBe(401);
    expect(browser.cookies(console.url).size).toBe(0);
  });
});
