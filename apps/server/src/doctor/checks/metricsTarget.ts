import { isKnown } from '../../fact.ts';
import { brokenLink } from '../brokenLink.ts';
import { CLUSTER, check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';
import { targetsOf } from '../exporters.ts';
import { podsOn } from '../pipeline.ts';

export const metricsTarget = check('metrics-target', (facts, found) => {
  const { targets } = facts;
  if (!isKnown(targets)) return [found.unknown(CLUSTER, targets.unknown)];
  return eachNode(facts, found, ({ name }) => {
    const pods = podsOn(facts, name, 'dcgm-exporter');
    const finding = pods.find(({ state }) => state === 'ready') ?? pods[0];
    if (finding === undefined) return [];
    const subject = nodeSubject(name);
    const { pod } = finding;
    const [target] = targetsOf(pod, targets.value);
    const object = target === undefined ? `Pod/${pod.namespace}/${pod.name}` : `Target/${target.url}`;
    const evidence = [
      seen(
        object,
        target === undefined ? 'targets' : 'health',
        target === undefined ? 'none' : target.health,
        target?.lastScrape ?? null,
      ),
    ];
    if (target?.health === 'up') return [found.pass(subject, evidence)];
    const params = {
      node: name,
      pod: pod.name,
      url: target?.url ?? '—',
      error: target?.lastError ?? '—',
    };
    if (finding.state !== 'ready') {
      const blockedBy = finding.blockedBy ?? { check: 'exporter-ready', subject };
      return [found.warn(subject, 'waits', { params, evidence, blockedBy })];
    }
    const blockedBy = target === undefined ? brokenLink(facts) : undefined;
    if (blockedBy !== undefined) return [found.warn(subject, 'unlinked', { params, evidence, blockedBy })];
    if (target === undefined) return [found.fail(subject, 'missing', { params, evidence })];
    if (target.health !== 'down') return [found.warn(subject, 'untold', { params, evidence })];
    return [
      found.fail(subject, 'down', {
        params,
        evidence: [...evidence, seen(object, 'lastError', target.lastError, target.lastScrape)],
      }),
    ];
  });
});
