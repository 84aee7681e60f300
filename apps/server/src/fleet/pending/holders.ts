import type { Holder } from '@gpu-console/shared/contract';
import { hasEnded } from '@gpu-console/shared/kubernetes';
import type { PodRecord } from '../../kubernetes/records.ts';
import { type Fleet, podKey } from '../fleet.ts';

/** Of a node's pods, those that hold a resource: first the ones that leave most of it idle, then the largest. */
export function holdersOf(resource: string, pods: readonly PodRecord[], fleet: Fleet): Holder[] {
  return pods
    .flatMap((pod): Holder[] => {
      if (hasEnded(pod)) return [];
      const key = podKey(pod);
      const count = pod.requests[resource] ?? fleet.claimed.requestsOf.get(key)?.[resource] ?? 0;
      if (count === 0) return [];
      const gpus = fleet.byPod.get(key);
      const idle = gpus === undefined ? null : gpus.filter(fleet.isIdle).length;
      return [{ namespace: pod.namespace, name: pod.name, count, since: pod.startedAt, idle }];
    })
    .sort(
      (a, b) =>
        (b.idle ?? 0) - (a.idle ?? 0) ||
        b.count - a.count ||
        (a.since ?? 0) - (b.since ?? 0) ||
        podKey(a).localeCompare(podKey(b)),
    );
}
