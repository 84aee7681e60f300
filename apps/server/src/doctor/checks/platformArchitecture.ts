import { check, nodeSubject, seen } from '../check.ts';
import { eachNode, operatorVersion } from '../cluster.ts';
import { supportHere } from '../suitableRelease.ts';

export const platformArchitecture = check('platform-architecture', (facts, found) =>
  eachNode(facts, found, ({ name, facts: { architecture } }, cluster) => {
    const subject = nodeSubject(name);
    if (architecture === '') return [found.unknown(subject, 'kubelet does not tell its architecture')];
    const release = operatorVersion(cluster);
    const evidence = [seen(`Node/${name}`, '.status.nodeInfo.architecture', architecture)];
    if (architecture === 'amd64' || (architecture === 'arm64' && supportHere(facts, cluster).arm64))
      return [found.pass(subject, evidence)];
    const params = { node: name, architecture, operator: release ?? '—' };
    return [found.fail(subject, 'unsupported', { params, evidence })];
  }),
);
