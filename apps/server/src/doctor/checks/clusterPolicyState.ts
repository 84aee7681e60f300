import { isKnown } from '../../fact.ts';
import { CLUSTER, check, seen } from '../check.ts';
import { isOperatorThere, withCluster } from '../cluster.ts';
import { hasGpuCluster } from '../configuration.ts';
import { firstCulprit } from '../culprits.ts';
import { stateEvidence, stateMessage } from '../stateWords.ts';

export const clusterPolicyState = check('clusterpolicy-state', (facts, found) =>
  withCluster(facts, found, (cluster) => {
    const { policies, gpuClusters } = facts;
    const isNone = !isKnown(policies) || policies.value.length === 0;
    if (isNone && (!isOperatorThere(cluster) || hasGpuCluster(facts))) return [];
    if (!isKnown(policies)) return [found.unknown(CLUSTER, policies.unknown)];
    if (policies.value.length === 0) {
      if (!isKnown(gpuClusters)) return [found.unknown(CLUSTER, gpuClusters.unknown)];
      const evidence = [seen('ClusterPolicy', 'items', 0)];
      return [found.fail(CLUSTER, 'missing', { evidence })];
    }
    return policies.value.map((policy) => {
      const { name, state } = policy;
      const evidence = stateEvidence(`ClusterPolicy/${name}`, policy);
      const details = {
        about: name,
        params: { policy: name, state: state ?? '—', message: stateMessage(policy) },
        evidence,
      };
      if (state === 'ready') return found.pass(CLUSTER, evidence);
      if (state === 'ignored') return found.warn(CLUSTER, 'ignored', details);
      const blockedBy = firstCulprit(facts);
      if (blockedBy !== undefined) return found.warn(CLUSTER, 'waits', { ...details, blockedBy });
      return state === null
        ? found.unknown(CLUSTER, 'the operator has not written its state yet')
        : found.fail(CLUSTER, 'not-ready', details);
    });
  }),
);
