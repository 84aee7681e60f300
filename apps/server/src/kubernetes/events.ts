import type { KubeEvent } from '@gpu-console/shared/contract';
import type { KubernetesApi } from './kubernetesApi.ts';
import { listItems } from './listItems.ts';
import { EventObject } from './objects.ts';

const MAX_EVENTS = 50;
const MAX_READ = 500;
const TIMEOUT_MS = 5000;

/** The events about one object, newest first, at most 50. Kubernetes keeps events for an hour by default. */
export async function eventsAbout(
  api: KubernetesApi,
  object: { kind: 'Node' | 'Pod'; name: string; namespace?: string },
): Promise<KubeEvent[]> {
  const path =
    object.namespace === undefined ? '/api/v1/events' : `/api/v1/namespaces/${object.namespace}/events`;
  const fieldSelector = `involvedObject.kind=${object.kind},involvedObject.name=${object.name}`;
  const asked = { query: { fieldSelector }, timeoutMs: TIMEOUT_MS };
  const events = await listItems(api, path, eventView, MAX_READ, asked);
  return events.sort((a, b) => (b.lastSeen ?? 0) - (a.lastSeen ?? 0)).slice(0, MAX_EVENTS);
}

/** An event as the API server has it → as the console shows it. */
export const eventView = EventObject.transform(
  (event): KubeEvent => ({
    type: event.type,
    reason: event.reason,
    message: event.message,
    count: event.series?.count ?? event.count ?? 1,
    lastSeen: event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? null,
    object: `${event.involvedObject.kind}/${event.involvedObject.name}`,
  }),
);
