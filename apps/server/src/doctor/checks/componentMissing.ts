import { isKnown } from '../../fact.ts';
import { taintText } from '../../fleet/taintText.ts';
import { check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';
import { expectedOn, isUnmanaged, OPERANDS } from '../expected.ts';
import { podsOn } from '../pipeline.ts';

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
    const expected = expectedOn(facts, name).filter((component) => !ELSEWHERE.has(component));
    const missing = expected.filter((component) => podsOn(facts, name, component).length === 0);
    if (missing.length === 0 && !isKnown(facts.daemonSets))
      return [found.unknown(subject, facts.daemonSets.unknown)];
    if (expected.length === 0) return [];
    if (missing.length === 0)
      return [found.pass(subject, [seen(`Node/${name}`, 'pods', expected.join(', '))])];
    return missing.map((component) =>
      found.fail(subject, 'missing', {
        about: component,
        params: { node: name, component, taints: taints.map(taintText).join(', ') || '—' },
        evidence: [
          seen(`DaemonSet/${component}`, 'pods on this node', 0),
          seen(`Node/${name}`, '.spec.taints', taints.map(taintText).join(', ')),
        ],
      }),
    );
  }),
);
