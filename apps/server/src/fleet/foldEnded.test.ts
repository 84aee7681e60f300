import { describe, expect, it } from 'vitest';
import { clusterOf } from '../testing/fleetObjects.ts';
import { kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { joinFleet } from './fleet.ts';
import { foldEnded } from './foldEnded.ts';
import { gpuPods, podView } from './pods.ts';

const OWNER = [{ kind: 'ReplicaSet', name: 'infer-5d6c7f8b9', controller: true }];
const MESSAGE = 'Pod was rejected: Allocate failed due to no healthy devices present';

/** Pods of one ReplicaSet that kubelet refused, one a second. */
const refused = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    kubePod(`infer-5d6c7f8b9-${index}`, {
      namespace: 'serving',
      node: 'gpu-node-a',
      phase: 'Failed',
      metadata: { ownerReferences: OWNER, creationTimestamp: new Date(1.7e12 + index * 1000).toISOString() },
      status: { phase: 'Failed', reason: 'UnexpectedAdmissionError', message: `${MESSAGE} (${index})` },
    }),
  );

function viewsOf(pods: ReturnType<typeof kubePod>[]) {
  const cluster = clusterOf([kubeNode('gpu-node-a')], pods);
  const fleet = joinFleet(cluster, { devices: [], idle: new Set(), asOf: 0 });
  return gpuPods(cluster, fleet).map((pod) => podView(pod, fleet));
}

describe('pods that ended alike', () => {
  it('are the newest ten of 12,000, with how many there are and why, beside all that run', () => {
    const { items, folded } = foldEnded(
      viewsOf([...refused(12_000), kubePod('train', { node: 'gpu-node-a' })]),
    );
    expect(items.map(({ name }) => name)).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `infer-5d6c7f8b9-${11_990 + index}`),
      'train',
    ]);
    expect(folded).toEqual([
      {
        namespace: 'serving',
        owner: { kind: 'ReplicaSet', name: 'infer-5d6c7f8b9' },
        status: 'UnexpectedAdmissionError',
        total: 12_000,
        listed: 10,
        message: `${MESSAGE} (11999)`,
      },
    ]);
  });

  it('are all listed while they are few', () => {
    const pods = viewsOf(refused(10));
    expect(foldEnded(pods)).toEqual({ items: pods, folded: [] });
  });

  it('say why kubelet refused them, cut short', () => {
    const [pod] = viewsOf(refused(1));
    expect(pod?.message).toBe(`${MESSAGE} (0)`);
  });
});
