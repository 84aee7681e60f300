import type { Evidence } from '@gpu-console/shared/contract';
import { isKnown } from '../../fact.ts';
import { groupBy } from '../../groupBy.ts';
import type { NodeRecord } from '../../kubernetes/records.ts';
import { CLUSTER, check, nodeSubject, seen } from '../check.ts';
import { eachNode, isNvidias } from '../cluster.ts';
import type { Facts } from '../facts.ts';
import { hasHostDriver } from '../hostDriver.ts';
import { isReadyOn } from '../pipeline.ts';
import { kernelsFor } from '../supportTable.ts';

export const platformKernel = check('platform-kernel', (facts, found) => {
  const perNode = eachNode(facts, found, (node) => {
    const { name } = node;
    const subject = nodeSubject(name);
    const { operatingSystem: os, kernelVersion: kernel } = node.facts;
    if (kernel === '' || os === '') return [found.unknown(subject, 'kubelet does not tell its kernel')];
    const supported = kernelsFor(os);
    if (supported === undefined || hasHostDriver(facts, node)) return [];
    const evidence = [kernelOf(node)];
    if (supported.includes(seriesOf(node))) return [found.pass(subject, evidence)];
    const params = { node: name, kernel, os, supported: supported.join(', ') };
    return [
      isReadyOn(facts, name, 'driver')
        ? found.warn(subject, 'unvalidated', { params, evidence })
        : found.fail(subject, 'unsupported', { params, evidence }),
    ];
  });
  const mixed = [...groupBy(driverNodes(facts), ({ facts }) => facts.operatingSystem)].flatMap(
    ([os, nodes]) => {
      const bySeries = [...groupBy(nodes, seriesOf)].sort(([, a], [, b]) => b.length - a.length);
      if (bySeries.length < 2) return [];
      const kernels = bySeries.map(([series, own]) => `${series} (${own.length})`).join(', ');
      const evidence = bySeries.flatMap(([, own]) => own.slice(0, 1).map(kernelOf));
      return [found.warn(CLUSTER, 'mixed', { about: os, params: { os, kernels }, evidence })];
    },
  );
  return [...perNode, ...mixed];
});

/** GPU nodes whose driver is made for their kernel by a pod. */
function driverNodes(facts: Facts): NodeRecord[] {
  const { cluster } = facts;
  if (!isKnown(cluster)) return [];
  return [...cluster.value.nodes.values()].filter(
    (node) =>
      isNvidias(node, cluster.value) &&
      node.facts.operatingSystem !== '' &&
      seriesOf(node) !== '' &&
      !hasHostDriver(facts, node),
  );
}

/** `5.15` of `5.15.0-101-generic`. */
function seriesOf({ facts }: NodeRecord): string {
  return /^\d+\.\d+/.exec(facts.kernelVersion)?.[0] ?? '';
}

function kernelOf({ name, facts }: NodeRecord): Evidence {
  return seen(`Node/${name}`, '.status.nodeInfo.kernelVersion', facts.kernelVersion);
}
