import type { KubeEvent, Pending } from '@gpu-console/shared/contract';
import { schedulerReasons } from './schedulerReasons.ts';

/**
 * Events by which others than the pod's scheduler say why it waits, and which its condition does not repeat: HAMi's extender,
 * the cluster autoscaler, Karpenter (whose reason is the scheduler's own).
 */
const TELLING: readonly ((event: KubeEvent) => boolean)[] = [
  ({ reason }) => reason === 'FilteringFailed',
  ({ reason }) => reason === 'NotTriggerScaleUp',
  ({ reason, message }) =>
    reason === 'FailedScheduling' && /incompatible with (?:nodepool|provisioner)/.test(message),
];

/** What keeps a pod waiting, with the newest that each of those said. @param events the newest first */
export function withEvents<P extends Pending | null>(pending: P, events: readonly KubeEvent[]): P {
  if (pending === null) return pending;
  const said = TELLING.flatMap((tells) => events.find(tells) ?? []).map(({ message }) => message);
  const known = new Set(pending.reasons);
  const causes = said.flatMap(schedulerReasons).filter(({ text }) => !known.has(text));
  return {
    ...pending,
    causes: [...pending.causes, ...causes],
    reasons: [...pending.reasons, ...causes.map(({ text }) => text)],
  };
}
