import type { SetupItem } from '@gpu-console/shared/contract';
import { seen } from '../../doctor/check.ts';
import { hasDraDevices } from '../../doctor/cluster.ts';
import { isKnown } from '../../fact.ts';
import type { ClusterView } from '../../kubernetes/clusterState.ts';
import type { NodeRecord } from '../../kubernetes/records.ts';
import { type Found, step } from '../step.ts';

const MAX_NODES = 6;

export const allocatable = step(
  'allocatable',
  { needs: ['operands'], checks: ['gpu-allocatable', 'devices-healthy', 'node-ready'] },
  ({ facts }, found) => {
    const { cluster } = facts;
    if (!isKnown(cluster)) return { items: [found.unknown(cluster.unknown)] };
    const nodes = [...cluster.value.nodes.values()];
    if (nodes.length === 0) return { items: [found.fail('no-nodes')] };
    const items = nodes.flatMap((node) => itemsOf(node, cluster.value, found));
    const good = items.filter(({ verdict }) => verdict === 'pass');
    const bad = items.filter(({ verdict }) => verdict !== 'pass');
    const more = good.length - MAX_NODES;
    return {
      isPartlyDone: nodes.some(
        (node) =>
          Object.values(node.allocatable).some((amount) => amount > 0) ||
          hasDraDevices(cluster.value, node.name),
      ),
      items: [
        ...bad.slice(0, MAX_NODES),
        ...good.slice(0, MAX_NODES),
        ...(more > 0 ? [found.pass('more', { count: more })] : []),
      ],
    };
  },
);

function itemsOf(node: NodeRecord, cluster: ClusterView, found: Found<'allocatable'>): SetupItem[] {
  const { name, capacity, allocatable } = node;
  const offered = Object.entries(allocatable).filter(([, amount]) => amount > 0);
  const evidence = Object.keys(capacity).map((resource) =>
    seen(`Node/${name}`, `.status.allocatable[${resource}]`, allocatable[resource] ?? 0),
  );
  const unhealthy = Object.entries(capacity).find(
    ([resource, amount]) => (allocatable[resource] ?? 0) < amount,
  );
  if (unhealthy !== undefined) {
    const [resource, amount] = unhealthy;
    const params = { node: name, resource, capacity: amount, allocatable: allocatable[resource] ?? 0 };
    return [found.fail('fewer', params, evidence)];
  }
  if (offered.length > 0) {
    const amounts = offered.map(([resource, amount]) => `${resource}: ${amount}`).join(', ');
    return [found.pass('offered', { node: name, amounts }, evidence)];
  }
  if (hasDraDevices(cluster, name))
    return [found.pass('claims', { node: name }, [seen(`Node/${name}`, 'ResourceSlices', 'yes')])];
  return [
    found.fail('none', { node: name }, [
      seen(`Node/${name}`, '.status.allocatable[nvidia.com/gpu]', 'absent'),
    ]),
  ];
}
