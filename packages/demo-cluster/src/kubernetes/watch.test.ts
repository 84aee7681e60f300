import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiServerOptions, RunningApiServer } from './apiServer.ts';
import { listAt } from './jsonAccess.ts';
import type { ObjectStore } from './objectStore.ts';
import { pods, TestClient } from './testClient.ts';
import { gpuPod, startTestCluster } from './testCluster.ts';

let store: ObjectStore;
let api: RunningApiServer;
let client: TestClient;

async function start(options: Partial<ApiServerOptions> = {}): Promise<void> {
  ({ store, api } = await startTestCluster(options));
  client = new TestClient(api.url);
}

beforeEach(() => start());
afterEach(() => api.close());

describe('watches', () => {
  it('show an object that enters and leaves the selection', async () => {
    const watch = await client.watch(
      `${pods}?watch=1&resourceVersion=${String(store.resourceVersion)}&labelSelector=tier`,
    );
    store.create(gpuPod('a'));
    const relabel = (labels: Record<string, string>): void => {
      store.modify('Pod', 'gpu', 'a', ({ metadata }) => {
        metadata.labels = labels;
      });
    };
    relabel({ tier: 'gold' });
    relabel({ tier: 'silver' });
    relabel({});
    relabel({ tier: 'iron' });
    store.delete('Pod', 'gpu', 'a');
    const seen = [];
    for (let i = 0; i < 5; i++) seen.push(await watch.nextNamed());
    expect(seen).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a', 'ADDED a', 'DELETED a']);
    watch.leave();
  });

  it('start with what is there, mark the end of it, and end in time', async () => {
    store.create(gpuPod('a'));
    const watch = await client.watch(
      `${pods}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=1`,
    );
    expect(await watch.nextNamed()).toBe('ADDED a');
    expect(await watch.next()).toMatchObject({
      type: 'BOOKMARK',
      object: { kind: 'Pod', metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } } },
    });
    expect(await watch.next()).toMatchObject({
      type: 'BOOKMARK',
      object: { metadata: { resourceVersion: String(store.resourceVersion) } },
    });
    expect(await watch.next()).toBeUndefined();
  });

  it('send bookmarks by the clock to those who ask', async () => {
    await api.close();
    await start({ bookmarkSeconds: 0.05 });
    const watch = await client.watch(`${pods}?watch=true&allowWatchBookmarks=true`);
    expect(await watch.next()).toMatchObject({ type: 'BOOKMARK' });
    watch.leave();
  });

  it('tell a version that is forgotten', async () => {
    store.create(gpuPod('a'));
    store.compact();
    const watch = await client.watch(`${pods}?watch=true&resourceVersion=1`);
    expect(await watch.next()).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
    expect(await watch.next()).toBeUndefined();
  });

  it('name the columns of a table once', async () => {
    store.create(gpuPod('a'));
    store.create(gpuPod('b'));
    const accept = 'application/json;as=Table;v=v1beta1;g=meta.k8s.io';
    const watch = await client.watch(`${pods}?watch=true`, accept);
    expect(listAt(await watch.next(), 'object', 'columnDefinitions')).toHaveLength(9);
    expect(listAt(await watch.next(), 'object', 'columnDefinitions')).toHaveLength(0);
    watch.leave();
  });
});
