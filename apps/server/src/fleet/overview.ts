import type { GpuCounts, IdleGpu, NamespaceUsage, Node, Overview, Pod } from '@gpu-console/shared/contract';
import { gpuShare, hasEnded, type SharedNode } from '@gpu-console/shared/kubernetes';
import { IDLE_SECONDS } from '@gpu-console/shared/metrics';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import { memo } from '../memo.ts';
import { nodeBoards } from './boards.ts';
import { claimedDevices } from './claimedDevices.ts';
import type { Fleet, Joined } from './fleet.ts';
import { sumCounts } from './gpuCounts.ts';
import { modelUsage } from './models.ts';
import { nodeView, nodeViews, podsByNode } from './nodes.ts';
import { ownGpus } from './ownGpus.ts';
import { podViews } from './pods.ts';
import { mean, usageOf } from './usage.ts';

/** What the Overview shows of the join, once per join. */
export const fleetOverview = memo((joined: Joined) => {
  const { state, fleet, metrics } = joined;
  const [nodes, pods] = [nodeViews(joined), podViews(joined)?.items ?? null];
  const measured = metrics === undefined ? null : fleet;
  const shared = sharedNodes(state.nodes, fleet);
  const counts = fleetCounts(nodes, measured);
  // Of some namespaces, what they hold is known; what others leave free is not, nor of nodes which GPUs report.
  const reporting = nodes === null ? counts.reporting : null;
  const gpus = state.hasAllPods ? counts : { ...counts, ...(pods && heldCounts(joined)), reporting };
  const compared = state.hasAllPods ? nodes : null;
  // Where pods hold GPUs and no series names one, who holds which is not known.
  const attributed = measured !== null && (measured.byPod.size > 0 || gpus.allocated === 0) ? measured : null;
  return {
    nodes: { total: nodes?.length ?? null, ready: nodes?.filter(({ ready }) => ready).length ?? null },
    gpus,
    silent: compared === null || measured === null ? null : silentGpus(compared),
    allocatedUtilization: allocatedUtilization(fleet),
    usage: usageOf(ownGpus(nodes, fleet)),
    models: modelUsage(compared, fleet),
    namespaces: pods && namespaceUsage(pods, attributed, shared),
    pending: pods?.filter(({ pending }) => pending !== null) ?? null,
    idle: attributed && idleGpus(attributed),
    idleSince: metrics === undefined ? null : metrics.asOf - IDLE_SECONDS,
  };
});

const UNREAD_COUNTS = {
  total: null,
  allocatable: null,
  allocated: null,
  allocatedParts: null,
  free: null,
  freeParts: null,
  schedulable: null,
};

/** The GPUs of the whole fleet; null what a source that never answered should tell. */
export function fleetCounts(nodes: readonly Node[] | null, fleet: Fleet | null): Overview['gpus'] {
  const reporting = fleet === null ? null : new Set(ownGpus(nodes, fleet).map((gpu) => gpu.uuid)).size;
  if (nodes === null) return { ...UNREAD_COUNTS, reporting };
  return { ...sumCounts(nodes.map(({ gpuCounts }) => gpuCounts)), reporting };
}

/** The GPUs that Kubernetes or its labels tell of and no exporter reports, by node. */
function silentGpus(nodes: readonly Node[]): Overview['silent'] {
  return nodes.flatMap(({ name, product, gpuCounts, gpus }) => {
    const count = gpuCounts.total - gpus.length;
    return count > 0 ? [{ node: name, product, count }] : [];
  });
}

/** The nodes with what says which part of a GPU their resources' units are. */
export function sharedNodes(
  nodes: ClusterView['nodes'],
  fleet: Fleet,
): readonly (SharedNode & { name: string })[] {
  return [...nodes.values()].map((node) => ({ ...node, boards: nodeBoards(node, fleet) }));
}

/**
 * How many GPUs a pod's requests are, counting parts as parts. A pod without a node is counted as on the first node that
 * offers what it asks for.
 */
function gpusRequested({ node, requests }: Pod, nodes: readonly (SharedNode & { name: string })[]): number {
  const own = nodes.find(({ name }) => name === node);
  return Object.entries(requests).reduce((sum, [resource, count]) => {
    const place = own ?? nodes.find(({ capacity }) => (capacity[resource] ?? 0) > 0);
    return sum + count * gpuShare(resource, place ?? UNKNOWN_NODE);
  }, 0);
}

/** What the pods and claims that are known hold, counted on their nodes as all are. */
function heldCounts({ state, fleet }: Joined): Pick<GpuCounts, 'allocated' | 'allocatedParts'> {
  const own = { ...fleet, claimed: claimedDevices(state) };
  const pods = podsByNode(state, own);
  const counts = [...state.nodes.values()].map(
    (node) => nodeView(node, pods.get(node.name) ?? [], own).gpuCounts,
  );
  const { allocated, allocatedParts } = sumCounts(counts);
  return { allocated, allocatedParts };
}

/** Where no node offers what is asked for, each device counts as a whole one. */
const UNKNOWN_NODE: SharedNode = { labels: {}, capacity: {}, boards: { count: 0, models: [], unitShare: 1 } };

/** The mean use of the GPUs that pods hold. */
export function allocatedUtilization(fleet: Fleet): number | null {
  return mean(fleet.gpus.filter((gpu) => gpu.pods.length > 0).map((gpu) => gpu.utilization));
}

/** Who asks for GPUs, who uses them: by namespace, the largest first. @param fleet null without metrics */
export function namespaceUsage(
  pods: readonly Pod[],
  fleet: Fleet | null,
  nodes: ReturnType<typeof sharedNodes>,
): NamespaceUsage[] {
  const namespaces = new Set(pods.map((pod) => pod.namespace));
  for (const gpu of fleet?.gpus ?? []) for (const pod of gpu.pods) namespaces.add(pod.namespace);
  return [...namespaces]
    .map((namespace) => {
      const own = pods.filter((pod) => pod.namespace === namespace && !hasEnded(pod));
      const gpus = fleet?.gpus.filter((gpu) => gpu.pods.some((pod) => pod.namespace === namespace)) ?? null;
      return {
        namespace,
        pods: own.length,
        requested: own.reduce((sum, pod) => sum + gpusRequested(pod, nodes), 0),
        assigned: gpus?.length ?? null,
        idle: (fleet && gpus?.filter(fleet.isIdle).length) ?? null,
        utilization: usageOf(gpus ?? []).utilization,
      };
    })
    .filter(({ pods, assigned }) => pods > 0 || (assigned ?? 0) > 0)
    .sort(
      (a, b) =>
        b.requested - a.requested ||
        (b.assigned ?? 0) - (a.assigned ?? 0) ||
        a.namespace.localeCompare(b.namespace),
    );
}

/** The GPUs that pods hold and have not used for 30 minutes. */
export function idleGpus(fleet: Fleet): IdleGpu[] {
  return fleet.gpus
    .filter((gpu) => gpu.pods.length > 0 && fleet.isIdle(gpu))
    .map((gpu) => ({
      uuid: gpu.uuid,
      instance: gpu.instance?.id ?? null,
      index: gpu.index,
      node: gpu.node,
      product: gpu.product,
      pods: gpu.pods.map(({ namespace, name }) => ({ namespace, name })),
    }));
}
