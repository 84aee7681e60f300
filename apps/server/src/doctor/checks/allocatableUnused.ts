import { hasLabels, unmetAffinity, untolerated } from '@gpu-console/shared/kubernetes';
import { check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';
import { activePods, freeGpus } from '../scheduling.ts';

const LONG_SECONDS = 600;

export const allocatableUnused = check('allocatable-unused', (facts, found) =>
  eachNode(facts, found, (node, cluster) => {
    const { name, ready, schedulable, allocatable, taints, labels } = node;
    const total = Object.values(allocatable).reduce((sum, amount) => sum + amount, 0);
    if (!ready || !schedulable || total === 0) return [];
    const free = freeGpus(node, cluster);
    const subject = nodeSubject(name);
    const evidence = [seen(`Node/${name}`, 'free GPUs', `${free} of ${total}`)];
    const waiting = activePods(cluster).waiting.find(
      (pod) =>
        pod.unschedulable !== null &&
        facts.now - pod.unschedulable.since > LONG_SECONDS &&
        Object.keys(pod.requests).length > 0 &&
        // Memory or cores of a board may be short, of which another scheduler keeps account.
        Object.keys(pod.amounts).length === 0 &&
        Object.entries(pod.requests).every(([resource, asked]) => (allocatable[resource] ?? 0) >= asked) &&
        hasLabels(labels, pod.placement.nodeSelector) &&
        unmetAffinity(pod.placement.affinityTerms, node) === null &&
        untolerated(taints, pod.placement.tolerations).length === 0,
    );
    if (free < total || waiting === undefined) return [found.pass(subject, evidence)];
    const { unschedulable } = waiting;
    return [
      found.warn(subject, 'unused', {
        params: {
          node: name,
          free,
          pod: waiting.name,
          namespace: waiting.namespace,
          minutes: Math.round((facts.now - (unschedulable?.since ?? facts.now)) / 60),
        },
        evidence: [
          ...evidence,
          seen(
            `Pod/${waiting.namespace}/${waiting.name}`,
            'PodScheduled',
            unschedulable?.message,
            unschedulable?.since ?? null,
          ),
        ],
      }),
    ];
  }),
);
