import type { Pod } from '@gpu-console/shared/contract';

interface Circumstances {
  /** Whether the range ends now, so that what the pod holds belongs to it. */
  readonly isLive: boolean;
  /** Whether a source told not all. */
  readonly isPartial: boolean;
}

/**
 * Why no usage was counted for a pod: `notCounted` where it holds GPUs since after the range's last reading, `podUnknown`
 * where nobody can tell, `podEmpty` where it held none.
 */
export function whyNoUsage(
  { gpus, gpusUnknown }: Pick<Pod, 'gpus' | 'gpusUnknown'>,
  { isLive, isPartial }: Circumstances,
): 'notCounted' | 'podUnknown' | 'podEmpty' {
  if (isPartial || (gpusUnknown && isLive)) return 'podUnknown';
  return isLive && gpus.length > 0 ? 'notCounted' : 'podEmpty';
}
