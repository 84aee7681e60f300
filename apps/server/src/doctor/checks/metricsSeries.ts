import { isKnown } from '../../fact.ts';
import { CLUSTER, check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';
import { targetsOf } from '../exporters.ts';
import { podsOn } from '../pipeline.ts';

export const metricsSeries = check('metrics-series', (facts, found) => {
  const { fleet, targets } = facts;
  if (!isKnown(fleet)) return [found.unknown(CLUSTER, fleet.unknown)];
  return eachNode(facts, found, ({ name }) => {
    const subject = nodeSubject(name);
    const gpus = fleet.value.byNode.get(name) ?? [];
    if (gpus.length > 0) {
      const sampledAt = Math.max(...gpus.map((gpu) => gpu.sampledAt ?? 0)) || null;
      return [found.pass(subject, [seen('Prometheus', 'GPUs and instances', gpus.length, sampledAt)])];
    }
    const pods = podsOn(facts, name, 'dcgm-exporter');
    if (pods.length === 0) return [];
    if (!isKnown(targets)) return [found.unknown(subject, targets.unknown)];
    const target = pods
      .flatMap(({ pod }) => targetsOf(pod, targets.value))
      .find(({ health }) => health === 'up');
    if (target === undefined) return [];
    const evidence = [seen(`Target/${target.url}`, 'health', 'up', target.lastScrape)];
    return [found.fail(subject, 'none', { params: { node: name }, evidence })];
  });
});
