import { gpuShare } from '@gpu-console/shared/kubernetes';
import { isKnown } from '../../fact.ts';
import type { NodeRecord } from '../../kubernetes/records.ts';
import { CLUSTER, check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';

const GPU = 'nvidia.com/gpu';

export const devicesReported = check('devices-reported', (facts, found) => {
  const { fleet } = facts;
  if (!isKnown(fleet)) return [found.unknown(CLUSTER, fleet.unknown)];
  return eachNode(facts, found, (node) => {
    const { name } = node;
    const subject = nodeSubject(name);
    const reported = new Set((fleet.value.byNode.get(name) ?? []).map(({ uuid }) => uuid)).size;
    const expected = physicalGpus(node);
    if (reported === 0 || expected === null) return [];
    const evidence = [
      seen('Prometheus', 'GPUs reported', reported),
      seen(`Node/${name}`, 'GPUs by label or capacity', expected),
    ];
    if (reported === expected) return [found.pass(subject, evidence)];
    const params = { node: name, reported, expected };
    return [found.fail(subject, reported < expected ? 'fewer' : 'more', { params, evidence })];
  });
});

/** How many boards the node has, by GPU feature discovery or by whole GPUs; null where neither tells. */
function physicalGpus({ labels, capacity }: NodeRecord): number | null {
  const whole = capacity[GPU] ?? 0;
  const count = Number(labels['nvidia.com/gpu.count']);
  const isSplit =
    labels['nvidia.com/mig.strategy'] === 'single' && /MIG-/.test(labels['nvidia.com/gpu.product'] ?? '');
  if (!isSplit && Number.isInteger(count) && count > 0) return count;
  return whole > 0 && gpuShare(GPU, labels, whole) === 1 && !isSplit ? whole : null;
}
