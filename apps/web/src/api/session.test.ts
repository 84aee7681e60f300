// @vitest-environment happy-dom

import type { Session } from '@gpu-console/shared/contract';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followOtherTabs, loginUrl, sessionQuery, signIn, signOut } from './session.ts';

const sessionOf = (name: string | null, groups: string[] = []): Session => ({
  mode: 'oidc',
  user: name === null ? null : { name, groups, cluster: null, expiresAt: null },
  clusters: [],
});

const client = new QueryClient();
let reply: unknown = sessionOf(null);
const fetched = vi.fn<typeof fetch>(async () => Response.json(reply));

beforeEach(() => {
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => {
  vi.unstubAllGlobals();
  fetched.mockClear();
  client.clear();
});

/** The server is asked who is signed in, and says so. */
async function askWho(session: Session) {
  reply = session;
  return client.fetchQuery({ ...sessionQuery, staleTime: 0 });
}

describe('answers in memory', () => {
  it('stay while the session ends and the same user signs in again', async () => {
    await askWho(sessionOf('ada'));
    client.setQueryData(['live', 'gpus'], 'of ada');
    const ended = await askWho(sessionOf(null));
    expect([ended.user, ended.generation]).toEqual([null, 0]);
    await askWho(sessionOf('ada'));
    expect(client.getQueryData(['live', 'gpus'])).toBe('of ada');
  });

  it('are asked for again after a session that had ended', async () => {
    await askWho(sessionOf('ada'));
    await askWho(sessionOf(null));
    client.setQueryData(['live', 'gpus'], 'of ada');
    await askWho(sessionOf('ada'));
    expect(client.getQueryState(['live', 'gpus'])?.isInvalidated).toBe(true);
  });

  it.each([
    ['another user', sessionOf('bob')],
    ['the same one with other groups', sessionOf('ada', ['admins'])],
  ])('are forgotten for %s', async (_, next) => {
    await askWho(sessionOf('ada'));
    await askWho(sessionOf(null));
    client.setQueryData(['live', 'gpus'], 'of ada');
    const { generation } = await askWho(next);
    expect(client.getQueryData(['live', 'gpus'])).toBeUndefined();
    expect(generation).toBe(1);
  });
});

describe('signing out', () => {
  it('forgets the user and what they were told, here and in other tabs', async () => {
    const other = new QueryClient();
    const stop = followOtherTabs(other);
    await askWho(sessionOf('ada'));
    for (const tab of [client, other]) {
      tab.setQueryData(sessionQuery.queryKey, await askWho(sessionOf('ada')));
      tab.setQueryData(['live', 'gpus'], 'of ada');
    }
    reply = { redirect: 'https://idp.example/end' };
    expect(await signOut(client)).toBe('https://idp.example/end');
    expect(fetched.mock.lastCall).toMatchObject(['/api/v1/session', { method: 'DELETE' }]);
    await vi.waitFor(() => expect(other.getQueryData(['live', 'gpus'])).toBeUndefined());
    for (const tab of [client, other]) {
      expect(tab.getQueryData(['live', 'gpus'])).toBeUndefined();
      expect(tab.getQueryData(sessionQuery.queryKey)).toMatchObject({ user: null, owner: null });
    }
    stop();
  });
});

describe('signing in by a token', () => {
  it('leaves the token nowhere in memory', async () => {
    await askWho(sessionOf(null));
    reply = { ...sessionOf('ada'), mode: 'kubernetes' };
    await signIn(client, 'prod', 'canary-token');
    expect(fetched.mock.lastCall).toMatchObject([
      '/api/v1/session',
      { method: 'POST', body: '{"cluster":"prod","token":"canary-token"}' },
    ]);
    const kept = [...client.getQueryCache().getAll(), ...client.getMutationCache().getAll()];
    expect(JSON.stringify(kept.map(({ state }) => state))).not.toContain('canary-token');
    expect(client.getQueryData(sessionQuery.queryKey)?.user?.name).toBe('ada');
  });
});

it("a provider's sign-in is told where to come back to", () => {
  expect(loginUrl('/c/a/gpus?ns=x&y')).toBe('/auth/login?return=%2Fc%2Fa%2Fgpus%3Fns%3Dx%26y');
});
