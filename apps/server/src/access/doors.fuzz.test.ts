import { once } from 'node:events';
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testing/browser.ts';
import { OidcProvider } from '../testing/oidcProvider.ts';
import { SignInConsole } from '../testing/signInConsole.ts';

/** Answers to whoever is not let in. */
const CLOSED = new Set([400, 401, 403]);
const RUNS = { numRuns: 300, seed: 1 };
const SESSION = 'gpu-console-session';

const consoles: Record<'oidc' | 'kubernetes' | 'proxy', SignInConsole | undefined> = {
  oidc: undefined,
  kubernetes: undefined,
  proxy: undefined,
};
let provider: OidcProvider;
/** What a browser has once somebody signed in, and what another has that is about to. */
let session = '';
let login: ReadonlyMap<string, string>;

beforeAll(async () => {
  const oidc = await SignInConsole.listen();
  provider = await OidcProvider.start({ clients: [{ id: 'gpu-console', url: oidc.url }] });
  oidc.open({ AUTH_MODE: 'oidc', OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'gpu-console' });
  const reviewer = { review: async () => null };
  consoles.oidc = oidc;
  consoles.kubernetes = (await SignInConsole.listen()).open(
    { AUTH_MODE: 'kubernetes' },
    { clusters: { ids: ['default'], reviewer: () => reviewer } },
  );
  consoles.proxy = (await SignInConsole.listen()).open({
    AUTH_MODE: 'proxy',
    AUTH_PROXY_FROM: '10.0.0.0/8',
  });
  const browser = new Browser();
  await browser.press(await browser.open(`${oidc.url}/auth/login`), 'admin');
  session = browser.cookies(oidc.url).get(SESSION) ?? '';
  const another = new Browser();
  await another.send(`${oidc.url}/auth/login`);
  login = another.cookies(oidc.url);
});
afterAll(async () => {
  await Promise.all(Object.values(consoles).map((console) => console?.stop()));
  await provider.stop();
});

let clients = 0;
/** Each request is another client's: one alone would soon be told to wait. */
async function statusOf(console: SignInConsole | undefined, path: string, headers: OutgoingHttpHeaders) {
  clients += 1;
  const address = `10.${clients >> 16}.${(clients >> 8) & 255}.${clients & 255}`;
  const sent = request(`${console?.url}${path}`, {
    headers: { ...headers, 'x-forwarded-for': address },
    agent: false,
  }).end();
  const [response]: IncomingMessage[] = await once(sent, 'response');
  response?.resume();
  return response?.statusCode ?? 0;
}

/** All that Node sends in a header. */
const value = fc
  .string({
    unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
    maxLength: 300,
  })
  .filter((text) => !text.includes('\u007f'));
const token = fc.oneof(
  value,
  fc.base64String({ maxLength: 400 }),
  fc
    .tuple(fc.json(), fc.json(), fc.base64String())
    .map((parts) => parts.map((part) => Buffer.from(part).toString('base64url')).join('.')),
);
const cookie = fc.oneof(
  value,
  fc
    .tuple(fc.constantFrom('', '.1', '.2', '.x'), fc.integer({ min: -1, max: 12 }), token)
    .map(([part, count, text]) => `${SESSION}${part}=${count}.${text}`),
);

describe.each(['oidc', 'kubernetes', 'proxy'] as const)('the doors of mode %s', (mode) => {
  it('let nobody in by odd headers, and do not break', async () => {
    const headers = fc.record(
      {
        cookie,
        authorization: fc.oneof(
          value,
          token.map((text) => `Bearer ${text}`),
        ),
        'x-forwarded-user': value,
        'x-forwarded-groups': value,
        'x-gpu-console-cluster': value,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(headers, async (sent) => {
        expect(CLOSED).toContain(await statusOf(consoles[mode], '/api/v1/session', sent));
      }),
      RUNS,
    );
  }, 60_000);
});

describe('a cookie of the console', () => {
  it('opens nothing once a character of it is another', async () => {
    const statusWith = (text: string) =>
      statusOf(consoles.oidc, '/api/v1/session', { cookie: `${SESSION}=${text}` });
    expect(await statusWith(session)).toBe(200);
    // The last character of a part may stand for bits that are not there.
    const isLast = (at: number) => at === session.length - 1 || session[at + 1] === '.';
    const anywhere = fc.tuple(
      fc.integer({ min: 0, max: session.length - 1 }).filter((at) => !isLast(at)),
      fc.constantFrom(...'aZ09-_.'),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(anywhere, async ([at, character, isCut]) => {
        const changed = session.slice(0, at) + character + (isCut ? '' : session.slice(at + 1));
        fc.pre(changed !== session);
        expect(await statusWith(changed)).toBe(401);
      }),
      RUNS,
    );
  }, 60_000);

  it('of a sign-in that is under way is no session, and odd answers do not finish it', async () => {
    const [[name, sealed] = ['', '']] = login;
    expect(await statusOf(consoles.oidc, '/api/v1/session', { cookie: `${SESSION}=${sealed}` })).toBe(401);
    const start = name.slice(name.lastIndexOf('login-') + 'login-'.length);
    const names = fc.constantFrom('code', 'state', 'iss', 'error', 'error_description', 'response');
    const texts = fc.oneof(fc.string(), fc.constant(start), fc.constant(start.padEnd(43, 'x')));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(names, texts), { maxLength: 6 }), async (pairs) => {
        const path = `/auth/callback?${new URLSearchParams(pairs)}`;
        expect(CLOSED).toContain(await statusOf(consoles.oidc, path, { cookie: `${name}=${sealed}` }));
      }),
      RUNS,
    );
  }, 60_000);
});
