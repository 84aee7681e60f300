import type { SchedulableGpus } from '@gpu-console/shared/contract';
import type { NodeRecord } from '../kubernetes/records.ts';

type Reason = SchedulableGpus['withheld'][number]['reason'];

/**
 * Taints that only keep pods without GPUs away: named like a resource of GPUs (nvidia.com/gpu, which GKE sets and the admission
 * plugin ExtendedResourceToleration tolerates), or with `gpu` as key or value (`sku=gpu` in Azure's instructions).
 */
const GPU_KEY = /(^|[./-])(gpus?|accelerators?)$/;
const GPU_VALUE = /^(gpus?|nvidia)$/;

/** What keeps new pods off the node now, the worst first; null where nothing does but the taints that GPU pods tolerate. */
export function withheldBy({
  ready,
  schedulable,
  taints,
}: Pick<NodeRecord, 'ready' | 'schedulable' | 'taints'>): Reason | null {
  if (!ready) return 'not-ready';
  if (!schedulable) return 'cordoned';
  const isHard = taints.some(
    ({ key, value, effect }) =>
      effect !== 'PreferNoSchedule' && !GPU_KEY.test(key) && !GPU_VALUE.test(value ?? ''),
  );
  return isHard ? 'tainted' : null;
}
