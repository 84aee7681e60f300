import { isKnown } from '../../fact.ts';
import { CLUSTER, check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';
import { freshSeconds } from '../freshSeconds.ts';

export const metricsFresh = check('metrics-fresh', (facts, found) => {
  const { fleet, now, scrapeSeconds } = facts;
  if (!isKnown(fleet)) return [found.unknown(CLUSTER, fleet.unknown)];
  const limit = freshSeconds(scrapeSeconds);
  return eachNode(facts, found, ({ name }) => {
    const gpus = fleet.value.byNode.get(name) ?? [];
    if (gpus.length === 0) return [];
    const subject = nodeSubject(name);
    const times = gpus.flatMap(({ sampledAt }) => (sampledAt === null ? [] : [sampledAt]));
    if (times.length === 0) return [found.unknown(subject, 'Prometheus did not tell when it was sampled')];
    const newest = Math.max(...times);
    const evidence = [seen('Prometheus', 'newest sample', name, newest)];
    if (now - newest <= limit) return [found.pass(subject, evidence)];
    const params = { node: name, age: Math.round(now - newest) };
    return [found.fail(subject, 'stale', { params, evidence })];
  });
});
