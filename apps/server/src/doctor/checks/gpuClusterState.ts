import { isKnown } from '../../fact.ts';
import { CLUSTER, check } from '../check.ts';
import { firstCulprit } from '../culprits.ts';
import { stateEvidence, stateMessage } from '../stateWords.ts';

/** The reason of a condition for which the operator does nothing at all (NVIDIA/gpu-operator, gpucluster_controller.go). */
const UNMET = 'PrerequisiteNotMet';

export const gpuClusterState = check('gpucluster-state', (facts, found) => {
  const { gpuClusters, policies } = facts;
  if (!isKnown(gpuClusters)) {
    // A ClusterPolicy excludes it, and has a check of its own.
    const isOther = isKnown(policies) && policies.value.length > 0;
    return isOther ? [] : [found.unknown(CLUSTER, gpuClusters.unknown)];
  }
  return gpuClusters.value.map((gpuCluster) => {
    const { name, state, conditions } = gpuCluster;
    const evidence = stateEvidence(`GPUCluster/${name}`, gpuCluster);
    const params = { gpuCluster: name, state: state ?? '—', message: stateMessage(gpuCluster) };
    const details = { about: name, params, evidence };
    if (state === 'ready') return found.pass(CLUSTER, evidence);
    if (state === 'ignored' || state === 'disabled') return found.warn(CLUSTER, 'unused', details);
    const unmet = conditions.find(({ reason, status }) => reason === UNMET && status === 'True');
    if (unmet !== undefined) return found.fail(CLUSTER, 'unmet', details);
    const blockedBy = firstCulprit(facts);
    if (blockedBy !== undefined) return found.warn(CLUSTER, 'waits', { ...details, blockedBy });
    return state === null
      ? found.unknown(CLUSTER, 'the operator has not written its state yet')
      : found.fail(CLUSTER, 'not-ready', details);
  });
});
