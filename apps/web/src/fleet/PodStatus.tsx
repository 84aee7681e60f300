import type { Pod } from '@gpu-console/shared/contract';
import { type Status, StatusBadge } from '../components/StatusBadge.tsx';

const BY_WORD: Readonly<Record<string, Status>> = {
  Running: 'ok',
  Completed: 'unknown',
  Succeeded: 'unknown',
  Pending: 'warning',
  Terminating: 'warning',
  ContainerCreating: 'info',
  PodInitializing: 'info',
};

/** Words that kubectl makes up for pods on their way, e.g. `Init:0/1`; every other unknown word is a failure. */
function statusOf({ status, phase }: Pick<Pod, 'status' | 'phase'>): Status {
  const known = BY_WORD[status];
  if (known !== undefined) return known;
  if (/^Init:\d+\/\d+$/.test(status)) return 'info';
  return phase === 'Pending' && status.startsWith('Scheduling') ? 'warning' : 'critical';
}

/** The word that `kubectl get pods` prints. */
export function PodStatus({ pod }: { pod: Pick<Pod, 'status' | 'phase'> }) {
  return <StatusBadge status={statusOf(pod)}>{pod.status}</StatusBadge>;
}
