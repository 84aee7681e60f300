import { describe, expect, it, onTestFinished } from 'vitest';
import { KubeApi, NODES } from '../testing/kubeApi.ts';
import { type KubeObject, kubeNode } from '../testing/kubeObjects.ts';
import { until } from '../testing/until.ts';
import { KubernetesApi, type WatchEvent } from './kubernetesApi.ts';
import { KubernetesError } from './kubernetesError.ts';

async function start(...objects: KubeObject[]): Promise<KubeApi> {
  const server = await KubeApi.start(...objects);
  onTestFinished(() => server.stop());
  return server;
}

/** What a promise of the API was rejected with. */
async function refusal(promise: Promise<unknown>): Promise<KubernetesError> {
  const error = await promise.then(
    () => 'nothing',
    (reason: unknown) => reason,
  );
  if (error instanceof KubernetesError) return error;
  throw new Error(`rejected with ${String(error)}`, { cause: error });
}

describe('a read', () => {
  it('gives what the API server answers', async () => {
    const server = await start(kubeNode('worker-1'));
    const answer = await new KubernetesApi(server.connection()).get(NODES);
    expect(answer).toMatchObject({ items: [{ metadata: { name: 'worker-1' } }] });
  });

  it('carries its query', async () => {
    const server = await start();
    const query = { limit: '5', fieldSelector: 'involvedObject.kind=Pod,involvedObject.name=a b' };
    await new KubernetesApi(server.connection()).get('/api/v1/events', query);
    expect(server.asked('get', '/api/v1/events')).toEqual([query]);
  });

  it('fails with the message and the status of a refusal', async () => {
    const server = await start();
    const message = 'nodes is forbidden: User "viewer" cannot list resource "nodes"';
    server.refuse('get', NODES, { status: 403, message });
    const error = await refusal(new KubernetesApi(server.connection()).get(NODES));
    expect(error).toMatchObject({ status: 403, message });
  });

  it('fails with 401 where the API server does not know the user', async () => {
    const server = await start();
    const error = await refusal(new KubernetesApi(server.connection({ token: 'old' })).get(NODES));
    expect(error).toMatchObject({ status: 401, message: 'Unauthorized' });
  });

  it('fails with the status alone where there is no message', async () => {
    const server = await start();
    server.refuse('get', NODES, { status: 502 });
    const error = await refusal(new KubernetesApi(server.connection()).get(NODES));
    expect(error).toMatchObject({ status: 502, message: 'the API server answered 502' });
  });

  it('fails without a status, and with what the network said, where nobody listens', async () => {
    const server = await start();
    await server.stop();
    const error = await refusal(new KubernetesApi(server.connection()).get(NODES));
    expect(error.status).toBeNull();
    expect(error.message).toContain('ECONNREFUSED');
  });
});

describe('a stream', () => {
  const LOG = '/api/v1/namespaces/ml/pods/train/log';
  const streaming = async (server: KubeApi, signal = new AbortController().signal) =>
    new KubernetesApi(server.connection()).stream(LOG, { follow: 'true' }, signal);

  it('gives what comes as it comes', async () => {
    const server = await start();
    let more: (text: string) => void = () => {};
    server.logs.set('ml/train', (response) => {
      more = (text) => response.write(text);
      more('one\n');
    });
    const reader = (await streaming(server))[Symbol.asyncIterator]();
    expect(String((await reader.next()).value)).toBe('one\n');
    more('two\n');
    expect(String((await reader.next()).value)).toBe('two\n');
  });

  it('is left when it is aborted', async () => {
    const server = await start();
    let left = false;
    server.logs.set('ml/train', (response) => {
      response.on('close', () => {
        left = true;
      });
      response.write('one\n');
    });
    const stopping = new AbortController();
    const body = await streaming(server, stopping.signal);
    const reader = body[Symbol.asyncIterator]();
    await reader.next();
    stopping.abort();
    await expect(reader.next()).rejects.toThrow('abort');
    await until('the server is left', () => left);
  });

  it('fails with the message and the status of a refusal', async () => {
    const server = await start();
    expect(await refusal(streaming(server))).toMatchObject({
      status: 404,
      message: 'pods "train" not found',
    });
  });

  it('fails with what the network said where nobody listens', async () => {
    const server = await start();
    await server.stop();
    const error = await refusal(streaming(server));
    expect(error.status).toBeNull();
    expect(error.message).toContain('ECONNREFUSED');
  });
});

