import type { Gpu, ProblemDetail } from '@gpu-console/shared/contract';
import { clockEventsOf, XID_SEVERITY, type XidRemedy, xidOf } from '@gpu-console/shared/faults';
import { metric } from '@gpu-console/shared/metrics';

/** What a GPU is in, the worst that is known of it. */
export type GpuState =
  | { readonly kind: 'xid'; readonly status: 'critical' | 'warning'; readonly remedy: XidRemedy }
  | { readonly kind: 'hot'; readonly status: 'critical' | 'warning' }
  | { readonly kind: 'slowed'; readonly status: 'warning' }
  | { readonly kind: 'problem'; readonly status: 'critical' | 'warning' }
  | { readonly kind: 'held' | 'free'; readonly status: 'ok' };

type Shown = Pick<Gpu, 'readings' | 'clockEvents'>;

/**
 * @param isHeld whether a pod holds the GPU or a part of it
 * @param problems what the checks find of it, of which its readings may tell nothing: it is never free or held alone then
 */
export function gpuState(
  gpu: Shown,
  isHeld: boolean,
  problems: readonly Pick<ProblemDetail, 'severity'>[],
): GpuState {
  const candidates = [
    ...xidState(gpu),
    ...heatState(gpu),
    ...slowedState(gpu),
    ...problems.flatMap(problemState),
  ];
  const worst = candidates.find(({ status }) => status === 'critical') ?? candidates[0];
  return worst ?? { kind: isHeld ? 'held' : 'free', status: 'ok' };
}

function xidState({ readings: { xid } }: Shown): GpuState[] {
  if (!xid) return [];
  const { remedy } = xidOf(xid);
  const status = XID_SEVERITY[remedy];
  return status === 'info' ? [] : [{ kind: 'xid', status, remedy }];
}

function heatState({ readings: { temperature } }: Shown): GpuState[] {
  const { thresholds } = metric('temperature');
  if (temperature === null || thresholds === undefined || temperature < thresholds.warning) return [];
  return [{ kind: 'hot', status: temperature >= thresholds.critical ? 'critical' : 'warning' }];
}

function slowedState({ clockEvents }: Shown): GpuState[] {
  const isSlowed = clockEventsOf(clockEvents ?? 0).some(({ kind }) => kind === 'fault');
  return isSlowed ? [{ kind: 'slowed', status: 'warning' }] : [];
}

function problemState({ severity }: Pick<ProblemDetail, 'severity'>): GpuState[] {
  return severity === 'info' ? [] : [{ kind: 'problem', status: severity }];
}
