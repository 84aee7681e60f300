import type { Component, Gpu, Node, NodeResource } from '@gpu-console/shared/contract';
import { addResources, hasEnded, type Resources } from '@gpu-console/shared/kubernetes';
import { groupBy } from '../groupBy.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { ComponentRecord } from '../kubernetes/componentRecord.ts';
import type { NodeRecord, PodRecord } from '../kubernetes/records.ts';
import { memo } from '../memo.ts';
import { nodeBoards } from './boards.ts';
import type { Fleet, Joined } from './fleet.ts';
import { gpuCounts } from './gpuCounts.ts';
import { gpuPods, isWorkload } from './pods.ts';
import { discoveredProduct, productLabel } from './productLabel.ts';
import { reservedOn } from './sharedHolds.ts';
import { hottest, usageOf } from './usage.ts';

/** All GPU nodes, once per join; null while they were never read. What pods hold of them is known once pods were read. */
export const nodeViews = memo(({ state, fleet }: Joined): readonly Node[] | null => {
  if (!state.knows('nodes')) return null;
  const pods = state.knows('pods') && state.hasAllPods ? podsByNode(state, fleet) : null;
  return [...state.nodes.values()].map((node) =>
    nodeView(node, pods === null ? null : (pods.get(node.name) ?? []), fleet),
  );
});

/** The GPU pods bound to each node, ended ones included. */
export function podsByNode(cluster: ClusterView, fleet: Fleet): ReadonlyMap<string, readonly PodRecord[]> {
  return groupBy(gpuPods(cluster, fleet), ({ node }) => node);
}

/**
 * The node with its accounting, equal to `kubectl describe node`, and what its GPUs do.
 * @param pods null while the cluster's pods were never read: what they hold is then unknown
 */
export function nodeView(record: NodeRecord, pods: readonly PodRecord[] | null, fleet: Fleet): Node {
  const gpus = fleet.byNode.get(record.name) ?? [];
  const uuids = [...new Set(gpus.map((gpu) => gpu.uuid))];
  const resources = [...nodeResources(record, pods), ...(fleet.claimed.resourcesOf.get(record.name) ?? [])];
  const boards = nodeBoards(record, fleet);
  return {
    name: record.name,
    ready: record.ready,
    schedulable: record.schedulable,
    product: nodeProduct(record.labels, gpus),
    driverVersion: driverVersion(record.labels) ?? gpus[0]?.driverVersion ?? null,
    cudaVersion: cudaVersion(record.labels),
    resources,
    gpuCounts: gpuCounts({ ...record, boards }, resources, pods && reservedOn(record, pods)),
    boards: { evidence: boards.evidence, disagrees: [...boards.disagrees] },
    gpus: uuids,
    podCount: pods?.filter((pod) => isWorkload(pod) && isThere(pod)).length ?? null,
    ...usageOf(gpus),
    temperatureCelsius: hottest(gpus),
    createdAt: record.createdAt,
  };
}

function isThere({ phase }: PodRecord): boolean {
  return phase === 'Running' || phase === 'Pending';
}

/** The models that report where there are several: the label names one of them. Else the label, before the cloud's own name. */
function nodeProduct(labels: NodeRecord['labels'], gpus: readonly Gpu[]): string | null {
  const models = [...new Set(gpus.flatMap(({ product }) => product ?? []))];
  if (models.length > 1) return models.join(', ');
  return discoveredProduct(labels) ?? models[0] ?? productLabel(labels);
}

function nodeResources(record: NodeRecord, pods: readonly PodRecord[] | null): NodeResource[] {
  const requested = sumResources(pods ?? [], 'requests');
  const limits = sumResources(pods ?? [], 'limits');
  const names = new Set(
    [record.capacity, record.allocatable, requested].flatMap((amounts) => Object.keys(amounts)),
  );
  return [...names].sort().map((name) => ({
    name,
    capacity: record.capacity[name] ?? 0,
    allocatable: record.allocatable[name] ?? 0,
    requested: pods === null ? null : (requested[name] ?? 0),
    limits: pods === null ? null : (limits[name] ?? 0),
  }));
}

/** What the pods that have not ended ask of each node: what `kubectl describe node` prints under "Allocated resources". */
function sumResources(pods: Iterable<PodRecord>, side: 'requests' | 'limits'): Resources {
  let sum: Resources = {};
  for (const pod of pods) {
    if (!hasEnded(pod)) sum = addResources(sum, pod[side]);
  }
  return sum;
}

/** GPU feature discovery's labels: the full version in new releases, its three parts in old ones. */
export function driverVersion(labels: NodeRecord['labels']): string | undefined {
  const { major, minor, rev } = {
    major: labels['nvidia.com/cuda.driver.major'],
    minor: labels['nvidia.com/cuda.driver.minor'],
    rev: labels['nvidia.com/cuda.driver.rev'],
  };
  const parts = [major, minor, rev].filter((part) => part !== undefined && part !== '');
  return labels['nvidia.com/cuda.driver-version.full'] ?? (parts.length === 0 ? undefined : parts.join('.'));
}

export function cudaVersion(labels: NodeRecord['labels']): string | null {
  const full = labels['nvidia.com/cuda.runtime-version.full'];
  const major = labels['nvidia.com/cuda.runtime.major'];
  const minor = labels['nvidia.com/cuda.runtime.minor'];
  if (full !== undefined) return full;
  return major === undefined || minor === undefined ? null : `${major}.${minor}`;
}

export function componentView({
  component,
  namespace,
  name,
  status,
  ready,
  restarts,
}: ComponentRecord): Component {
  return { component, namespace, pod: name, status, ready, restarts };
}
