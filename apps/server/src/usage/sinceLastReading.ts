import type { Gpu, PodUsage } from '@gpu-console/shared/contract';
import { type Fleet, podKey } from '../fleet/fleet.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { heldPartFinder } from './heldPart.ts';

type Held = Omit<PodUsage, 'owner'>;

/** A pod's first sample may come so long after its start. */
const UNNAMED_SECONDS = 60;

/** Unix seconds. */
interface Reading {
  /** The last reading. */
  readonly end: number;
  /** The end of the range, now at the latest. */
  readonly until: number;
  readonly partOf: ReturnType<typeof heldPartFinder>;
}

/** What pods hold that started about when the last reading was, or after it: since then, without a use to tell. */
export function sinceLastReading(
  { state, fleet }: { state: Pick<ClusterView, 'pods'>; fleet: Fleet },
  counted: readonly Held[],
  { end, until, partOf }: Reading,
): Held[] {
  const seen = new Set(counted.map(({ namespace, pod }) => podKey({ namespace, name: pod })));
  return [...fleet.byPod].flatMap(([key, gpus]) => {
    const record = state.pods.get(key);
    if (seen.has(key) || record?.phase !== 'Running' || record.startedAt === null) return [];
    const { startedAt } = record;
    const isNew = startedAt > end - UNNAMED_SECONDS && startedAt < until;
    return isNew ? [heldFor((until - startedAt) / 3600, record, gpus, partOf)] : [];
  });
}

function heldFor(
  hours: number,
  { namespace, name }: { namespace: string; name: string },
  gpus: readonly Gpu[],
  partOf: Reading['partOf'],
): Held {
  const parts = gpus.map(({ uuid, instance, product, pods }) => {
    const profile = instance?.profile ?? null;
    const { share, device } = partOf({ namespace, pod: name, uuid, profile, product });
    const sharers = new Set(pods.map(podKey)).size;
    return { profile, share: Math.min(share, device / Math.max(1, sharers)), sharers };
  });
  const instanceHours: Record<string, number> = {};
  for (const { profile } of parts)
    if (profile !== null) instanceHours[profile] = (instanceHours[profile] ?? 0) + hours;
  return {
    namespace,
    pod: name,
    models: [...new Set(gpus.flatMap(({ product }) => product ?? []))].sort(),
    gpus: gpus.length,
    gpuHours: parts.reduce((sum, { share }) => sum + share * hours, 0),
    instanceHours,
    measuredGpuHours: 0,
    idleGpuHours: 0,
    meanUtilization: null,
    peakMemoryBytes: null,
    idleSince: null,
    sharedBy: Math.max(1, ...parts.map(({ sharers }) => sharers)),
  };
}
