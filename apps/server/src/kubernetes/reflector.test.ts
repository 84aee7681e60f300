import { describe, expect, it, onTestFinished } from 'vitest';
import { KubeApi, NODES } from '../testing/kubeApi.ts';
import { type KubeObject, kubeNode } from '../testing/kubeObjects.ts';
import { until } from '../testing/until.ts';
import { KubernetesApi } from './kubernetesApi.ts';
import { NodeObject } from './objects.ts';
import { type ReflectorTarget, reflect } from './reflector.ts';

const nameOf = (object: unknown) => NodeObject.parse(object).metadata.name;

/** Keeps the names of what there is, and writes down what it was told. */
class Names implements ReflectorTarget {
  readonly log: string[] = [];
  readonly failures: string[] = [];
  names: string[] = [];
  lists = 0;
  timesHealthy = 0;

  replace(objects: readonly unknown[]): void {
    this.lists += 1;
    this.names = objects.map(nameOf);
  }

  apply(object: unknown): void {
    this.log.push(`apply ${nameOf(object)}`);
    this.names = [...new Set([...this.names, nameOf(object)])];
  }

  remove(object: unknown): void {
    this.log.push(`remove ${nameOf(object)}`);
    this.names = this.names.filter((name) => name !== nameOf(object));
  }

  markHealthy(): void {
    this.timesHealthy += 1;
  }

  markFailed(reason: string): void {
    this.failures.push(reason);
  }
}

function reflecting(server: KubeApi) {
  const target = new Names();
  const stopping = new AbortController();
  const ended = reflect(new KubernetesApi(server.connection()), { path: NODES }, target, stopping.signal);
  onTestFinished(async () => {
    stopping.abort();
    await server.stop();
    await ended;
  });
  return { target, ended, stop: () => stopping.abort() };
}

/** A reflector whose watch stands. */
async function watching(...objects: KubeObject[]) {
  const server = await KubeApi.start(...objects);
  const reflector = reflecting(server);
  await until('the watch stands', () => server.watching(NODES) === 1);
  return { server, ...reflector };
}

const [a, b, c] = [kubeNode('a'), kubeNode('b'), kubeNode('c')];

describe('a list', () => {
  it('is gathered from all its pages', async () => {
    // Lists are in the order of names.
    const nodes = Array.from({ length: 1001 }, (_, n) => kubeNode(`worker-${1000 + n}`));
    const { server, target } = await watching(...nodes);
    expect(target.names).toEqual(nodes.map(({ metadata }) => metadata.name));
    const later = { limit: '500', continue: expect.stringMatching(/./) };
    const asked = server.asked('get', NODES);
    expect(asked).toEqual([{ limit: '500' }, later, later]);
    expect(new Set(asked.map((query) => query['continue'])).size).toBe(3);
  });

  it('is handed over once, when it is whole', async () => {
    const { target } = await watching(...Array.from({ length: 501 }, (_, n) => kubeNode(`worker-${n}`)));
    expect(target.lists).toBe(1);
  });

  it('that is refused is told with the API server’s reason, and asked for again', async () => {
    const server = await KubeApi.start(a);
    server.refuse('get', NODES, { status: 403, message: 'nodes is forbidden', times: 1 });
    const { target } = reflecting(server);
    await until('it has listed', () => target.lists === 1);
    expect(target.failures).toEqual(['nodes is forbidden']);
  });
});

