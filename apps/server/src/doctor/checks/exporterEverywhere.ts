import { isKnown } from '../../fact.ts';
import { taintText } from '../../fleet/taintText.ts';
import { CLUSTER, check, type Finding, nodeSubject, seen } from '../check.ts';
import { componentsOf, eachNode } from '../cluster.ts';
import { skippingLabels } from '../deployLabels.ts';
import { EXPORTER_LABELS, isUnmanaged } from '../expected.ts';
import type { Facts } from '../facts.ts';
import { freshSeconds } from '../freshSeconds.ts';
import { podsOn } from '../pipeline.ts';
import { operatorInstalled } from './operatorInstalled.ts';

export const exporterEverywhere = check('exporter-everywhere', (facts, found) => {
  const isNothingInstalled = operatorInstalled.run(facts).some(({ verdict }) => verdict === 'fail');
  return eachNode(facts, found, (node): readonly Finding[] => {
    const { name, taints, labels } = node;
    const subject = nodeSubject(name);
    const [finding] = podsOn(facts, name, 'dcgm-exporter');
    if (finding !== undefined) {
      const { pod } = finding;
      return [found.pass(subject, [seen(`Pod/${pod.namespace}/${pod.name}`, 'STATUS', pod.status)])];
    }
    const params = { node: name, taints: taints.map(taintText).join(', ') || '—' };
    const evidence = [seen(`Node/${name}`, 'DCGM exporter pods', 0)];
    // An exporter may be a service of the host's, or a pod that goes by another name.
    const newest = newestSample(facts, name);
    if (newest !== null)
      return [
        found.pass(subject, [...evidence, seen('Prometheus', 'series of this node arrive', name, newest)]),
      ];
    if (isUnmanaged(node)) {
      const blockedBy = { check: 'component-missing', subject };
      return [found.warn(subject, 'left-alone', { params, evidence, blockedBy })];
    }
    const off = EXPORTER_LABELS.find((label) => labels[label] === 'false');
    if (off !== undefined) {
      const label = seen(`Node/${name}`, `.metadata.labels[${off}]`, 'false');
      return [found.fail(subject, 'switched-off', { params, evidence: [...evidence, label] })];
    }
    const skipping = skippingLabels(facts, node).find(({ component }) => component === 'dcgm-exporter');
    if (skipping !== undefined) {
      const { label, value } = skipping;
      const blockedBy = { check: 'component-missing', subject };
      return [
        found.warn(subject, 'skipped', {
          params: { ...params, label, value: value === null ? 'absent' : `'${value}'` },
          evidence: [...evidence, seen(`Node/${name}`, `.metadata.labels[${label}]`, value ?? 'absent')],
          blockedBy,
        }),
      ];
    }
    if (isNothingInstalled) {
      const blockedBy = { check: 'operator-installed', subject: CLUSTER };
      return [found.warn(subject, 'not-installed', { params, evidence, blockedBy })];
    }
    // Without pods anywhere, only the series could tell of one.
    const { fleet } = facts;
    if (!isKnown(fleet) && !runsAsPod(facts)) return [found.unknown(subject, fleet.unknown)];
    return [found.fail(subject, 'missing', { params, evidence })];
  });
});

function runsAsPod({ cluster, daemonSets }: Facts): boolean {
  const isExporter = ({ component }: { readonly component?: string | undefined }) =>
    component === 'dcgm-exporter';
  return (
    (isKnown(cluster) && componentsOf(cluster.value, 'dcgm-exporter').length > 0) ||
    (isKnown(daemonSets) && daemonSets.value.some(isExporter))
  );
}

/** When the newest sample of the node's GPUs is of, Unix seconds; null without one that is fresh. */
function newestSample({ fleet, now, scrapeSeconds }: Facts, node: string): number | null {
  if (!isKnown(fleet)) return null;
  const times = (fleet.value.byNode.get(node) ?? []).flatMap(({ sampledAt }) => sampledAt ?? []);
  const newest = Math.max(...times);
  return now - newest <= freshSeconds(scrapeSeconds) ? newest : null;
}
