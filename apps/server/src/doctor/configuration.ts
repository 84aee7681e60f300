import { type Fact, isKnown, known } from '../fact.ts';
import type { OperatorConfiguration } from '../kubernetes/policies.ts';
import type { Facts } from './facts.ts';

type Kinds = Pick<Facts, 'policies' | 'gpuClusters'>;

/**
 * What the operator was told, by ClusterPolicies and GPUClusters. A cluster has one of the two kinds: where there is an
 * object of one, the other need not be readable.
 */
export function configurationsOf({ policies, gpuClusters }: Kinds): Fact<readonly OperatorConfiguration[]> {
  const found = [
    ...(isKnown(policies) ? policies.value : []),
    ...(isKnown(gpuClusters) ? gpuClusters.value : []),
  ];
  if (found.length > 0) return known(found);
  if (!isKnown(policies)) return policies;
  return isKnown(gpuClusters) ? known([]) : gpuClusters;
}

/** Whether GPUs are handed out by claim alone, by a GPUCluster: no ClusterPolicy is missed then. */
export function hasGpuCluster({ gpuClusters }: Kinds): boolean {
  return isKnown(gpuClusters) && gpuClusters.value.length > 0;
}
