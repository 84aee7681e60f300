// @vitest-environment happy-dom

import type { Session } from '@gpu-console/shared/contract';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, isNotSignedIn } from '../api/client.ts';
import { sessionQuery, signOut } from '../api/session.ts';
import { startTexts } from '../i18n/chooseLocale.ts';
import { parseSearch, stringifySearch } from '../state/search.ts';
import { SessionGate } from './SessionGate.tsx';

const NOBODY: Session = { mode: 'oidc', user: null, clusters: [] };
const ADA: Session = { ...NOBODY, user: { name: 'ada', groups: [], cluster: null, expiresAt: null } };
const OPEN: Session = { ...NOBODY, mode: 'none' };

let session: Session = NOBODY;
const REFUSAL = { code: 'not_signed_in', status: 401, title: 'Not signed in', detail: 'Sign in' };
const server: typeof fetch = async (input, init) => {
  if (init?.method === 'DELETE') return Response.json({ redirect: null });
  if (String(input) === '/api/v1/session') return Response.json(session);
  const headers = { 'content-type': 'application/problem+json' };
  return Response.json(REFUSAL, { status: 401, headers });
};

beforeAll(startTexts);
beforeEach(() => {
  vi.stubGlobal('fetch', server);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** The gate in front of one page and the sign-in. */
async function open(now: Session) {
  session = now;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const root = createRootRoute({ component: SessionGate });
  const page = createRoute({ getParentRoute: () => root, path: '$', component: () => <p>the page</p> });
  const signIn = createRoute({
    getParentRoute: () => root,
    path: '/signin',
    component: () => <p>sign-in</p>,
  });
  const router = createRouter({
    routeTree: root.addChildren([page, signIn]),
    history: createMemoryHistory({ initialEntries: ['/c/prod/gpus?ns=nlp'] }),
    parseSearch,
    stringifySearch,
  });
  await client.prefetchQuery(sessionQuery);
  await router.load();
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return { client, address: () => decodeURIComponent(router.state.location.href) };
}

describe('the gate in front of every page', () => {
  it.each([OPEN, ADA])('lets in', async (now) => {
    await open(now);
    expect(await screen.findByText('the page')).toBeDefined();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('leads whoever is not signed in to the sign-in, and from there back', async () => {
    const { address } = await open(NOBODY);
    expect(await screen.findByText('sign-in')).toBeDefined();
    expect(address()).toBe('/signin?return=/c/prod/gpus?ns=nlp');
  });

  it('keeps the page when its session ends, says so, and lets it be once somebody is in again', async () => {
    const { client } = await open(ADA);
    expect(await screen.findByText('the page')).toBeDefined();
    session = NOBODY;
    const refused = await call('overview', { cluster: 'prod', namespaces: undefined }).catch(
      (error) => error,
    );
    expect(isNotSignedIn(refused)).toBe(true);
    expect((await screen.findByRole('alert')).textContent).toContain('Your session has ended');
    expect(screen.getByText('the page')).toBeDefined();
    const again = screen.getByRole('link', { name: 'Sign in again' });
    expect(decodeURIComponent(again.getAttribute('href') ?? '')).toBe('/signin?return=/c/prod/gpus?ns=nlp');
    session = ADA;
    await act(() => client.refetchQueries({ queryKey: sessionQuery.queryKey }));
    await vi.waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('leaves nothing on screen after signing out', async () => {
    const { client, address } = await open(ADA);
    expect(await screen.findByText('the page')).toBeDefined();
    session = NOBODY;
    await act(() => signOut(client));
    expect(await screen.findByText('sign-in')).toBeDefined();
    expect(screen.queryByText('the page')).toBeNull();
    expect(address()).toContain('/signin');
  });
});
