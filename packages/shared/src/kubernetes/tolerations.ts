import { wholeNumber } from './wholeNumber.ts';

export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

/** An empty key with `Exists` tolerates every taint, an empty effect every effect. */
export interface Toleration {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
  readonly effect: string;
}

/**
 * Whether a toleration covers a taint (k8s.io/api/core/v1, Toleration.ToleratesTaint). `Lt` and `Gt`
 * (1.35+) hold where the taint's value is a smaller, or a greater, whole number than the toleration's.
 */
function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if (effect !== '' && effect !== taint.effect) return false;
  if (key !== '' && key !== taint.key) return false;
  switch (operator) {
    case 'Exists':
      return true;
    case 'Equal':
    case '':
      return value === taint.value;
    case 'Lt':
    case 'Gt': {
      const [own, its] = [wholeNumber(value), wholeNumber(taint.value)];
      if (own === undefined || its === undefined) return false;
      return operator === 'Lt' ? its < own : its > own;
    }
    default:
      return false;
  }
}

/** Whether one of the tolerations matches the taint, whatever its effect. */
export function isTolerated(taint: Taint, tolerations: readonly Toleration[]): boolean {
  return tolerations.some((toleration) => tolerates(toleration, taint));
}

/** The taints that keep the pod away: `PreferNoSchedule` only asks for it (kube-scheduler, TaintToleration). */
export function untolerated<T extends Taint>(taints: readonly T[], tolerations: readonly Toleration[]): T[] {
  return taints.filter(
    (taint) =>
      (taint.effect === 'NoSchedule' || taint.effect === 'NoExecute') && !isTolerated(taint, tolerations),
  );
}
