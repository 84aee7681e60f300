import type { Node } from '@gpu-console/shared/contract';
import { useTranslation } from 'react-i18next';
import { StatusBadge } from '../components/StatusBadge.tsx';

type NodeState = 'ready' | 'notReady' | 'cordoned';

/** Not being ready outweighs being cordoned. */
export function nodeState({ ready, schedulable }: Pick<Node, 'ready' | 'schedulable'>): NodeState {
  if (!ready) return 'notReady';
  return schedulable ? 'ready' : 'cordoned';
}

const STATUS = { ready: 'ok', notReady: 'critical', cordoned: 'warning' } as const;

export function NodeStatus({ node }: { node: Pick<Node, 'ready' | 'schedulable'> }) {
  const { t } = useTranslation();
  const state = nodeState(node);
  return <StatusBadge status={STATUS[state]}>{t(`nodeStatus.${state}`)}</StatusBadge>;
}
