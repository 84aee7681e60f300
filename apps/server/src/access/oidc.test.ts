import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importJWK, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Browser, type Page } from '../testing/browser.ts';
import { OidcProvider, type ProviderOptions } from '../testing/oidcProvider.ts';
import { SignInConsole } from '../testing/signInConsole.ts';
import { until } from '../testing/until.ts';
import type { RevocationStore } from './revocations.ts';

const SECRET = 'a secret of the client, only for tests';
const MINUTE = 60_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sign-in-'));
  await writeFile(join(folder, 'client'), SECRET);
  await writeFile(join(folder, 'session'), `${'k'.repeat(40)}\n`);
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  vi.useRealTimers();
});

/** Only the clock on the wall: timers go on. */
const later = (milliseconds: number) => {
  const now = Date.now();
  vi.useFakeTimers({ toFake: ['Date'], now: now + milliseconds });
};

interface Options extends Partial<ProviderOptions> {
  readonly settings?: Record<string, string>;
  readonly store?: RevocationStore;
}

/** A console and its provider; more replicas of the console share its settings. */
async function world({ settings = {}, store, ...options }: Options = {}) {
  const console = await SignInConsole.listen();
  onTestFinished(() => console.stop());
  const client = { id: 'gpu-console', secret: SECRET, url: console.url };
  const provider = await OidcProvider.start({ clients: [client], ...options });
  onTestFinished(() => provider.stop());
  const environment = {
    AUTH_MODE: 'oidc',
    PUBLIC_URL: console.url,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'gpu-console',
    OIDC_CLIENT_SECRET_FILE: join(folder, 'client'),
    OIDC_SCOPES: 'openid profile email groups',
    ...settings,
  };
  const parts = store === undefined ? {} : { openStore: () => store };
  console.open(environment, parts);
  const replica = async () => {
    const another = await SignInConsole.listen();
    onTestFinished(() => another.stop());
    return another.open(environment, parts);
  };
  return { console, provider, environment, replica };
}

async function signIn(console: SignInConsole, account = 'nlp-team', page = '/') {
  const browser = new Browser();
  const form = await browser.open(`${console.url}/auth/login?return=${encodeURIComponent(page)}`);
  const end = await browser.press(form, account);
  return { browser, end };
}

const session = (browser: Browser, { url }: SignInConsole) =>
  browser.send(`${url}/api/v1/session`, { json: {} });

/** Whether what goes on in the session's name is cut now. */
const ended = async (browser: Browser, { url }: SignInConsole) =>
  (await browser.send(`${url}/api/v1/clusters/prod/ended`, { json: {} })).text;

/** Signs in as far as the provider's answer, which is not given to the console yet. */
async function answered(console: SignInConsole, change: (url: URL) => void = () => {}) {
  const browser = new Browser();
  const start = await browser.send(`${console.url}/auth/login`);
  const authorize = new URL(start.headers.get('location') ?? '');
  change(authorize);
  const form = await browser.open(authorize.href);
  const page = await browser.press(form, 'nlp-team', (url) => url.includes('/auth/callback'));
  return { browser, callback: page.url };
}

/** Why a sign-in did not work, as the console's page for it is told. */
const errorOf = (page: Page) => new URL(page.url).searchParams.get('error');

