import type { NodeExplanation, NodeVerdict, PendingExplanation, Supply } from '@gpu-console/shared/contract';
import { addResources, type Resources } from '@gpu-console/shared/kubernetes';
import type { ClusterView } from '../../kubernetes/clusterState.ts';
import type { NodeRecord, PodRecord } from '../../kubernetes/records.ts';
import { classFor, driverOfClass } from '../deviceClasses.ts';
import { type Fleet, podKey } from '../fleet.ts';
import { freeOf } from '../gpuCounts.ts';
import { nodeView, podsByNode } from '../nodes.ts';
import { boardVerdicts } from './boardVerdicts.ts';
import { holdersOf } from './holders.ts';
import { nearestFirst, onlyObstacle } from './nearestNode.ts';
import { nodeVerdicts } from './nodeVerdicts.ts';
import { podGroup } from './podGroup.ts';

type NodePods = ReturnType<typeof podsByNode>;

/** Why a pod is not scheduled, node by node; null for one that does not wait for a node. */
export function explainPending(
  pod: PodRecord,
  cluster: ClusterView,
  fleet: Fleet,
): PendingExplanation | null {
  if (pod.unschedulable === null) return null;
  const pods = podsByNode(cluster, fleet);
  const asked = askedOf(pod, cluster, fleet);
  const nodes = [...cluster.nodes.values()]
    .map((node) => explainNode(node, asked, pod, pods, { cluster, fleet }))
    .sort(nearestFirst);
  return {
    asked: { ...asked, ...pod.amounts },
    gates: [...pod.placement.gates],
    group: podGroup(pod, cluster.pods.values()),
    supply: Object.entries(asked).map(([resource, amount]) => supplyOf(resource, amount, nodes)),
    nearest: nearestOf(nodes, pods, fleet),
    nodes,
  };
}

/**
 * What can be compared with what the nodes have: extended resources, and whole GPUs by claim, under their driver's name. A claim
 * that has its devices already asks for no more.
 */
function askedOf(pod: PodRecord, cluster: ClusterView, { claimed }: Fleet): Resources {
  const { claims } = cluster;
  const isAllocated = (name: string) => (claims.get(`${pod.namespace}/${name}`)?.allocated.length ?? 0) > 0;
  if (pod.claims.some(isAllocated)) return pod.requests;
  const drivers = new Set([...claimed.resourcesOf.values()].flat().map(({ name }) => name));
  let asked = pod.requests;
  for (const [deviceClass, count] of Object.entries(claimed.requestsOf.get(podKey(pod)) ?? {})) {
    const driver = driverOfClass(deviceClass, cluster);
    if (driver !== null && drivers.has(driver)) asked = addResources(asked, { [driver]: count });
  }
  return asked;
}

/**
 * Under which name a node offers what is asked for: where a device class stands for an extended resource, either the resource
 * itself or devices of the class (KEP-5004).
 */
function offeredAs(resource: string, node: NodeRecord, cluster: ClusterView): string {
  const found = (node.capacity[resource] ?? 0) > 0 ? undefined : classFor(resource, cluster);
  return (found && driverOfClass(found.name, cluster)) ?? resource;
}

function explainNode(
  node: NodeRecord,
  asked: Resources,
  pod: PodRecord,
  pods: NodePods,
  { cluster, fleet }: { cluster: ClusterView; fleet: Fleet },
): NodeExplanation {
  const nodePods = pods.get(node.name) ?? [];
  const { name, product, resources } = nodeView(node, nodePods, fleet);
  let own: Resources = {};
  for (const [resource, amount] of Object.entries(asked))
    own = addResources(own, { [offeredAs(resource, node, cluster)]: amount });
  return {
    name,
    product,
    verdicts: [
      ...nodeVerdicts(node, resources, own, pod.placement),
      ...boardVerdicts(node, resources, pod, nodePods),
    ],
    resources: Object.keys(asked).flatMap((resource) => {
      const offer = resources.find((one) => one.name === offeredAs(resource, node, cluster));
      const free = offer === undefined || offer.capacity === 0 ? null : freeOf(offer);
      return offer === undefined || free === null
        ? []
        : [{ name: resource, free, allocatable: offer.allocatable }];
    }),
  };
}

function supplyOf(resource: string, asked: number, nodes: readonly NodeExplanation[]): Supply {
  const suitable = nodes
    .filter(({ verdicts }) => verdicts.every(({ kind }) => kind === 'insufficient'))
    .flatMap(({ resources }) => resources.filter(({ name }) => name === resource));
  const free = suitable.reduce((sum, one) => sum + one.free, 0);
  const mostFree = Math.max(0, ...suitable.map((one) => one.free));
  return {
    resource,
    asked,
    nodes: suitable.length,
    free,
    mostFree,
    mostAllocatable: Math.max(0, ...suitable.map(({ allocatable }) => allocatable)),
    fragmented: free >= asked && mostFree < asked,
  };
}

function nearestOf(
  nodes: readonly NodeExplanation[],
  pods: NodePods,
  fleet: Fleet,
): PendingExplanation['nearest'] {
  const [first] = nodes;
  const verdict = first === undefined ? null : onlyObstacle(first);
  if (first === undefined || verdict === null || isNowhereMet(verdict, nodes)) return null;
  const holders =
    verdict.kind === 'insufficient' ? holdersOf(verdict.resource, pods.get(first.name) ?? [], fleet) : [];
  return { node: first.name, verdict, holders };
}

/** A label that no node has, such as that of a GPU model which the cluster lacks, makes none come near. */
function isNowhereMet(verdict: NodeVerdict, nodes: readonly NodeExplanation[]): boolean {
  const isSame = (other: NodeVerdict) =>
    verdict.kind === 'selector'
      ? other.kind === 'selector' && other.key === verdict.key
      : verdict.kind === 'affinity' && other.kind === 'affinity';
  return nodes.every(({ verdicts }) => verdicts.some(isSame));
}
