import { taintText } from '../../fleet/taintText.ts';
import { check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';
import { podsOn } from '../pipeline.ts';

export const exporterEverywhere = check('exporter-everywhere', (facts, found) =>
  eachNode(facts, found, ({ name, taints }) => {
    const [finding] = podsOn(facts, name, 'dcgm-exporter');
    if (finding !== undefined) {
      const { pod } = finding;
      return [
        found.pass(nodeSubject(name), [seen(`Pod/${pod.namespace}/${pod.name}`, 'STATUS', pod.status)]),
      ];
    }
    const params = { node: name, taints: taints.map(taintText).join(', ') || '—' };
    const evidence = [seen(`Node/${name}`, 'DCGM exporter pods', 0)];
    return [found.fail(nodeSubject(name), 'missing', { params, evidence })];
  }),
);
