import { isKnown } from '../../fact.ts';
import { CLUSTER, check, seen } from '../check.ts';
import { isOperatorThere, withCluster } from '../cluster.ts';
import { hasGpuCluster } from '../configuration.ts';
import { firstCulprit } from '../culprits.ts';
import { operatorSamples } from '../operatorSamples.ts';

const STATUS = 'gpu_operator_reconciliation_status';

/** The values of STATUS (NVIDIA/gpu-operator, controllers/operator_metrics.go). */
const DONE = 1;
const NOT_READY = 0;
const NO_POLICY = -1;

/**
 * What the operator's own metrics say, where Prometheus scrapes them: of its ClusterPolicy alone, so nothing where a
 * GPUCluster stands in its place.
 */
export const operatorReconciles = check('operator-reconciles', (facts, found) =>
  withCluster(facts, found, (cluster) => {
    const { policies } = facts;
    const isWithoutPolicy = !isKnown(policies) || policies.value.length === 0;
    if (!isOperatorThere(cluster) || (isWithoutPolicy && hasGpuCluster(facts))) return [];
    const all = operatorSamples(facts);
    if (!isKnown(all)) return [found.unknown(CLUSTER, all.unknown)];
    const samples = all.value.filter(({ name }) => name === STATUS);
    // Of several pods, those that do not lead say not ready.
    const values = samples.map(({ value }) => value);
    const status = values.includes(DONE) ? DONE : Math.min(...values);
    const evidence = samples.map(({ pod, value }) => seen(`Pod/${pod}`, STATUS, value));
    if (samples.length === 0) return [];
    if (status === DONE) return [found.pass(CLUSTER, evidence)];
    if (isWithoutPolicy && !isKnown(facts.gpuClusters))
      return [found.unknown(CLUSTER, facts.gpuClusters.unknown)];
    if (status !== NOT_READY) {
      const variant = status === NO_POLICY ? 'no-policy' : 'failing';
      return [found.fail(CLUSTER, variant, { params: { status }, evidence })];
    }
    const isPolicyToBlame = !isKnown(policies) || policies.value.some(({ state }) => state === 'notReady');
    const blockedBy =
      firstCulprit(facts) ??
      (isPolicyToBlame ? { check: 'clusterpolicy-state', subject: CLUSTER } : undefined);
    return [
      blockedBy === undefined
        ? found.warn(CLUSTER, 'not-ready', { evidence })
        : found.warn(CLUSTER, 'waits', { evidence, blockedBy }),
    ];
  }),
);
