import { once } from 'node:events';
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { OidcProvider } from '@gpu-console/demo-cluster/provider';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testing/browser.ts';
import { SignInConsole } from '../testing/signInConsole.ts';

/** Answers to whoever is not let in. */
const CLOSED = new Set([400, 401, 403, 404, 429, 431]);
const RUNS = { numRuns: 300, seed: 1 };
const SESSION = 'gpu-console-session';

const consoles: Record<'oidc' | 'kubernetes' | 'proxy', SignInConsole | undefined> = {
  oidc: undefined,
  kubernetes: undefined,
  proxy: undefined,
};
let provider: OidcProvider;
let cookies: ReadonlyMap<string, string>;

beforeAll(async () => {
  const oidc = await SignInConsole.listen();
  provider = await OidcProvider.start({
    clients: [{ id: 'gpu-console', secret: 'x'.repeat(32), url: oidc.url }],
  });
  oidc.open({ AUTH_MODE: 'oidc', OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'gpu-console' });
  const reviewer = { review: async () => null };
  consoles.oidc = oidc;
  consoles.kubernetes = (await SignInConsole.listen()).open(
    { AUTH_MODE: 'kubernetes' },
    { clusters: { ids: ['default'], reviewer: () => reviewer } },
  );
  consoles.proxy = (await SignInConsole.listen()).open({ AUTH_MODE: 'proxy', AUTH_PROXY_FROM: '10.0.0.0/8' });
  const browser = new Browser();
  await browser.send(`${oidc.url}/auth/login`);
  cookies = browser.cookies(oidc.url);
});
afterAll(async () => {
  await Promise.all(Object.values(consoles).map((console) => console?.stop()));
  await provider.stop();
});

async function statusOf(console: SignInConsole | undefined, path: string, headers: OutgoingHttpHeaders) {
  const sent = request(`${console?.url}${path}`, { headers, agent: false }).end();
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
        'x-forwarded-for': value,
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
  it('opens nothing once a character of it is another, or it stands for another', async () => {
    const [[, sealed] = ['', '']] = cookies;
    const anywhere = fc.tuple(
      fc.integer({ min: 2, max: sealed.length - 2 }),
      fc.constantFrom(...'aZ09-_.'),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(anywhere, async ([at, character, isCut]) => {
        const changed = sealed.slice(0, at) + character + (isCut ? '' : sealed.slice(at + 1));
        expect(await statusOf(consoles.oidc, '/api/v1/session', { cookie: `${SESSION}=${changed}` })).toBe(
          401,
        );
      }),
      RUNS,
    );
    expect(await statusOf(consoles.oidc, '/api/v1/session', { cookie: `${SESSION}=${sealed}` })).toBe(401);
  }, 60_000);

  it('of what a provider answers, odd queries sign nobody in', async () => {
    const names = fc.constantFrom(
      'code',
      'state',
      'iss',
      'error',
      'error_description',
      'response',
      'id_token',
    );
    const query = fc.array(fc.tuple(names, fc.string()), { maxLength: 6 });
    const sent = [...cookies].map(([name, text]) => `${name}=${text}`).join('; ');
    await fc.assert(
      fc.asyncProperty(query, async (pairs) => {
        const path = `/auth/callback?${new URLSearchParams(pairs)}`;
        expect(CLOSED).toContain(await statusOf(consoles.oidc, path, { cookie: sent }));
      }),
      RUNS,
    );
  }, 60_000);
});
