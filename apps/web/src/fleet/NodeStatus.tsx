import type { Node } from '@gpu-console/shared/contract';
import { StatusBadge } from '../components/StatusBadge.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { fleetTexts } from './texts.ts';

type NodeState = 'ready' | 'notReady' | 'cordoned';

/** Not being ready outweighs being cordoned. */
export function nodeState({ ready, schedulable }: Pick<Node, 'ready' | 'schedulable'>): NodeState {
  if (!ready) return 'notReady';
  return schedulable ? 'ready' : 'cordoned';
}

const STATUS = { ready: 'ok', notReady: 'critical', cordoned: 'warning' } as const;

export function NodeStatus({ node }: { node: Pick<Node, 'ready' | 'schedulable'> }) {
  const texts = useTexts(fleetTexts);
  const state = nodeState(node);
  return <StatusBadge status={STATUS[state]}>{texts.nodeStatus[state]}</StatusBadge>;
}
