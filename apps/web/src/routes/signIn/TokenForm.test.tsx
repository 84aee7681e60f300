// @vitest-environment happy-dom

import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderInApp } from '../../testing/renderInApp.tsx';
import { TokenForm } from './TokenForm.tsx';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
  sessionStorage.clear();
});

const TOKEN = 'canary-token';
const CLUSTERS = [
  { id: 'a', name: 'Alpha' },
  { id: 'b', name: 'Beta' },
];

function answering(reply: Response) {
  const fetched = vi.fn<typeof fetch>(async () => reply);
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

describe('the form for a token', () => {
  it('sends it to the cluster chosen, and keeps it nowhere', async () => {
    const session = { mode: 'kubernetes', user: null, clusters: CLUSTERS };
    const fetched = answering(Response.json(session));
    const { user, address, container } = await renderInApp(<TokenForm clusters={CLUSTERS} />, '/signin');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Cluster' }), 'Beta');
    const field = screen.getByLabelText('Token');
    expect([field.getAttribute('type'), field.getAttribute('autocomplete')]).toEqual(['password', 'off']);
    await user.type(field, ` ${TOKEN} `);
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(fetched.mock.calls).toMatchObject([
      ['/api/v1/session', { method: 'POST', body: JSON.stringify({ cluster: 'b', token: TOKEN }) }],
    ]);
    expect(field).toHaveProperty('value', '');
    const places = [address(), container.innerHTML, { ...localStorage }, { ...sessionStorage }];
    expect(JSON.stringify(places)).not.toContain(TOKEN);
  });

  it('says why a token is refused, and takes another', async () => {
    const headers = { 'content-type': 'application/problem+json' };
    answering(
      Response.json(
        { status: 401, code: 'token_refused', detail: 'Alpha does not know it' },
        { status: 401, headers },
      ),
    );
    const { user } = await renderInApp(<TokenForm clusters={CLUSTERS.slice(0, 1)} />, '/signin');
    expect(screen.queryByRole('combobox')).toBeNull();
    await user.type(screen.getByLabelText('Token'), `${TOKEN}{Enter}`);
    expect((await screen.findByRole('alert')).textContent).toContain('Alpha does not know it');
    expect(screen.getByRole('button', { name: 'Sign in' })).toHaveProperty('disabled', false);
  });
});
