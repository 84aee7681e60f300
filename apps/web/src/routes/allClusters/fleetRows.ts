import type { Cluster, FleetProblem, Overview } from '@gpu-console/shared/contract';
import { isForbidden } from '../../fleet/clusterState.ts';
import { meanOf, type Sum, sumOf } from './sums.ts';

/** What one cluster's Overview tells, as far as it came. */
export interface ClusterReading {
  readonly cluster: Cluster;
  /** Undefined until it came. */
  readonly overview: Overview | undefined;
  /** Why the last try failed. */
  readonly error: Error | null;
}

type Count = 'total' | 'allocatable' | 'allocated' | 'free';

/** The numbers of one cluster, or of all. */
export interface FleetNumbers extends Readonly<Record<Count, Sum>> {
  readonly ready: Sum;
  readonly nodes: Sum;
  /** Of the GPUs that pods hold. */
  readonly used: Sum;
  readonly problems: readonly FleetProblem[];
  /** Checks without a verdict. */
  readonly unjudged: number;
  /** Clusters whose problems are known. */
  readonly judged: Sum;
}

/** A row of the table: a cluster, or all of them. */
export interface FleetRow extends FleetNumbers {
  readonly key: string;
  /** Null of the row of all. */
  readonly reading: ClusterReading | null;
}

/** The numbers of these clusters together; of one, the ones that its Overview shows. */
export function fleetNumbers(readings: readonly ClusterReading[]): FleetNumbers {
  // Of a cluster of which nothing is shown, that there are none is not known.
  const all = readings.map(({ cluster, overview }) => (isForbidden(cluster) ? undefined : overview));
  const known = all.filter((overview) => overview !== undefined);
  const count = (id: Count) => sumOf(all.map((overview) => overview?.gpus[id]));
  return {
    total: count('total'),
    allocatable: count('allocatable'),
    allocated: count('allocated'),
    free: count('free'),
    nodes: sumOf(all.map((overview) => overview?.nodes.total)),
    ready: sumOf(all.map((overview) => overview?.nodes.ready)),
    used: meanOf(
      all.map((overview) => ({ value: overview?.allocatedUtilization, weight: overview?.gpus.allocated })),
    ),
    problems: known.flatMap(({ problems }) => problems),
    unjudged: known.reduce((sum, { unjudged }) => sum + unjudged.length, 0),
    judged: sumOf(all.map((overview) => (overview && wasRead(overview) ? overview.problems.length : null))),
  };
}

/** Whether its Kubernetes ever told anything: else no problem is found since none is looked for. */
const wasRead = ({ asOf }: Overview) => asOf.kubernetes !== null;

export function fleetRow(reading: ClusterReading): FleetRow {
  return { key: reading.cluster.id, reading, ...fleetNumbers([reading]) };
}

/** When the older of its two sources was last right, Unix seconds; null where one never answered. */
export function asOfOverview({ asOf: { kubernetes, metrics } }: Overview): number | null {
  return kubernetes === null || metrics === null ? null : Math.min(kubernetes, metrics);
}
