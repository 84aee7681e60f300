import type { Node } from '@gpu-console/shared/contract';
import { StatusBadge } from '../components/StatusBadge.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import type { FleetTexts } from './texts.en.ts';
import { fleetTexts } from './texts.ts';

type NodeState = 'ready' | 'notReady' | 'cordoned';

type StatusOfNode = Pick<Node, 'ready' | 'schedulable' | 'resources'>;

/** Not being ready outweighs being cordoned. */
function nodeState({ ready, schedulable }: Pick<Node, 'ready' | 'schedulable'>): NodeState {
  if (!ready) return 'notReady';
  return schedulable ? 'ready' : 'cordoned';
}

const STATUS = { ready: 'ok', notReady: 'critical', cordoned: 'warning' } as const;

/** Devices that the device plugin calls unhealthy: no pod gets them (`.status.capacity` without `.status.allocatable`). */
function unhealthyDevices({ resources }: Pick<Node, 'resources'>) {
  const nvidia = resources.filter(({ name }) => name.startsWith('nvidia.com/'));
  const short = nvidia.filter(({ capacity, allocatable }) => allocatable < capacity);
  return {
    count: short.reduce((sum, { capacity, allocatable }) => sum + capacity - allocatable, 0),
    of: short.reduce((sum, { capacity }) => sum + capacity, 0),
  };
}

/** As `kubectl get nodes` says it, and how many devices are unhealthy: `Ready · 1 of 8 unhealthy`. */
export function nodeStatusText(node: StatusOfNode, texts: FleetTexts): string {
  const { count, of } = unhealthyDevices(node);
  const word = texts.nodeStatus[nodeState(node)];
  return count === 0 ? word : `${word} · ${texts.unhealthyOf(count, of)}`;
}

export function NodeStatus({ node }: { node: StatusOfNode }) {
  const texts = useTexts(fleetTexts);
  const status = unhealthyDevices(node).count > 0 ? 'critical' : STATUS[nodeState(node)];
  return <StatusBadge status={status}>{nodeStatusText(node, texts)}</StatusBadge>;
}
