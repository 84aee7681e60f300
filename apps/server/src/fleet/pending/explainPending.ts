import type { NodeExplanation, NodeVerdict, PendingExplanation, Supply } from '@gpu-console/shared/contract';
import { addResources, type Resources } from '@gpu-console/shared/kubernetes';
import type { ClusterView } from '../../kubernetes/clusterState.ts';
import type { Placement } from '../../kubernetes/placement.ts';
import type { NodeRecord, PodRecord } from '../../kubernetes/records.ts';
import { type Fleet, podKey } from '../fleet.ts';
import { freeOf } from '../gpuCounts.ts';
import { nodeView, podsByNode } from '../nodes.ts';
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
  const { placement } = pod;
  if (pod.unschedulable === null) return null;
  const pods = podsByNode(cluster, fleet);
  const asked = askedOf(pod, cluster, fleet);
  const nodes = [...cluster.nodes.values()]
    .map((node) => explainNode(node, asked, placement, pods, fleet))
    .sort(nearestFirst);
  return {
    asked,
    gates: [...placement.gates],
    group: podGroup(pod, cluster.pods.values()),
    supply: Object.entries(asked).map(([resource, amount]) => supplyOf(resource, amount, nodes)),
    nearest: nearestOf(nodes, pods, fleet),
    nodes,
  };
}

/**
 * What can be compared with what the nodes have: extended resources, and claims for a class of devices that is named like its
 * driver. A claim that has its devices already asks for no more.
 */
function askedOf(pod: PodRecord, { claims }: ClusterView, { claimed }: Fleet): Resources {
  const isAllocated = (name: string) => (claims.get(`${pod.namespace}/${name}`)?.allocated.length ?? 0) > 0;
  if (pod.claims.some(isAllocated)) return pod.requests;
  const drivers = new Set([...claimed.resourcesOf.values()].flat().map(({ name }) => name));
  const byClaim = Object.entries(claimed.requestsOf.get(podKey(pod)) ?? {});
  return addResources(pod.requests, Object.fromEntries(byClaim.filter(([name]) => drivers.has(name))));
}

function explainNode(
  node: NodeRecord,
  asked: Resources,
  placement: Placement,
  pods: NodePods,
  fleet: Fleet,
): NodeExplanation {
  const { name, product, resources } = nodeView(node, pods.get(node.name) ?? [], fleet);
  return {
    name,
    product,
    verdicts: nodeVerdicts(node, resources, asked, placement),
    resources: resources
      .filter((resource) => resource.name in asked && resource.capacity > 0)
      .flatMap((resource) => {
        const free = freeOf(resource);
        return free === null ? [] : [{ name: resource.name, free, allocatable: resource.allocatable }];
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
