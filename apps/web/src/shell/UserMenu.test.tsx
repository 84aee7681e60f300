// @vitest-environment happy-dom

import type { Session } from '@gpu-console/shared/contract';
import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderInApp } from '../testing/renderInApp.tsx';
import { UserMenu } from './UserMenu.tsx';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

const ADA: Session = {
  mode: 'oidc',
  user: {
    name: 'ada@example.com',
    groups: ['nlp-team', 'staff'],
    cluster: null,
    expiresAt: Date.UTC(2026, 0, 2, 12) / 1000,
  },
  clusters: [],
};

/** The server, with who is signed in. */
function serving(session: Session, leave: () => Response = () => Response.json({ redirect: null })) {
  const fetched = vi.fn<typeof fetch>(async (_, init) =>
    init?.method === 'DELETE' ? leave() : Response.json(session),
  );
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

const open = () => screen.findByRole('button', { name: 'Signed in as: ada@example.com' });

describe('the menu of who is signed in', () => {
  it('says who, with which groups, until when', async () => {
    serving(ADA);
    const { user } = await renderInApp(<UserMenu />);
    await user.click(await open());
    const words = screen.getByRole('dialog', { name: 'Signed in as' }).textContent;
    expect(words).toContain('nlp-team, staff');
    expect(words).toContain('Jan 2, 2026');
  });

  it('signs out, and leaves nothing of theirs in the browser', async () => {
    const fetched = serving(ADA);
    localStorage.setItem('gpu-console.draft/here/board', '{}');
    localStorage.setItem('gpu-console.namespaces.here', 'nlp');
    localStorage.setItem('gpu-console.theme', 'dark');
    const { user } = await renderInApp(<UserMenu />);
    await user.click(await open());
    await user.click(screen.getByRole('button', { name: 'Sign out' }));
    expect(fetched).toHaveBeenLastCalledWith(
      '/api/v1/session',
      expect.objectContaining({ method: 'DELETE' }),
    );
    await vi.waitFor(() => expect(screen.queryByRole('button')).toBeNull());
    expect({ ...localStorage }).toEqual({ 'gpu-console.theme': 'dark' });
  });

  it('says why somebody is still signed in', async () => {
    serving(ADA, () => new Response('', { status: 503, statusText: 'Nobody can be signed out now' }));
    const { user } = await renderInApp(<UserMenu />);
    await user.click(await open());
    await user.click(screen.getByRole('button', { name: 'Sign out' }));
    expect((await screen.findByRole('alert')).textContent).toBe('Nobody can be signed out now');
    expect(screen.getByRole('button', { name: 'Sign out' })).toHaveProperty('disabled', false);
  });

  it('has no way out where a proxy signs everybody in', async () => {
    serving({ ...ADA, mode: 'proxy' });
    const { user } = await renderInApp(<UserMenu />);
    await user.click(await open());
    expect(screen.queryByRole('button', { name: 'Sign out' })).toBeNull();
  });

  it('is not there where nobody is asked who they are', async () => {
    const fetched = serving({ mode: 'none', user: null, clusters: [] });
    await renderInApp(<UserMenu />);
    await vi.waitFor(() => expect(fetched).toHaveBeenCalled());
    expect(screen.queryByRole('button')).toBeNull();
  });
});
