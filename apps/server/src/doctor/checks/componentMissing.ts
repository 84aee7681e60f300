import { isKnown } from '../../fact.ts';
import { taintText } from '../../fleet/taintText.ts';
import type { NodeRecord } from '../../kubernetes/records.ts';
import { type Blocker, check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';
import { labelWords, type SkippingLabel, skippingLabels } from '../deployLabels.ts';
import { expectedOn, isUnmanaged, OPERANDS } from '../expected.ts';
import type { Facts } from '../facts.ts';
import { podsOn } from '../pipeline.ts';
import { UPGRADE_STATE } from './driverUpgrade.ts';

/** These have checks of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set(['dcgm-exporter', 'nfd-worker', 'nfd-master', 'operator']);

export const componentMissing = check('component-missing', (facts, found) =>
  eachNode(facts, found, (node) => {
    const { name, taints } = node;
    const subject = nodeSubject(name);
    if (isUnmanaged(node)) {
      const evidence = [seen(`Node/${name}`, `.metadata.labels[${OPERANDS}]`, 'false')];
      return [found.warn(subject, 'disabled', { params: { node: name }, evidence })];
    }
    const isAbsent = (component: string) => podsOn(facts, name, component).length === 0;
    const skipping = skippingLabels(facts, node).filter(({ component }) => isAbsent(component));
    const skipped = (['paused', 'off', 'unset'] as const).flatMap((state) => {
      const labels = skipping.filter((one) => one.state === state);
      if (labels.length === 0) return [];
      const details = {
        about: state,
        params: { node: name, ...labelWords(labels) },
        evidence: evidenceOf(node, labels),
      };
      if (state === 'unset') return [found.fail(subject, 'label', details)];
      if (state === 'off') return [found.warn(subject, 'switched-off', details)];
      const blockedBy = pausedBy(facts, node);
      return [
        blockedBy === undefined
          ? found.fail(subject, 'paused', details)
          : found.warn(subject, 'pausing', { ...details, blockedBy }),
      ];
    });
    const expected = expectedOn(facts, name).filter((component) => !ELSEWHERE.has(component));
    const missing = expected
      .filter(isAbsent)
      .filter((component) => !skipping.some((one) => one.component === component));
    if (missing.length + skipped.length === 0 && !isKnown(facts.daemonSets))
      return [found.unknown(subject, facts.daemonSets.unknown)];
    if (expected.length + skipped.length === 0) return [];
    if (missing.length + skipped.length === 0)
      return [found.pass(subject, [seen(`Node/${name}`, 'pods', expected.join(', '))])];
    const absent = missing.map((component) =>
      found.fail(subject, 'missing', {
        about: component,
        params: { node: name, component, taints: taints.map(taintText).join(', ') || '—' },
        evidence: [
          seen(`DaemonSet/${component}`, 'pods on this node', 0),
          seen(`Node/${name}`, '.spec.taints', taints.map(taintText).join(', ')),
        ],
      }),
    );
    return [...skipped, ...absent];
  }),
);

function evidenceOf({ name }: NodeRecord, labels: readonly SkippingLabel[]) {
  return labels.map(({ label, value }) =>
    seen(`Node/${name}`, `.metadata.labels[${label}]`, value === null ? 'absent' : `"${value}"`),
  );
}

/** What pauses components, and takes that back when it is done; undefined where nothing does any more. */
function pausedBy(facts: Facts, { name, labels }: NodeRecord): Blocker | undefined {
  const subject = nodeSubject(name);
  const upgrade = labels[UPGRADE_STATE] || 'upgrade-done';
  if (upgrade !== 'upgrade-done') return { check: 'driver-upgrade', subject };
  const driver = podsOn(facts, name, 'driver').find(({ state }) => state !== 'ready');
  if (driver !== undefined) return driver.blockedBy ?? { check: 'driver-ready', subject };
  const mig = labels['nvidia.com/mig.config.state'];
  return mig === 'pending' || mig === 'rebooting' ? { check: 'mig-state', subject } : undefined;
}
