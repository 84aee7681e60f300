import { type KubeObject, type ObjectStore, rfc3339 } from '../kubernetes/objectStore.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';

/** Events live for an hour after they last happened (kube-apiserver --event-ttl). */
const EVENT_SECONDS = 3600;

interface Kept {
  readonly namespace: string;
  readonly name: string;
  lastAt: number;
  count: number;
}

export interface EventInput {
  readonly about: KubeObject;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly component: string;
  readonly host?: string;
}

/** Writes Kubernetes events: the same words about the same object are counted in one event, old ones go. */
export class EventRecorder {
  readonly #store: ObjectStore;
  readonly #timeline: Timeline;
  readonly #random: Random;
  readonly #kept = new Map<string, Kept>();

  constructor(store: ObjectStore, timeline: Timeline, random: Random) {
    this.#store = store;
    this.#timeline = timeline;
    this.#random = random;
    timeline.every(60, () => this.#expire());
  }

  record(input: EventInput): void {
    const now = this.#timeline.now;
    const key = `${input.about.metadata.uid}/${input.reason}/${input.message}`;
    const known = this.#kept.get(key);
    if (known) {
      known.lastAt = now;
      known.count += 1;
      const { count } = known;
      this.#store.modify('Event', known.namespace, known.name, (event) => {
        event['count'] = count;
        event['lastTimestamp'] = rfc3339(now);
      });
      return;
    }
    const event = this.#eventOf(input, now);
    this.#kept.set(key, {
      namespace: event.metadata.namespace ?? 'default',
      name: event.metadata.name,
      lastAt: now,
      count: 1,
    });
    this.#store.create(event);
  }

  #eventOf({ about, type, reason, message, component, host }: EventInput, now: number): KubeObject {
    const { namespace, name, uid, resourceVersion } = about.metadata;
    return {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { namespace: namespace ?? 'default', name: `${name}.${this.#random.hex(16)}` },
      involvedObject: {
        kind: about.kind,
        ...(namespace !== undefined && { namespace }),
        name,
        ...(uid !== undefined && { uid }),
        apiVersion: about.apiVersion,
        ...(resourceVersion !== undefined && { resourceVersion }),
      },
      reason,
      message,
      source: { component, ...(host !== undefined && { host }) },
      firstTimestamp: rfc3339(now),
      lastTimestamp: rfc3339(now),
      count: 1,
      type,
      eventTime: null,
      reportingComponent: component,
      reportingInstance: host ?? '',
    };
  }

  #expire(): void {
    for (const [key, { namespace, name, lastAt }] of this.#kept) {
      if (this.#timeline.now - lastAt <= EVENT_SECONDS) continue;
      this.#kept.delete(key);
      this.#store.delete('Event', namespace, name);
    }
  }
}