describe('a watch', () => {
  it('starts at the version of the list, with bookmarks', async () => {
    const server = await KubeApi.start();
    const resourceVersion = server.put(a);
    reflecting(server);
    await until('the watch stands', () => server.watching(NODES) === 1);
    expect(server.asked('watch', NODES)).toMatchObject([{ resourceVersion, allowWatchBookmarks: 'true' }]);
  });

  it('tells what is created, changed and deleted, in that order', async () => {
    const { server, target } = await watching(a);
    server.put(b, { ...a, spec: { unschedulable: true } });
    server.remove(b);
    await until('all is told', () => target.log.length === 3);
    expect(target.log).toEqual(['apply b', 'apply a', 'remove b']);
  });

  it('does not take a bookmark for an object', async () => {
    const { server, target } = await watching(a);
    server.bookmark(NODES);
    server.put(b);
    await until('the node is told', () => target.names.includes('b'));
    expect(target.log).toEqual(['apply b']);
  });

  it('that ends goes on from the last event', async () => {
    const { server } = await watching(a);
    const resourceVersion = server.put(b);
    server.endWatches(NODES);
    await until('it watches again', () => server.watching(NODES) === 1);
    expect(server.asked('watch', NODES)[1]).toMatchObject({ resourceVersion });
  });

  it('that ends goes on from the last bookmark', async () => {
    const { server } = await watching(a);
    const resourceVersion = server.bookmark(NODES);
    server.endWatches(NODES);
    await until('it watches again', () => server.watching(NODES) === 1);
    expect(server.asked('watch', NODES)[1]).toMatchObject({ resourceVersion });
  });

  it('that ends is no failure', async () => {
    const { server, target } = await watching(a);
    server.endWatches(NODES);
    await until('it watches again', () => server.watching(NODES) === 1);
    expect(target.failures).toEqual([]);
  });

  it('that breaks goes on from the last event', async () => {
    const { server, target } = await watching(a);
    const resourceVersion = server.put(b);
    await until('the node is told', () => target.names.includes('b'));
    server.breakConnections();
    await until('it watches again', () => server.asked('watch', NODES).length === 2);
    expect(server.asked('watch', NODES)[1]).toMatchObject({ resourceVersion });
  });

  it('misses nothing of what happens while the API server is away, and lists no second time', async () => {
    const { server, target } = await watching(a);
    await server.stop();
    server.put(b, c);
    server.remove(a);
    await server.resume();
    await until('it has caught up', () => target.log.length === 3);
    expect(target.names).toEqual(['b', 'c']);
    expect(target.lists).toBe(1);
  });

  it('that is refused is told, and asked for again from the same version', async () => {
    const server = await KubeApi.start();
    const resourceVersion = server.put(a);
    server.refuse('watch', NODES, { status: 403, message: 'watch is forbidden', times: 1 });
    const { target } = reflecting(server);
    await until('the watch stands', () => server.watching(NODES) === 1);
    expect(target.failures).toHaveLength(1);
    expect(server.asked('watch', NODES)).toMatchObject([{ resourceVersion }, { resourceVersion }]);
  });

  it('that ends with an error is told with its message, and goes on without a list', async () => {
    const { server, target } = await watching(a);
    server.endWatches(NODES, { status: 500, message: 'etcdserver: leader changed' });
    await until('it watches again', () => server.watching(NODES) === 1);
    expect(target.failures).toEqual(['etcdserver: leader changed']);
    expect(target.lists).toBe(1);
  });

  it('is heard when it stands again, before anything happens', async () => {
    const { server, target } = await watching(a);
    server.breakConnections();
    await until('the break is told', () => target.failures.length === 1);
    const before = target.timesHealthy;
    await until('it is heard', () => target.timesHealthy > before);
    expect(target.log).toEqual([]);
  });

  it('is not heard while the API server is away', async () => {
    const { server, target } = await watching(a);
    await server.stop();
    await until('the break is told', () => target.failures.length === 1);
    const before = target.timesHealthy;
    await until('a second attempt has failed', () => target.failures.length === 2);
    expect(target.timesHealthy).toBe(before);
  });
});

describe('a version that is gone', () => {
  const gone = { status: 410, message: 'too old resource version', times: 1 };

  it('leads to a new list where the watch is refused', async () => {
    const { server, target } = await watching(a, b);
    server.refuse('watch', NODES, gone);
    server.endWatches(NODES);
    server.remove(b);
    await until('it has listed again', () => target.lists === 2);
    expect(target.names).toEqual(['a']);
    expect(target.log).toEqual([]);
  });

  it('leads to a new list where the stream says so', async () => {
    const { server, target } = await watching(a, b);
    server.endWatches(NODES, gone);
    server.remove(b);
    await until('it has listed again', () => target.lists === 2);
    expect(target.names).toEqual(['a']);
  });

  it('leads to a watch from the new list', async () => {
    const { server } = await watching(a);
    server.endWatches(NODES, gone);
    const resourceVersion = server.put(b);
    await until('it watches again', () => server.watching(NODES) === 1);
    expect(server.asked('watch', NODES)[1]).toMatchObject({ resourceVersion });
  });

  it('is no failure', async () => {
    const { server, target } = await watching(a);
    server.endWatches(NODES, gone);
    await until('it has listed again', () => target.lists === 2);
    expect(target.failures).toEqual([]);
  });
});

describe('an aborted signal', () => {
  it('ends the reflector and its watch', async () => {
    const { server, ended, stop } = await watching(a);
    stop();
    await expect(ended).resolves.toBeUndefined();
    await until('the watch is closed', () => server.watching(NODES) === 0);
  });

  it('is no failure', async () => {
    const { target, ended, stop } = await watching(a);
    stop();
    await ended;
    expect(target.failures).toEqual([]);
  });

  it('ends a reflector that waits for its next attempt', async () => {
    const server = await KubeApi.start();
    server.refuse('get', NODES, { status: 403, message: 'nodes is forbidden' });
    const { target, ended, stop } = reflecting(server);
    await until('it waits', () => target.failures.length === 1);
    stop();
    await ended;
    expect(server.asked('get', NODES)).toHaveLength(1);
  });
});
