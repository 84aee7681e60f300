import type { Status } from '../../components/StatusBadge.tsx';

const STATUS: Readonly<Record<string, Status>> = {
  ready: 'ok',
  notReady: 'critical',
  ignored: 'warning',
  disabled: 'warning',
};

/** How the state that the operator writes into a policy looks. */
export function policyStatus(state: string | null): Status {
  return STATUS[state ?? ''] ?? 'unknown';
}
