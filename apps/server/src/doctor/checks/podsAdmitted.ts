import type { ClusterView } from '../../kubernetes/clusterState.ts';
import type { NodeRecord } from '../../kubernetes/records.ts';
import { type Blocker, check, nodeSubject, seen } from '../check.ts';
import { eachNode, nvidiaCapacity } from '../cluster.ts';
import type { Facts } from '../facts.ts';
import { podsOn } from '../pipeline.ts';
import { type Refusal, refusalsByNode } from '../refusals.ts';

/**
 * Failed pods stay where nobody removes them: older refusals say nothing of now, once the node took a GPU pod again and misses no
 * device.
 */
const LATELY_SECONDS = 2 * 3600;
/** Between a node's “ready” and its device plugin's. */
const SETTLING_SECONDS = 600;
const MAX_EVIDENCE = 3;

/** Whether kubelet takes the GPU pods that are placed on its node. */
export const podsAdmitted = check('pods-admitted', (facts, found) =>
  eachNode(facts, found, (node, cluster) => {
    const { name } = node;
    const subject = nodeSubject(name);
    const all = refusalsByNode(cluster).get(name) ?? [];
    const took = lastTaken(cluster, name);
    const isOfNow = ({ at }: Refusal) => facts.now - at <= LATELY_SECONDS || at > took;
    const refused = isShort(node) ? all : all.filter(isOfNow);
    const [newest] = refused;
    if (newest === undefined)
      return nvidiaCapacity(node).length === 0
        ? []
        : [found.pass(subject, [seen(`Node/${name}`, 'refused GPU pods', 0)])];
    const { pod, message, cause } = newest;
    const details = {
      params: { node: name, count: refused.length, message, pod: pod.name, namespace: pod.namespace },
      evidence: refused
        .slice(0, MAX_EVIDENCE)
        .map((one) =>
          seen(
            `Pod/${one.pod.namespace}/${one.pod.name}`,
            one.pod.failure?.reason ?? '—',
            one.message,
            one.at,
          ),
        ),
    };
    const blockedBy = causeOf(node, facts);
    if (blockedBy !== undefined) return [found.warn(subject, 'waits', { ...details, blockedBy })];
    if (cause !== 'topology' && cause !== 'taken' && isOver(newest, node, facts))
      return [found.warn(subject, 'over', details)];
    return [found.fail(subject, cause, details)];
  }),
);

/** When a GPU pod was last started on the node, Unix seconds; 0 for never. */
function lastTaken({ pods }: ClusterView, node: string): number {
  const started = [...pods.values()].filter((pod) => pod.node === node && pod.failure === null);
  return started.reduce((last, { startedAt }) => Math.max(last, startedAt ?? 0), 0);
}

/** Fewer devices are healthy than the node has, or it offers none any more. */
function isShort(node: NodeRecord): boolean {
  const offered = nvidiaCapacity(node);
  return (
    offered.every(([, capacity]) => capacity === 0) ||
    offered.some(([resource, capacity]) => (node.allocatable[resource] ?? 0) < capacity)
  );
}

/** What is wrong with the node's devices now, if that is known. */
function causeOf(node: NodeRecord, facts: Facts): Blocker | undefined {
  const subject = nodeSubject(node.name);
  const [plugin] = podsOn(facts, node.name, 'device-plugin').filter(({ state }) => state !== 'ready');
  if (plugin !== undefined) return plugin.blockedBy ?? { check: 'device-plugin-ready', subject };
  if (nvidiaCapacity(node).every(([, amount]) => amount === 0)) return { check: 'gpu-allocatable', subject };
  return isShort(node) ? { check: 'devices-healthy', subject } : undefined;
}

/** Its device plugin, or without a pod of it the node itself, came up after the refusal or with it: a reboot, mostly. */
function isOver({ at }: Refusal, node: NodeRecord, facts: Facts): boolean {
  const plugins = podsOn(facts, node.name, 'device-plugin').map(({ pod }) => pod);
  if (plugins.length > 0)
    return plugins.some(({ readySince, startedAt }) => Math.max(readySince ?? 0, startedAt ?? 0) > at);
  const ready = node.conditions.find(({ type, status }) => type === 'Ready' && status === 'True');
  return Math.abs((ready?.since ?? 0) - at) <= SETTLING_SECONDS;
}
