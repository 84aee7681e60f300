import { describe, expect, it, onTestFinished } from 'vitest';
import { KubeApi } from '../testing/kubeApi.ts';
import type { KubeObject } from '../testing/kubeObjects.ts';
import { eventsAbout } from './events.ts';
import { KubernetesApi } from './kubernetesApi.ts';

const AT = '2024-03-01T08:00:00Z';
const AT_SECONDS = Date.parse(AT) / 1000;
const worker = { kind: 'Node', name: 'worker-1' } as const;

/** An event as the API server sends it: what it does not know is null. */
const event = (more: object): KubeObject => ({
  kind: 'Event',
  metadata: { name: 'worker-1.17b8', namespace: 'default', creationTimestamp: AT },
  involvedObject: { kind: 'Node', name: 'worker-1' },
  type: 'Normal',
  reason: 'NodeReady',
  message: 'Node worker-1 status is now: NodeReady',
  count: 1,
  firstTimestamp: AT,
  lastTimestamp: AT,
  eventTime: null,
  ...more,
});

async function serving(...events: KubeObject[]) {
  const server = await KubeApi.start();
  onTestFinished(() => server.stop());
  server.put(...events.map((one, n) => ({ ...one, metadata: { ...one.metadata, name: `event-${n}` } })));
  return { server, api: new KubernetesApi(server.connection()) };
}

describe('the events about an object', () => {
  it('are asked for in all namespaces where it is a node', async () => {
    const { server, api } = await serving();
    await eventsAbout(api, worker);
    expect(server.asked('get', '/api/v1/events')).toMatchObject([
      { fieldSelector: 'involvedObject.kind=Node,involvedObject.name=worker-1' },
    ]);
  });

  it('are asked for in its namespace where it is a pod', async () => {
    const { server, api } = await serving();
    await eventsAbout(api, { kind: 'Pod', name: 'train', namespace: 'ml' });
    expect(server.asked('get', '/api/v1/namespaces/ml/events')).toMatchObject([
      { fieldSelector: 'involvedObject.kind=Pod,involvedObject.name=train' },
    ]);
  });

  it('say what happened to whom, how often and when last', async () => {
    const told = { type: 'Warning', reason: 'SystemOOM', message: 'System OOM encountered', count: 3 };
    const { api } = await serving(event(told));
    expect(await eventsAbout(api, worker)).toEqual([
      { ...told, lastSeen: AT_SECONDS, object: 'Node/worker-1' },
    ]);
  });

  it('come newest first, those without a time last', async () => {
    const { api } = await serving(
      event({ reason: 'Timeless', lastTimestamp: null }),
      event({ reason: 'Older', lastTimestamp: '2024-03-01T08:00:00Z' }),
      event({ reason: 'Newest', lastTimestamp: '2024-03-01T10:00:00Z' }),
      event({ reason: 'Newer', lastTimestamp: '2024-03-01T09:00:00Z' }),
    );
    const events = await eventsAbout(api, worker);
    expect(events.map(({ reason }) => reason)).toEqual(['Newest', 'Newer', 'Older', 'Timeless']);
  });

  it('are the 50 newest at most', async () => {
    const minute = (n: number) => `2024-03-01T08:${String(n).padStart(2, '0')}:00Z`;
    const all = Array.from({ length: 60 }, (_, n) => event({ reason: `R${n}`, lastTimestamp: minute(n) }));
    const { api } = await serving(...all);
    const events = await eventsAbout(api, worker);
    expect(events).toHaveLength(50);
    expect(events.at(-1)?.reason).toBe('R10');
  });

  it('happened once, at their event time, where the new events API wrote them', async () => {
    const { api } = await serving(
      event({
        count: undefined,
        firstTimestamp: null,
        lastTimestamp: null,
        eventTime: '2024-03-01T08:00:00.250000Z',
      }),
    );
    expect(await eventsAbout(api, worker)).toMatchObject([{ count: 1, lastSeen: AT_SECONDS + 0.25 }]);
  });

  it('happened as often, and last when, their series says', async () => {
    const { api } = await serving(
      event({
        count: undefined,
        firstTimestamp: null,
        lastTimestamp: null,
        eventTime: '2024-03-01T08:00:00.000000Z',
        series: { count: 12, lastObservedTime: '2024-03-01T09:00:00.000000Z' },
      }),
    );
    expect(await eventsAbout(api, worker)).toMatchObject([{ count: 12, lastSeen: AT_SECONDS + 3600 }]);
  });

  it('fail with the API server’s message where they are refused', async () => {
    const { server, api } = await serving();
    const message = 'events is forbidden: User "viewer" cannot list resource "events"';
    server.refuse('get', '/api/v1/events', { status: 403, message });
    await expect(eventsAbout(api, worker)).rejects.toMatchObject({ status: 403, message });
  });
});
