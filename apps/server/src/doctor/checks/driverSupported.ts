import { isKnown } from '../../fact.ts';
import { driverVersion } from '../../fleet/nodes.ts';
import { check, nodeSubject, seen } from '../check.ts';
import { eachNode } from '../cluster.ts';
import { componentVersion } from '../componentVersion.ts';
import { hasGpuCluster } from '../configuration.ts';
import type { Facts } from '../facts.ts';
import { podsOn } from '../pipeline.ts';
import { GPU_CLUSTER } from '../supportTable.ts';
import { isBefore } from '../versions.ts';

export const driverSupported = check('driver-supported', (facts, found) =>
  eachNode(facts, found, ({ name, labels }) => {
    if (!hasGpuCluster(facts)) return [];
    const subject = nodeSubject(name);
    const driver = driverVersion(labels) ?? reported(name, facts) ?? imageOf(name, facts);
    if (driver === null) return [found.unknown(subject, 'nothing tells the version of the driver')];
    const evidence = [seen(`Node/${name}`, 'driver version', driver)];
    if (!isBefore(driver, GPU_CLUSTER.driver)) return [found.pass(subject, evidence)];
    const params = { node: name, driver, minimum: GPU_CLUSTER.driver };
    return [found.fail(subject, 'too-old', { params, evidence })];
  }),
);

/** As the exporter says of the node's GPUs. */
function reported(node: string, { fleet }: Facts): string | null {
  const gpus = isKnown(fleet) ? (fleet.value.byNode.get(node) ?? []) : [];
  return gpus.find(({ driverVersion }) => driverVersion !== null)?.driverVersion ?? null;
}

/** Of a driver's pod, by the tag of its image: `580.105.08-ubuntu24.04`. */
function imageOf(node: string, facts: Facts): string | null {
  const [finding] = podsOn(facts, node, 'driver');
  return finding === undefined ? null : componentVersion(finding.pod);
}
