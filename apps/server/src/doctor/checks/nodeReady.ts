import { check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';

export const nodeReady = check('node-ready', (facts, found) =>
  eachNode(facts, found, ({ name, conditions }) => {
    const condition = conditions.find(({ type }) => type === 'Ready');
    if (condition === undefined) return [found.unknown(nodeSubject(name), 'it has no condition Ready')];
    const { status, reason, message, since } = condition;
    const evidence = [seen(`Node/${name}`, '.status.conditions[Ready]', status, since)];
    if (status === 'True') return [found.pass(nodeSubject(name), evidence)];
    const params = { node: name, reason: message ?? reason ?? status };
    return [found.fail(nodeSubject(name), 'not-ready', { params, evidence })];
  }),
);
