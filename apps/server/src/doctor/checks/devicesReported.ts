import type { BoardSource } from '@gpu-console/shared/kubernetes';
import { isKnown } from '../../fact.ts';
import { nodeBoards } from '../../fleet/boards.ts';
import { CLUSTER, check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';

const SAID_BY: Readonly<Record<BoardSource, string>> = {
  metrics: 'GPUs reported',
  slices: 'GPUs in ResourceSlices',
  vgpu: 'cards that the device plugin registers',
  gfd: 'nvidia.com/gpu.count',
  cloud: 'the cloud’s label',
  capacity: 'GPUs by capacity',
};

/** Whether the exporter's GPUs are all that the node has, and all that it offers. */
export const devicesReported = check('devices-reported', (facts, found) => {
  const { fleet } = facts;
  if (!isKnown(fleet)) return [found.unknown(CLUSTER, fleet.unknown)];
  return eachNode(facts, found, (node) => {
    const { name } = node;
    const subject = nodeSubject(name);
    const reported = new Set((fleet.value.byNode.get(name) ?? []).map(({ uuid }) => uuid)).size;
    if (reported === 0) return [];
    const { count, disagrees } = nodeBoards(node, fleet.value);
    const others = disagrees.filter(({ source }) => source !== 'metrics');
    const evidence = [
      seen('Prometheus', 'GPUs reported', reported),
      seen(`Node/${name}`, 'GPUs by all evidence', count),
      ...others.map((one) => seen(`Node/${name}`, SAID_BY[one.source], one.count)),
    ];
    if (reported < count)
      return [found.fail(subject, 'fewer', { params: { node: name, reported, expected: count }, evidence })];
    const expected = Math.max(0, ...others.map((one) => one.count));
    // A label that lags behind is the check of labels' own; what the node offers is what pods can get.
    if (expected === 0 || !others.some(({ source }) => source === 'capacity' || source === 'slices'))
      return [found.pass(subject, evidence)];
    return [found.fail(subject, 'more', { params: { node: name, reported, expected }, evidence })];
  });
});
