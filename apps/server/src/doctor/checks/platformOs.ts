import { check, nodeSubject, seen } from '../check.ts';
import { eachNode, operatorVersion } from '../cluster.ts';
import { hasHostDriver } from '../hostDriver.ts';
import { isReadyOn } from '../pipeline.ts';
import { supportHere } from '../suitableRelease.ts';

export const platformOs = check('platform-os', (facts, found) =>
  eachNode(facts, found, (node, cluster) => {
    const {
      name,
      facts: { operatingSystem },
    } = node;
    const subject = nodeSubject(name);
    if (operatingSystem === '') return [found.unknown(subject, 'kubelet does not tell its operating system')];
    const release = operatorVersion(cluster);
    const { systems, isWhole } = supportHere(facts, cluster);
    const evidence = [
      seen(`Node/${name}`, '.status.nodeInfo.osImage', operatingSystem),
      seen('GPU Operator', 'version', release),
    ];
    if (systems.some(({ pattern }) => pattern.test(operatingSystem))) return [found.pass(subject, evidence)];
    if (hasHostDriver(facts, node)) return [];
    if (!isWhole) {
      const which = release === null ? 'the newest operator' : `operator ${release}`;
      return [
        found.unknown(
          subject,
          `of the systems of ${which} only some are known, and ${operatingSystem} is none of them`,
        ),
      ];
    }
    const params = {
      node: name,
      os: operatingSystem,
      operator: release ?? '—',
      supported: systems.map((system) => system.name).join(', '),
    };
    return [
      isReadyOn(facts, name, 'driver')
        ? found.warn(subject, 'unvalidated', { params, evidence })
        : found.fail(subject, 'unsupported', { params, evidence }),
    ];
  }),
);
