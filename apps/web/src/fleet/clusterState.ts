import type { Cluster, SourceState } from '@gpu-console/shared/contract';
import type { Status } from '../components/StatusBadge.tsx';

type State = SourceState['state'];

/** A cluster is as well as the worse of its two sources. */
export function clusterState({ kubernetes, prometheus }: Pick<Cluster, 'kubernetes' | 'prometheus'>): State {
  const states = [kubernetes.state, prometheus.state];
  if (states.includes('unreachable')) return 'unreachable';
  return states.includes('connecting') ? 'connecting' : 'ok';
}

export const STATE_STATUS: Readonly<Record<State, Status>> = {
  ok: 'ok',
  connecting: 'unknown',
  unreachable: 'critical',
};

/** Whether who asks may see nothing of it: neither its nodes nor a namespace. */
export function isForbidden({ scope }: Pick<Cluster, 'scope'>): boolean {
  return scope !== null && !scope.nodes && scope.namespaces?.length === 0;
}
