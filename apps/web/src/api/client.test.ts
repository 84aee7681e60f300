// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, call, send, UnreachableError, urlTo } from './client.ts';

afterEach(() => vi.unstubAllGlobals());

/** What `fetch` was asked, while it answers `reply`. */
function answering(reply: Response) {
  const fetched = vi.fn<typeof fetch>(async () => reply);
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

describe('where an endpoint is asked', () => {
  it('is its address, filled in, with what is asked for behind it', () => {
    const params = { cluster: 'a/b', namespaces: undefined, namespace: 'ml', pod: 'train-0' };
    expect(urlTo('logs', params, { container: 'main', tail: 10, follow: true })).toBe(
      '/api/v1/clusters/a%2Fb/pods/ml/train-0/logs?container=main&tail=10&follow=true',
    );
  });

  it('leaves out what is not asked for', () => {
    const params = { cluster: 'a', namespaces: undefined, namespace: 'ml', pod: 'train-0' };
    expect(urlTo('logs', params, { container: undefined, follow: false })).toBe(
      '/api/v1/clusters/a/pods/ml/train-0/logs',
    );
  });

  it('says which namespaces are looked at', () => {
    expect(urlTo('usage', { cluster: 'a', namespaces: 'ml,nlp' }, { from: 0, to: 60 })).toBe(
      '/api/v1/clusters/a/usage?from=0&to=60&namespaces=ml%2Cnlp',
    );
  });
});

describe('a call', () => {
  it('is made by the method of its endpoint', async () => {
    const fetched = answering(Response.json({ namespace: 'ml' }));
    const reply = await call(
      'removeSample',
      { cluster: 'a', namespaces: undefined, sample: 'load' },
      { search: { namespace: 'ml' } },
    );
    expect(reply).toEqual({ namespace: 'ml' });
    expect(fetched.mock.calls).toMatchObject([
      ['/api/v1/clusters/a/samples/load?namespace=ml', { method: 'DELETE' }],
    ]);
  });

  it('carries its body as JSON', async () => {
    const fetched = answering(Response.json({ results: [] }));
    await send(
      'values',
      { cluster: 'a', namespaces: 'ml' },
      { from: 0, to: 60, queries: [{ kind: 'labelNames' }] },
    );
    expect(fetched.mock.calls).toMatchObject([
      [
        '/api/v1/clusters/a/values?namespaces=ml',
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"from":0,"to":60,"queries":[{"kind":"labelNames"}]}',
        },
      ],
    ]);
  });

  it('that is refused says why', async () => {
    const headers = { 'content-type': 'application/problem+json' };
    answering(Response.json({ code: 'pod_not_found', detail: 'There is none' }, { status: 404, headers }));
    const refused = call('clusters', {});
    await expect(refused).rejects.toBeInstanceOf(ApiError);
    await expect(refused).rejects.toMatchObject({
      status: 404,
      code: 'pod_not_found',
      detail: 'There is none',
    });
  });

  it('that nothing answers is told from one that is refused', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(call('clusters', {})).rejects.toBeInstanceOf(UnreachableError);
  });
});
