import type { PodUsageList, UsageQuery } from '@gpu-console/shared/contract';
import type { Cluster, ClusterSnapshot } from '../cluster/cluster.ts';
import { podKey } from '../fleet/fleet.ts';
import { sharersByBoard } from '../fleet/sharedHolds.ts';
import { naturalOrder } from '../naturalOrder.ts';
import type { QueryAsking } from '../prometheus/queryService.ts';
import { NO_SERIES } from '../prometheus/whyNoMetrics.ts';
import { heldPartFinder } from './heldPart.ts';
import { type Hold, type HoldQueries, holdQueries, holdsOf } from './hold.ts';
import { podUsages } from './podUsage.ts';
import { type ReadingGrid, readingGrid } from './readingGrid.ts';
import { sinceLastReading } from './sinceLastReading.ts';

type Items = PodUsageList['items'];

const NO_QUERIES: HoldQueries = { meanUse: '', peakUse: '', memory: '' };
const UNSEEN = { source: 'prometheus', answers: true, reason: NO_SERIES, since: null } as const;
const NO_WORKLOADS = {
  source: 'prometheus',
  answers: true,
  reason: 'the exporters name no pods on their series: start them with DCGM_EXPORTER_KUBERNETES=true',
  since: null,
} as const;

/**
 * What each pod held in a range of time, and what it made of it; nothing, with the reason, where no exporter was ever seen.
 * @throws PrometheusError
 */
export async function podUsageList(
  snapshot: ClusterSnapshot,
  query: UsageQuery,
  asking: QueryAsking,
): Promise<PodUsageList> {
  const { asOf, partial, fleet, cluster } = snapshot;
  const { idleBelow, idleFor } = query;
  const { vocabulary, scrapeInterval } = cluster.fleet;
  const empty = { items: [], asOf, partial, idleBelow, idleFor };
  if (vocabulary === null) {
    const { from, to } = query;
    return { ...empty, partial: [...partial, UNSEEN], from, to, step: 0, queries: NO_QUERIES };
  }
  const grid = readingGrid(query, scrapeInterval, fleet.gpus.length, Date.now() / 1000);
  const queries = holdQueries(grid.window, vocabulary);
  const reply = { ...empty, from: grid.from, to: grid.end, step: grid.step, queries };
  const { dialect } = vocabulary;
  if (dialect.workload.length === 0) return { ...reply, partial: [...partial, NO_WORKLOADS] };
  const frames = await readHolds(cluster, queries, grid, asking);
  const terms = { ...grid, idleBelow, idleFor, partOf: heldPartFinder(snapshot.state, fleet) };
  const holds = sharedOut(holdsOf(frames, dialect), snapshot.state).filter(
    ({ namespace, pod, uuid }) =>
      !fleet.foreign.has(uuid) && !fleet.bystanders.has(podKey({ namespace, name: pod })),
  );
  const counted = podUsages(holds, terms);
  const until = Math.min(query.to, Date.now() / 1000);
  const usages = [...counted, ...sinceLastReading(snapshot, counted, { ...terms, end: grid.end, until })];
  // The whole fleet is counted before it is narrowed: pods of other namespaces share the devices, and everybody asks the same.
  return { ...reply, items: withOwners(narrowed(usages, query), snapshot) };
}

async function readHolds(
  { queries: service }: Cluster,
  queries: HoldQueries,
  grid: ReadingGrid,
  asking: QueryAsking,
) {
  const range = (expr: string) => service.range(expr, grid, asking);
  const [meanUse, peakUse, memory] = await Promise.all([
    range(queries.meanUse),
    range(queries.peakUse),
    range(queries.memory),
  ]);
  return { meanUse, peakUse, memory };
}

/** Holds of pods that reserve a board for others, as those others': as far as they are there now. */
function sharedOut(holds: readonly Hold[], state: ClusterSnapshot['state']): Hold[] {
  const sharers = sharersByBoard(state);
  return holds.flatMap((hold) => {
    const record = state.pods.get(podKey({ namespace: hold.namespace, name: hold.pod }));
    const others = sharers.get(hold.uuid);
    if (record === undefined || record.reservation === null || others === undefined) return [hold];
    return others.map(({ namespace, name }) => ({ ...hold, namespace, pod: name }));
  });
}

function narrowed<T extends { namespace: string; pod: string }>(
  usages: readonly T[],
  query: UsageQuery,
): T[] {
  return usages.filter(
    ({ namespace, pod }) =>
      (query.namespace === undefined || namespace === query.namespace) &&
      (query.pod === undefined || pod === query.pod),
  );
}

/** With what made each pod, as far as the pod is still there; who held most comes first. */
function withOwners(usages: readonly Omit<Items[number], 'owner'>[], { state }: ClusterSnapshot): Items {
  return usages
    .map((usage) => ({
      ...usage,
      owner: state.pods.get(podKey({ namespace: usage.namespace, name: usage.pod }))?.workload ?? null,
    }))
    .sort((a, b) => b.gpuHours - a.gpuHours || naturalOrder(a.pod, b.pod));
}
