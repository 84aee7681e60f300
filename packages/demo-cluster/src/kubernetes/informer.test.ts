import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  Log,
  makeInformer,
  type V1Pod,
} from '@kubernetes/client-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningApiServer, startApiServer } from './apiServer.ts';
import { kubeconfigYaml } from './kubeconfig.ts';
import type { ObjectStore } from './objectStore.ts';
import { dashboardDefinition, gpuPod, startTestCluster, type TestLogs, testNow } from './testCluster.ts';

describe('@kubernetes/client-node', { timeout: 30_000 }, () => {
  let store: ObjectStore;
  let logs: TestLogs;
  let api: RunningApiServer;
  let config: KubeConfig;

  beforeEach(async () => {
    ({ store, logs, api } = await startTestCluster());
    config = new KubeConfig();
    config.loadFromString(kubeconfigYaml(api.url, 'demo'));
  });
  afterEach(() => api.close());

  it('lists typed objects', async () => {
    store.create(gpuPod('trainer-0'));
    const { items } = await config.makeApiClient(CoreV1Api).listNamespacedPod({ namespace: 'gpu' });
    expect(items.map(({ metadata }) => metadata?.name)).toEqual(['trainer-0']);
    expect(items[0]?.metadata?.creationTimestamp).toEqual(new Date(testNow * 1000));
    const { items: nodes } = await config.makeApiClient(CoreV1Api).listNode();
    expect(nodes[0]?.status?.allocatable).toMatchObject({ 'nvidia.com/gpu': '2' });
  });

  it('writes custom resources', async () => {
    store.create(dashboardDefinition);
    const resource = {
      group: 'monitoring.kubesphere.io',
      version: 'v1alpha2',
      namespace: 'gpu',
      plural: 'dashboards',
    };
    const body = { metadata: { name: 'board' }, spec: { title: 'GPUs' } };
    await config.makeApiClient(CustomObjectsApi).createNamespacedCustomObject({ ...resource, body });
    expect(store.get('Dashboard', 'gpu', 'board')?.spec).toEqual({ title: 'GPUs' });
  });

  it('reads a log', async () => {
    store.create(gpuPod('trainer-0'));
    logs.print(testNow, 'hello');
    const stream = new PassThrough();
    await new Log(config).log('gpu', 'trainer-0', 'main', stream, { tailLines: 10 });
    expect(await text(stream)).toBe('hello\n');
  });

  it('keeps an informer going through a compaction', async () => {
    const core = config.makeApiClient(CoreV1Api);
    store.create(gpuPod('a'));
    let lists = 0;
    const informer = makeInformer<V1Pod>(config, '/api/v1/pods', () => {
      lists++;
      return core.listPodForAllNamespaces();
    });
    const known = (): string[] =>
      informer
        .list()
        .map(({ metadata }) => metadata?.name ?? '')
        .sort();
    // An informer stops when its connection breaks; starting it again, from the version it knows, is its user's part.
    const restart = (): void => void informer.start().catch(() => setTimeout(restart, 50));
    informer.on('error', restart);
    await informer.start();
    expect(known()).toEqual(['a']);
    store.create(gpuPod('b'));
    await expect.poll(known, { timeout: 10_000 }).toEqual(['a', 'b']);

    // The server comes back on the same port with a history that begins after the informer's version: its next watch
    // gets 410 Gone, and it lists anew.
    const { port } = new URL(api.url);
    await api.close();
    store.delete('Pod', 'gpu', 'a');
    store.create(gpuPod('c'));
    store.compact();
    const version = { gitVersion: 'v1.19.8' };
    api = await startApiServer({ store, logs, version, host: '127.0.0.1', port: Number(port) });
    await expect.poll(known, { timeout: 20_000 }).toEqual(['b', 'c']);
    expect(lists).toBe(2);
    store.create(gpuPod('d'));
    await expect.poll(known, { timeout: 10_000 }).toEqual(['b', 'c', 'd']);
    await informer.stop();
  });
});
