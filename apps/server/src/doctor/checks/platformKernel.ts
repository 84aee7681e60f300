import { check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';
import { hasHostDriver } from '../hostDriver.ts';
import { isReadyOn } from '../pipeline.ts';
import { kernelsFor } from '../supportTable.ts';

export const platformKernel = check('platform-kernel', (facts, found) =>
  eachNode(facts, found, (node) => {
    const {
      name,
      facts: { operatingSystem, kernelVersion },
    } = node;
    const subject = nodeSubject(name);
    if (kernelVersion === '' || operatingSystem === '')
      return [found.unknown(subject, 'kubelet does not tell its kernel')];
    const supported = kernelsFor(operatingSystem);
    if (supported === undefined || hasHostDriver(facts, node)) return [];
    const evidence = [seen(`Node/${name}`, '.status.nodeInfo.kernelVersion', kernelVersion)];
    if (supported.some((series) => kernelVersion.startsWith(`${series}.`)))
      return [found.pass(subject, evidence)];
    const params = {
      node: name,
      kernel: kernelVersion,
      os: operatingSystem,
      supported: supported.join(', '),
    };
    return [
      isReadyOn(facts, name, 'driver')
        ? found.warn(subject, 'unvalidated', { params, evidence })
        : found.fail(subject, 'unsupported', { params, evidence }),
    ];
  }),
);