describe('signing in', () => {
  it('leads over the provider back to the page that it began at', async () => {
    const { console } = await world({
      settings: { OIDC_USER_CLAIM: 'preferred_username', OIDC_USER_PREFIX: 'oidc:' },
    });
    const { browser, end } = await signIn(console, 'nlp-team', '/c/default/pods?namespace=nlp');
    expect([end.status, end.url]).toEqual([200, `${console.url}/c/default/pods?namespace=nlp`]);
    const { status, text } = await session(browser, console);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      identity: { user: 'oidc:nlp-team', groups: ['nlp', 'system:authenticated'], cluster: null },
      token: expect.stringMatching(/^eyJ/),
    });
    const names = [...browser.cookies(console.url).keys()];
    expect(names.filter((name) => !/^gpu-console-session(\.\d)?$/.test(name))).toEqual([]);
    expect((await session(new Browser(), console)).status).toBe(401);
  });

  it('goes on in several tabs of a browser at the same time', async () => {
    const { console } = await world();
    const browser = new Browser();
    const stop = (url: string) => url.includes('/auth/callback');
    const tabs = [];
    for (const page of ['/c/one', '/c/two', '/c/three']) {
      const form = await browser.open(`${console.url}/auth/login?return=${page}`);
      // The first signs in to the provider; the others find its session there.
      tabs.push(form.text.includes('account') ? await browser.press(form, 'admin', stop) : form);
    }
    const pages = [];
    for (const { url } of tabs.reverse()) pages.push((await browser.open(url)).url);
    expect(pages).toEqual(['/c/three', '/c/two', '/c/one'].map((page) => console.url + page));
  });

  it('leads nowhere but to the console', async () => {
    const { console } = await world();
    for (const wanted of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example/',
      '/%09/evil.example\t',
      '/.//evil.example',
      '/auth/login',
    ]) {
      const { end } = await signIn(console, 'admin', wanted);
      expect([wanted, new URL(end.url).origin]).toEqual([wanted, console.url]);
    }
  });

  it.each<[string, (url: URL) => void]>([
    ['another state', (url) => url.searchParams.set('state', 'x'.repeat(43))],
    ['no state', (url) => url.searchParams.delete('state')],
  ])('fails with %s', async (_what, change) => {
    const { console } = await world();
    const { browser, callback } = await answered(console, change);
    const page = await browser.open(callback);
    expect(errorOf(page)).toBe('sign_in_expired');
    expect((await session(browser, console)).status).toBe(401);
  });

  it.each<[string, (url: URL) => void]>([
    ['another nonce', (url) => url.searchParams.set('nonce', 'another')],
    ['another challenge', (url) => url.searchParams.set('code_challenge', 'x'.repeat(43))],
  ])('fails with %s', async (_what, change) => {
    const { console } = await world();
    const { browser, callback } = await answered(console, change);
    const page = await browser.open(callback);
    expect(errorOf(page)).toBe('sign_in_failed');
    expect((await session(browser, console)).status).toBe(401);
  });

  it('ends once: neither the address nor the cookies of one that is over do again', async () => {
    const { console } = await world();
    const { browser, callback } = await answered(console);
    const thief = browser.copy();
    expect((await browser.open(callback)).status).toBe(200);
    expect(errorOf(await browser.open(callback))).toBe('sign_in_expired');
    expect(errorOf(await thief.open(callback))).toBe('sign_in_expired');
    expect((await session(thief, console)).status).toBe(401);
  });

  it('is for the browser that began it', async () => {
    const { console } = await world();
    const { callback } = await answered(console);
    const victim = new Browser();
    expect(errorOf(await victim.open(callback))).toBe('sign_in_expired');
    expect(victim.cookies(console.url).size).toBe(0);
  });

  it('leaves no cookie in the browser that nobody will need', async () => {
    const { console } = await world();
    const { headers } = await new Browser().send(`${console.url}/auth/login`);
    expect(headers.getSetCookie()).toEqual([expect.stringMatching(/^gpu-console-login-.*; Max-Age=600;/)]);
  });

  it('fails when it took too long', async () => {
    const { console } = await world();
    const { browser, callback } = await answered(console);
    later(11 * MINUTE);
    expect(errorOf(await browser.open(callback))).toBe('sign_in_expired');
  });

  it('fails when the provider’s code has ended', async () => {
    const { console } = await world();
    const { browser, callback } = await answered(console);
    later(5 * MINUTE);
    expect(errorOf(await browser.open(callback))).toBe('sign_in_failed');
  });

  it('says what the provider refused, and repeats nothing that came with it', async () => {
    const { console } = await world();
    const { browser, callback } = await answered(console);
    const url = new URL(callback);
    url.searchParams.delete('code');
    url.searchParams.set('error', 'access_denied');
    url.searchParams.set('error_description', '<script>alert(1)</script>');
    const page = await browser.open(url.href);
    expect(page.url).toBe(`${console.url}/signin?error=sign_in_denied`);
    expect(page.text).not.toContain('script');
    const refusal = console.log.map((line) => JSON.parse(line)).find((line) => line.refusal !== undefined);
    expect(refusal.refusal).toMatchObject({
      code: 'sign_in_denied',
      cause: expect.stringContaining('<script>'),
    });
  });

  it.each([
    ['-40', 40_000],
    ['+40', -40_000],
  ])('takes a provider’s clock that is %s s off', async (_what, milliseconds) => {
    const { console, provider } = await world();
    provider.use(async ({ path }, next) => {
      const isToken = path === '/token';
      if (isToken) later(milliseconds);
      await next();
      if (isToken) vi.useRealTimers();
    });
    const { browser } = await signIn(console);
    expect((await session(browser, console)).status).toBe(200);
  });

  it('goes on when the provider has another key', async () => {
    const { console, provider } = await world();
    await signIn(console);
    provider.rotateKey();
    // openid-client asks for keys again after a minute at the earliest.
    later(2 * MINUTE);
    const { browser } = await signIn(console);
    expect((await session(browser, console)).status).toBe(200);
  });

  it('is refused to names that Kubernetes keeps for itself, and their groups are left out', async () => {
    const accounts = [
      { id: 'system:admin', groups: [] },
      { id: 'eve', groups: ['system:masters', 'System:Masters', 'nlp'] },
    ];
    const { console } = await world({ accounts });
    const { end } = await signIn(console, 'system:admin');
    expect(errorOf(end)).toBe('identity_refused');
    const { browser } = await signIn(console, 'eve');
    expect(JSON.parse((await session(browser, console)).text).identity.groups).toEqual([
      'nlp',
      'system:authenticated',
    ]);
  });

  it('has room for hundreds of groups, and says so where there are too many', async () => {
    const groups = (count: number) => Array.from({ length: count }, (_, n) => `department-${n}`);
    const accounts = [
      { id: 'many', groups: groups(400) },
      { id: 'too-many', groups: groups(600) },
    ];
    const { console } = await world({ accounts });
    const { browser } = await signIn(console, 'many');
    expect(JSON.parse((await session(browser, console)).text).identity.groups).toHaveLength(401);
    expect(errorOf((await signIn(console, 'too-many')).end)).toBe('identity_refused');
  });

  it('is limited for one client', async () => {
    const { console } = await world();
    const browser = new Browser();
    const statuses = [];
    for (let n = 0; n < 121; n += 1) statuses.push((await browser.send(`${console.url}/auth/login`)).status);
    expect([statuses.filter((status) => status === 302).length, statuses.at(-1)]).toEqual([120, 303]);
    expect(errorOf(await browser.open(`${console.url}/auth/login`))).toBe('too_many_sign_ins');
    const program = await fetch(`${console.url}/auth/login`);
    expect([program.status, Number(program.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect(browser.cookies(console.url).size).toBeLessThanOrEqual(5);
  });

  it('leaves a line in the log, and none with what lets somebody in', async () => {
    const { console } = await world();
    const { browser, callback } = await answered(console);
    await browser.open(callback);
    const cookies = [...browser.cookies(console.url).values()];
    const { token } = JSON.parse((await session(browser, console)).text);
    await browser.send(`${console.url}/api/v1/session`, { method: 'DELETE', json: {} });
    await browser.open(callback);
    const lines = console.log.map((line) => JSON.parse(line)).filter(({ signIn }) => signIn !== undefined);
    const from = { mode: 'oidc', address: '127.0.0.1' };
    expect(lines.map(({ msg, signIn: who, refusal }) => ({ msg, who, code: refusal?.code }))).toEqual([
      { msg: 'signed in', who: { ...from, user: 'nlp-team', cluster: null }, code: undefined },
      { msg: 'signed out', who: { ...from, user: 'nlp-team' }, code: undefined },
      { msg: 'not signed in', who: from, code: 'sign_in_expired' },
    ]);
    const { searchParams } = new URL(callback);
    for (const secret of [...cookies, token, SECRET, searchParams.get('code'), searchParams.get('state')])
      expect(console.log.join('')).not.toContain(secret);
  });
});

describe('a provider that is away', () => {
  it('keeps nobody from starting the console, and is tried again', async () => {
    const { console, provider, environment } = await world();
    await provider.stop();
    console.open(environment);
    const browser = new Browser();
    const page = await browser.open(`${console.url}/auth/login`);
    expect(errorOf(page)).toBe('provider_unavailable');
    const program = await fetch(`${console.url}/auth/login`);
    expect(program.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    await provider.resume();
    const { browser: again } = await signIn(console);
    expect((await session(again, console)).status).toBe(200);
  });

  it('is told of when it went while somebody signed in', async () => {
    const { console, provider } = await world();
    const { browser, callback } = await answered(console);
    await provider.stop();
    expect(errorOf(await browser.open(callback))).toBe('provider_unavailable');
  });
});

describe('a session', () => {
  it('ends after a time without use, and in any case after a day’s work', async () => {
    const { console } = await world({ tokenSeconds: 86_400 });
    const { browser } = await signIn(console);
    const used = browser.copy();
    later(59 * MINUTE);
    expect((await session(used, console)).status).toBe(200);
    later(40 * MINUTE);
    expect((await session(used, console)).status).toBe(200);
    expect((await session(browser, console)).status).toBe(401);
    expect(browser.cookies(console.url).size).toBe(0);
    for (let minutes = 99; minutes < 12 * 60; minutes += 50) {
      expect((await session(used, console)).status).toBe(200);
      later(50 * MINUTE);
    }
    expect((await session(used, console)).status).toBe(401);
  });

  it('has its cookie written anew at most once a minute', async () => {
    const { console } = await world();
    const { browser } = await signIn(console);
    expect((await session(browser, console)).headers.getSetCookie()).toEqual([]);
    later(61_000);
    expect((await session(browser, console)).headers.getSetCookie()).not.toEqual([]);
    expect((await session(browser, console)).headers.getSetCookie()).toEqual([]);
  });

  it('is renewed at the provider, with the groups of today, once for all requests', async () => {
    const { console, provider } = await world({ tokenSeconds: 300 });
    const { browser } = await signIn(console);
    let asked = 0;
    provider.use(async ({ path }, next) => {
      if (path === '/token') asked += 1;
      await next();
    });
    provider.setGroups('nlp-team', ['nlp', 'speech']);
    expect(JSON.parse((await session(browser, console)).text).identity.groups).not.toContain('speech');
    later(6 * MINUTE);
    const tabs = Array.from({ length: 8 }, () => browser.copy());
    const replies = await Promise.all(tabs.map((tab) => session(tab, console)));
    expect(replies.map(({ status }) => status)).toEqual(tabs.map(() => 200));
    for (const { text } of replies) expect(JSON.parse(text).identity.groups).toContain('speech');
    expect(asked).toBe(1);
    // One that left before the browser had the new cookie.
    later(30_000);
    expect((await session(browser, console)).status).toBe(200);
    expect(asked).toBe(1);
    // Whoever has the new one goes on.
    later(6 * MINUTE);
    expect((await session(tabs[3] ?? browser, console)).status).toBe(200);
    expect(asked).toBe(2);
  });

  it('ends where the provider has ended it', async () => {
    const { console, provider } = await world({ tokenSeconds: 300 });
    let refreshToken = '';
    provider.use(async (context, next) => {
      await next();
      if (context.path === '/token') refreshToken = Object(context.body).refresh_token;
    });
    const { browser } = await signIn(console);
    const ended = await fetch(`${provider.issuer}/token/revocation`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`gpu-console:${encodeURIComponent(SECRET)}`)}` },
      body: new URLSearchParams({ token: refreshToken }),
    });
    expect(ended.status).toBe(200);
    later(6 * MINUTE);
    expect((await session(browser, console)).status).toBe(401);
    expect(browser.cookies(console.url).size).toBe(0);
  });

  it('ends for everybody once a copy of old cookies is used to renew it', async () => {
    const { console } = await world({ tokenSeconds: 300 });
    const { browser } = await signIn(console);
    const thief = browser.copy();
    later(6 * MINUTE);
    expect((await session(browser, console)).status).toBe(200);
    later(2 * MINUTE);
    expect((await session(thief, console)).status).toBe(401);
    later(6 * MINUTE);
    expect((await session(browser, console)).status).toBe(401);
  });

  it('goes on for ten minutes while the provider is away', async () => {
    const { console, provider } = await world({ tokenSeconds: 300 });
    const { browser } = await signIn(console);
    await provider.stop();
    later(14 * MINUTE);
    expect((await session(browser, console)).status).toBe(200);
    later(2 * MINUTE);
    const { status, text } = await session(browser, console);
    expect([status, JSON.parse(text).code]).toEqual([503, 'provider_unavailable']);
    await provider.resume();
    await until('the session goes on', async () => {
      later(11_000);
      return (await session(browser, console)).status === 200;
    });
  });

  it('lets nothing go on for long in its name of which the provider was not asked', async () => {
    const { console } = await world({ tokenSeconds: 300 });
    const { browser } = await signIn(console);
    later(64 * MINUTE);
    expect(await ended(browser, console)).toBe('false');
    later(2 * MINUTE);
    expect(await ended(browser, console)).toBe('true');
  });

  it('is gone once somebody signed out, for every copy of its cookies', async () => {
    const { console, provider } = await world();
    const { browser } = await signIn(console);
    const thief = browser.copy();
    expect(await ended(thief, console)).toBe('false');
    const reply = await browser.send(`${console.url}/api/v1/session`, { method: 'DELETE', json: {} });
    const { redirect } = JSON.parse(reply.text);
    expect(redirect).toContain(`${provider.issuer}/session/end?`);
    expect(new URL(redirect).searchParams.get('post_logout_redirect_uri')).toBe(`${console.url}/`);
    expect(browser.cookies(console.url).size).toBe(0);
    expect(await ended(thief, console)).toBe('true');
    for (const who of [browser, thief]) expect((await session(who, console)).status).toBe(401);
    // The provider's own session ends there, too.
    const page = await browser.open(redirect);
    const xsrf = /name="xsrf" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
    await browser.send(`${provider.issuer}/session/end/confirm`, {
      method: 'POST',
      form: { xsrf, logout: 'yes' },
    });
    expect((await browser.open(`${console.url}/auth/login`)).text).toContain('Sign in to the demo');
  });

  it('ends where the provider says so, by its own name of it', async () => {
    const { console, provider } = await world();
    const { browser } = await signIn(console);
    const other = (await signIn(console, 'admin')).browser;
    // Signing out at the provider alone.
    const page = await browser.open(`${provider.issuer}/session/end?client_id=gpu-console`);
    const xsrf = /name="xsrf" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
    await browser.send(`${provider.issuer}/session/end/confirm`, {
      method: 'POST',
      form: { xsrf, logout: 'yes' },
    });
    await until('the session has ended', async () => (await session(browser, console)).status === 401);
    expect((await session(other, console)).status).toBe(200);
  });

  it('takes no logout from anybody else', async () => {
    const { console } = await world();
    for (const form of [{}, { logout_token: 'x.y.z' }, { logout_token: '' }]) {
      const reply = await new Browser().send(`${console.url}/auth/backchannel-logout`, {
        method: 'POST',
        form,
      });
      expect(reply.status).toBe(400);
    }
  });
});

describe('two replicas', () => {
  function memoryStore() {
    const list = new Map<string, number>();
    const claims = new Set<string>();
    const store = {
      isAway: false,
      claim: async (hash: string) => {
        if (store.isAway) throw new Error('the API server is away');
        const isFirst = !claims.has(hash);
        claims.add(hash);
        return isFirst;
      },
      read: async () => {
        if (store.isAway) throw new Error('the API server is away');
        return new Map(list);
      },
      add: async (hash: string, end: number) => {
        if (store.isAway) throw new Error('the API server is away');
        list.set(hash, end);
      },
    };
    return store;
  }
  const shared = async (options: Options = {}) => {
    const store = memoryStore();
    const settings = { SESSION_SECRET_FILE: join(folder, 'session') };
    return { store, ...(await world({ settings, store, ...options })) };
  };
  /** The browser's cookies as they come to another replica, behind the same address. */
  const at = (browser: Browser, from: SignInConsole, to: SignInConsole) => {
    const moved = new Browser();
    for (const [name, value] of browser.cookies(from.url)) moved.cookies(to.url).set(name, value);
    return session(moved, to);
  };

  it('know each other’s sessions, and which were signed out', async () => {
    const { console, replica } = await shared();
    const second = await replica();
    const { browser } = await signIn(console);
    const thief = browser.copy();
    expect((await at(thief, console, second)).status).toBe(200);
    await browser.send(`${console.url}/api/v1/session`, { method: 'DELETE', json: {} });
    await until('the second knows', async () => (await at(thief, console, second)).status === 401);
    const third = await replica();
    expect((await at(thief, console, third)).status).toBe(401);
  });

  it('renew a session once, whichever of them is asked', async () => {
    const { console, provider, replica } = await shared({ tokenSeconds: 300 });
    const second = await replica();
    const { browser } = await signIn(console);
    let asked = 0;
    provider.use(async ({ path }, next) => {
      if (path === '/token') asked += 1;
      await next();
    });
    later(6 * MINUTE);
    const copies = [browser, browser.copy(), browser.copy()];
    const replies = await Promise.all([
      ...copies.map((copy) => session(copy, console)),
      ...copies.map((copy) => at(copy, console, second)),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(asked).toBe(1);
  });

  it('say where the others could not be told', async () => {
    const { console, store } = await shared();
    const { browser } = await signIn(console);
    const thief = browser.copy();
    store.isAway = true;
    const reply = await browser.send(`${console.url}/api/v1/session`, { method: 'DELETE', json: {} });
    expect([reply.status, JSON.parse(reply.text).code]).toEqual([503, 'revocation_not_shared']);
    expect(browser.cookies(console.url).size).toBe(0);
    expect((await session(thief, console)).status).toBe(401);
  });

  it('let nobody in where it cannot be known who signed out', async () => {
    const { console, store, replica } = await shared();
    const { browser } = await signIn(console);
    store.isAway = true;
    const second = await replica();
    const reply = await at(browser, console, second);
    expect([reply.status, JSON.parse(reply.text).code]).toEqual([503, 'revocations_unreadable']);
  });

  it('do not open each other’s cookies where each has a key of its own', async () => {
    const { console, replica } = await world();
    const second = await replica();
    const { browser } = await signIn(console);
    expect((await at(browser, console, second)).status).toBe(401);
  });

  it('take a new key while cookies of the one before are about', async () => {
    const file = join(folder, 'rotated');
    await writeFile(file, `${'a'.repeat(32)}\n`);
    const store = memoryStore();
    const { console, environment } = await world({ settings: { SESSION_SECRET_FILE: file }, store });
    const { browser } = await signIn(console);
    await writeFile(file, `${'b'.repeat(32)}\n${'a'.repeat(32)}\n`);
    console.open(environment, { openStore: () => store });
    expect((await session(browser, console)).status).toBe(200);
    await writeFile(file, `${'b'.repeat(32)}\n`);
    console.open(environment, { openStore: () => store });
    expect((await session(browser, console)).status).toBe(401);
  });
});

describe('an ID token that a program shows', () => {
  async function tokens() {
    const { console, provider } = await world();
    const sign = async (claims: object = {}, { alg = 'RS256', key = provider.key } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const all = {
        iss: provider.issuer,
        aud: 'gpu-console',
        sub: 'ci-bot',
        iat: now,
        exp: now + 300,
        groups: ['nlp'],
        ...claims,
      };
      return new SignJWT(all).setProtectedHeader({ alg, kid: key.kid }).sign(await importJWK(key, alg));
    };
    const shows = (token: string) =>
      fetch(`${console.url}/api/v1/session`, { headers: { authorization: `Bearer ${token}` } });
    return { console, provider, sign, shows };
  }

  it('lets it in, as whom the provider says', async () => {
    const { sign, shows } = await tokens();
    const reply = await shows(await sign());
    expect(reply.status).toBe(200);
    expect(await reply.json()).toMatchObject({
      identity: { user: 'ci-bot', groups: ['nlp', 'system:authenticated'] },
    });
  });

  it('is refused where it is for another, of another, old, early, or signed by nobody', async () => {
    const { provider, sign, shows } = await tokens();
    const now = Math.floor(Date.now() / 1000);
    const old = provider.key;
    const bad = [
      await sign({ aud: 'another' }),
      await sign({ iss: 'https://evil.example' }),
      await sign({ exp: now - 120 }),
      await sign({ iat: now + 600, exp: now + 900 }),
      await sign({ aud: ['gpu-console', 'another'], azp: 'another' }),
      await sign({ sub: 'system:admin' }),
      await sign({ events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }),
      `${(await sign()).split('.').slice(0, 2).join('.')}.`,
      'nonsense',
      'ünicode'.repeat(800),
    ];
    const statuses = [];
    for (const token of bad) statuses.push((await shows(encodeURI(token))).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 403, 401, 401, 401, 401]);
    provider.rotateKey();
    const other = provider.key;
    expect([
      old.kid === other.kid,
      (await shows(await sign({}, { key: { ...other, kid: old.kid } }))).status,
    ]).toEqual([false, 401]);
    expect((await shows(await sign({ exp: now - 30 }, { key: old }))).status).toBe(200);
  });

  it('does not make up for a cookie that is missing, nor a cookie for a token', async () => {
    const { console } = await world();
    const { browser } = await signIn(console);
    const reply = await browser.send(`${console.url}/api/v1/session`, {
      headers: { authorization: 'Bearer nonsense' },
    });
    expect(reply.status).toBe(401);
    const basic = await browser.send(`${console.url}/api/v1/session`, {
      headers: { authorization: 'Basic eDp5' },
    });
    expect(basic.status).toBe(200);
  });
});
