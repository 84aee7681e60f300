import { gpuShare } from '@gpu-console/shared/kubernetes';
import { isKnown } from '../../fact.ts';
import { nodeBoards } from '../../fleet/boards.ts';
import { podKey } from '../../fleet/fleet.ts';
import { CLUSTER, check, nodeSubject, seen } from '../check.ts';
import { withCluster } from '../cluster.ts';

const SETTLED_SECONDS = 600;

export const metricsPods = check('metrics-pods', (facts, found) =>
  withCluster(facts, found, (cluster) => {
    const { fleet, now } = facts;
    if (!isKnown(fleet)) return [found.unknown(CLUSTER, fleet.unknown)];
    const { byNode, byPod, gpus } = fleet.value;
    const holders = [...cluster.pods.values()].filter(
      ({ phase, node, startedAt, requests }) =>
        phase === 'Running' &&
        node !== null &&
        (byNode.get(node) ?? []).length > 0 &&
        Object.keys(requests).some((name) => name.startsWith('nvidia.com/')) &&
        startedAt !== null &&
        now - startedAt > SETTLED_SECONDS,
    );
    if (holders.length === 0) return [];
    if (!gpus.some(({ pods }) => pods.length > 0)) {
      const evidence = holders.slice(0, 3).map((pod) => seen(`Pod/${podKey(pod)}`, 'GPUs by metrics', 0));
      return [found.fail(CLUSTER, 'none', { params: { pods: holders.length }, evidence })];
    }
    const findings = [...cluster.nodes.values()].flatMap((node) => {
      const shared = { ...node, boards: nodeBoards(node, fleet.value) };
      const isShared = Object.entries(node.capacity).some(
        ([name, amount]) => amount > 0 && !name.includes('mig-') && gpuShare(name, shared) < 1,
      );
      if (!isShared) return [];
      const unnamed = holders.filter((pod) => pod.node === node.name && !byPod.has(podKey(pod)));
      if (unnamed.length === 0) return [];
      const params = { node: node.name, pods: unnamed.length };
      const evidence = unnamed.slice(0, 3).map((pod) => seen(`Pod/${podKey(pod)}`, 'GPUs by metrics', 0));
      return [found.warn(nodeSubject(node.name), 'shared', { params, evidence })];
    });
    return findings.length > 0 ? findings : [found.pass(CLUSTER)];
  }),
);
