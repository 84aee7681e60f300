import { isKnown } from '../fact.ts';
import type { ComponentRecord } from '../kubernetes/componentRecord.ts';
import type { Facts } from './facts.ts';

const SLOW_SECONDS = 600;

/** A pod whose containers are not there yet, and whose newest event is that an image is being pulled. */
export function slowPull(pod: ComponentRecord, { events, now }: Facts) {
  const waits = pod.containers.find(
    ({ state, reason }) => state === 'waiting' && reason === 'ContainerCreating',
  );
  if (pod.ready || waits === undefined || now - pod.createdAt < SLOW_SECONDS || !isKnown(events))
    return undefined;
  const [latest] = events.value
    .filter(({ object }) => object === `Pod/${pod.name}`)
    .sort((a, b) => (b.lastSeen ?? 0) - (a.lastSeen ?? 0));
  if (latest?.reason !== 'Pulling') return undefined;
  return { container: waits, message: latest.message, at: latest.lastSeen };
}