/** A watch that stands, and what it was told. */
async function watching(server: KubeApi) {
  const events: WatchEvent[] = [];
  const stopping = new AbortController();
  const query = { resourceVersion: '0' };
  const ended = new KubernetesApi(server.connection()).watch(
    NODES,
    query,
    (event) => events.push(event),
    stopping.signal,
  );
  await until('the watch stands', () => server.watching(NODES) === 1);
  return { events, ended, stop: () => stopping.abort() };
}

describe('a watch', () => {
  it('tells each event with its type and object', async () => {
    const server = await start();
    const { events, ended } = await watching(server);
    server.put(kubeNode('worker-1'));
    server.put(kubeNode('worker-1', { ready: false }));
    server.remove(kubeNode('worker-1'));
    server.endWatches(NODES);
    await ended;
    expect(events).toMatchObject([
      { type: 'ADDED', object: { metadata: { name: 'worker-1' } } },
      { type: 'MODIFIED', object: { metadata: { name: 'worker-1' } } },
      { type: 'DELETED', object: { metadata: { name: 'worker-1' } } },
    ]);
  });

  it('ends without an error when it is aborted, and closes its connection', async () => {
    const server = await start();
    const { ended, stop } = await watching(server);
    stop();
    await expect(ended).resolves.toBeUndefined();
    await until('the watch is closed', () => server.watching(NODES) === 0);
  });

  it('fails with the status of a refusal', async () => {
    const server = await start();
    server.refuse('watch', NODES, { status: 410, message: 'too old resource version' });
    const { signal } = new AbortController();
    const error = await refusal(new KubernetesApi(server.connection()).watch(NODES, {}, () => {}, signal));
    expect(error.status).toBe(410);
  });

  it('fails without a status where its connection breaks', async () => {
    const server = await start();
    const { ended } = await watching(server);
    server.breakConnections();
    expect((await refusal(ended)).status).toBeNull();
  });

  it('fails with what the network said where nobody listens', async () => {
    const server = await start();
    await server.stop();
    const { signal } = new AbortController();
    const error = await refusal(new KubernetesApi(server.connection()).watch(NODES, {}, () => {}, signal));
    expect(error.status).toBeNull();
    expect(error.message).toContain('ECONNREFUSED');
  });
});

describe('the address of the API server', () => {
  it('may end with a slash for a read', async () => {
    const server = await start(kubeNode('worker-1'));
    await new KubernetesApi(server.connection({ suffix: '/' })).get(NODES);
    expect(server.asked('get', NODES)).toHaveLength(1);
  });

  it('may end with a slash for a watch', async () => {
    const server = await start();
    const stopping = new AbortController();
    const api = new KubernetesApi(server.connection({ suffix: '/' }));
    const ended = api.watch(NODES, { resourceVersion: '0' }, () => {}, stopping.signal);
    await until('the watch stands', () => server.watching(NODES) === 1);
    stopping.abort();
    await expect(ended).resolves.toBeUndefined();
  });
});

describe('the requests made', () => {
  it('are counted one by one, reads and watches', async () => {
    const server = await start();
    let count = 0;
    const api = new KubernetesApi(server.connection(), () => {
      count += 1;
    });
    server.refuse('watch', NODES, { status: 403, message: 'watch is forbidden' });
    await api.get('/version');
    await api.get(NODES);
    await refusal(api.watch(NODES, {}, () => {}, new AbortController().signal));
    expect(count).toBe(3);
  });
});
