// @vitest-environment happy-dom

import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/client.ts';
import { renderInApp } from '../testing/renderInApp.tsx';
import { QueryError } from './QueryError.tsx';

const refusal = (status: number, code: string) =>
  new ApiError({
    status,
    code,
    title: 'Refused',
    detail: 'The rule says no',
    upstream: undefined,
    current: undefined,
  });

const shown = (status: number, code: string) => (
  <QueryError query={{ error: refusal(status, code), refetch: () => {} }} />
);

describe('what stands in place of an answer', () => {
  it.each(['needs_whole_cluster', 'needs_nodes', 'namespace_not_yours', 'needs_logs', 'forbidden'])(
    'is no alarm and nothing to try again where it is not the reader’s to see: %s',
    async (code) => {
      await renderInApp(shown(403, code));
      expect(screen.getByText('Not yours to see')).toBeDefined();
      expect(screen.getByText('The rule says no')).toBeDefined();
      expect(screen.queryByRole('alert')).toBeNull();
      expect(screen.queryByRole('button')).toBeNull();
    },
  );

  it('offers to clear the filter that is to blame', async () => {
    const { user, address } = await renderInApp(shown(403, 'needs_nodes'), '/c/here/nodes?ns=nlp&q=a');
    await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
    expect(address()).toBe('/c/here/nodes?q=a');
  });

  it('does not blame the filter for what is refused without it, too', async () => {
    await renderInApp(shown(403, 'forbidden'), '/c/here/nodes?ns=nlp');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('is the way to the sign-in, and back to this page, where nobody is signed in', async () => {
    await renderInApp(shown(401, 'not_signed_in'), '/c/here/gpus?ns=nlp');
    const link = screen.getByRole('link', { name: 'Sign in again' });
    expect(decodeURIComponent(link.getAttribute('href') ?? '')).toBe('/signin?return=/c/here/gpus?ns=nlp');
  });

  it('is an alarm for any other refusal', async () => {
    await renderInApp(shown(403, 'proxy_not_trusted'));
    expect(screen.getByRole('alert').textContent).toContain('The rule says no');
  });
});
