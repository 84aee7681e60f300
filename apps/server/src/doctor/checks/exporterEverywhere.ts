import { taintText } from '../../fleet/taintText.ts';
import { check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';
import { EXPORTER, isUnmanaged } from '../expected.ts';
import { podsOn } from '../pipeline.ts';

export const exporterEverywhere = check('exporter-everywhere', (facts, found) =>
  eachNode(facts, found, (node) => {
    const { name, taints, labels } = node;
    const [finding] = podsOn(facts, name, 'dcgm-exporter');
    if (finding !== undefined) {
      const { pod } = finding;
      return [
        found.pass(nodeSubject(name), [seen(`Pod/${pod.namespace}/${pod.name}`, 'STATUS', pod.status)]),
      ];
    }
    const params = { node: name, taints: taints.map(taintText).join(', ') || '—' };
    const evidence = [seen(`Node/${name}`, 'DCGM exporter pods', 0)];
    const subject = nodeSubject(name);
    if (isUnmanaged(node)) {
      const blockedBy = { check: 'component-missing', subject };
      return [found.warn(subject, 'left-alone', { params, evidence, blockedBy })];
    }
    if (labels[EXPORTER] === 'false') {
      const label = seen(`Node/${name}`, `.metadata.labels[${EXPORTER}]`, 'false');
      return [found.fail(subject, 'switched-off', { params, evidence: [...evidence, label] })];
    }
    return [found.fail(subject, 'missing', { params, evidence })];
  }),
);
