import { isTolerated, untolerated } from '@gpu-console/shared/kubernetes';
import { taintText } from '../../fleet/taintText.ts';
import { check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';
import { activePods, freeGpus } from '../scheduling.ts';

/** Set by Kubernetes for a node's condition, or usual on GPU nodes and tolerated by whoever asks for GPUs there. */
const WELL_KNOWN_TAINT = /^(node\.kubernetes\.io\/|node\.cloudprovider\.kubernetes\.io\/|nvidia\.com\/gpu)/;

export const taintsTolerated = check('taints-tolerated', (facts, found) =>
  eachNode(facts, found, (node, cluster) => {
    const { name, taints, ready, schedulable } = node;
    const hard = untolerated(taints, []).filter(({ key }) => !WELL_KNOWN_TAINT.test(key));
    if (hard.length === 0 || !ready || !schedulable) return [];
    const subject = nodeSubject(name);
    const { all: pods } = activePods(cluster);
    const free = freeGpus(node, cluster);
    const shunned = hard.find(
      (taint) => !pods.some(({ placement }) => isTolerated(taint, placement.tolerations)),
    );
    const evidence = [
      seen(`Node/${name}`, '.spec.taints', hard.map(taintText).join(', ')),
      seen(`Node/${name}`, 'free GPUs', free),
    ];
    if (shunned === undefined || free === 0) return [found.pass(subject, evidence)];
    const { key } = shunned;
    const waiting = pods.find(({ unschedulable }) => unschedulable?.message?.includes(`{${key}`) ?? false);
    const params = { node: name, taint: taintText(shunned), key, free };
    if (waiting === undefined) return [found.warn(subject, 'unused', { params, evidence })];
    return [
      found.warn(subject, 'kept-out', {
        params,
        evidence: [
          ...evidence,
          seen(
            `Pod/${waiting.namespace}/${waiting.name}`,
            'PodScheduled',
            waiting.unschedulable?.message,
            waiting.unschedulable?.since ?? null,
          ),
        ],
      }),
    ];
  }),
);
