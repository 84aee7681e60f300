// @vitest-environment happy-dom

import type { AsOf, MissingParts } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ApiError, UnreachableError } from '../api/client.ts';
import { renderInApp } from '../testing/renderInApp.tsx';
import { QueryView } from './QueryView.tsx';

interface Reply {
  readonly asOf: AsOf;
  readonly partial: MissingParts;
}

const REPLY: Reply = { asOf: { kubernetes: null, metrics: null }, partial: [] };
const DENIED = new ApiError({
  status: 502,
  code: 'kubernetes_refused',
  title: 'Kubernetes refused',
  detail: 'It may not be read.',
  upstream: { source: 'kubernetes', status: 403, message: 'nodes is forbidden' },
  current: undefined,
});

/** Gives what is next at each time that it is asked. */
function answering(...answers: (Reply | Error)[]) {
  return async () => {
    const next = answers.shift();
    if (next === undefined) return new Promise<Reply>(() => {});
    if (next instanceof Error) throw next;
    return next;
  };
}

function Page({ ask }: { ask: () => Promise<Reply> }) {
  const query = useQuery({ queryKey: ['page'], queryFn: ask });
  return (
    <>
      <button type="button" onClick={() => void query.refetch()}>
        Refresh
      </button>
      <QueryView query={query} skeleton={<p>skeleton</p>}>
        {() => <p>content</p>}
      </QueryView>
    </>
  );
}

describe('a page from its query', () => {
  it('is a skeleton, marked as busy, until something came', async () => {
    await renderInApp(<Page ask={answering()} />);
    expect(screen.getByText('skeleton').closest('[aria-busy=true]')).not.toBeNull();
    expect(screen.queryByText('content')).toBeNull();
  });

  it('says what failed in the words of who refused, and asks again on demand', async () => {
    const { user } = await renderInApp(<Page ask={answering(DENIED, REPLY)} />);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Kubernetes refused');
    expect(alert.textContent).toContain('Kubernetes 403: nodes is forbidden');
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('content')).toBeDefined();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('keeps what it shows when a refresh fails, says so, and is quiet again after one that does not', async () => {
    const { user } = await renderInApp(<Page ask={answering(REPLY, new UnreachableError(null), REPLY)} />);
    await screen.findByText('content');
    expect(screen.queryByRole('status')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    expect((await screen.findByRole('status')).textContent).toContain('The server cannot be reached.');
    expect(screen.getByText('content')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    await expect.poll(() => screen.queryByRole('status')).toBeNull();
  });

  it('tells of every source that told too little', async () => {
    const silent = { source: 'kubernetes', answers: false, reason: 'ECONNREFUSED', since: null } as const;
    const partly = { source: 'prometheus', answers: true, reason: 'too many samples', since: 5 } as const;
    await renderInApp(<Page ask={answering({ ...REPLY, partial: [silent, partly] })} />);
    await screen.findByText('content');
    const [first, second] = screen.getAllByRole('status').map(({ textContent }) => textContent);
    expect(first).toContain('Kubernetes does not answer');
    expect(first).toContain('No response yet.');
    expect(second).toContain('Prometheus answers in part only');
    expect(second).toContain('too many samples');
    expect(second).not.toContain('response');
  });
});
