import { describe, expect, it } from 'vitest';
import { clusterOf } from '../testing/fleetObjects.ts';
import { kubeNode, kubePod } from '../testing/kubeObjects.ts';
import { foldEnded } from './foldEnded.ts';

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

const recordsOf = (pods: ReturnType<typeof kubePod>[]) => [
  ...clusterOf([kubeNode('gpu-node-a')], pods).pods.values(),
];

describe('pods that ended alike', () => {
  it('are the newest ten of 12,000, with how many there are and why, beside all that run', () => {
    const { items, folded } = foldEnded(
      recordsOf([...refused(12_000), kubePod('train', { node: 'gpu-node-a' })]),
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
    const pods = recordsOf(refused(10));
    expect(foldEnded(pods)).toEqual({ items: pods, folded: [] });
  });

  it('are each owner’s own', () => {
    const others = refused(8).map((pod) => ({
      ...pod,
      metadata: {
        ...pod.metadata,
        uid: pod.metadata.name,
        name: `b-${pod.metadata.name}`,
        ownerReferences: [],
      },
    }));
    expect(foldEnded(recordsOf([...refused(8), ...others])).folded).toEqual([]);
  });
});
