import { type CloudGpu, cloudGpu } from '@gpu-console/shared/kubernetes';
import { check, nodeSubject, seen } from '../check.ts';
import { eachNode, hasDraDevices, isOperatorThere, nvidiaCapacity } from '../cluster.ts';
import { hasGpuCluster } from '../configuration.ts';
import { skippingLabels } from '../deployLabels.ts';
import { expectedOn, isUnmanaged } from '../expected.ts';
import { podsOn } from '../pipeline.ts';

const VARIANTS = {
  gke: 'cloud-gke',
  eks: 'cloud-eks',
  aks: 'cloud-aks',
  other: 'cloud',
} as const satisfies Readonly<Record<CloudGpu['cloud'], string>>;

export const gpuAllocatable = check('gpu-allocatable', (facts, found) =>
  eachNode(facts, found, (node, cluster) => {
    const { name } = node;
    const subject = nodeSubject(name);
    const offered = nvidiaCapacity(node).filter(([, amount]) => amount > 0);
    if (offered.length > 0) {
      const evidence = offered.map(([resource]) =>
        seen(`Node/${name}`, `.status.allocatable[${resource}]`, node.allocatable[resource] ?? 0),
      );
      return [found.pass(subject, evidence)];
    }
    if (hasDraDevices(cluster, name))
      return [found.pass(subject, [seen(`Node/${name}`, 'ResourceSlices', 'yes')])];
    const params = { node: name };
    const [claims] = podsOn(facts, name, 'dra-driver');
    const isByClaim =
      hasGpuCluster(facts) && (claims !== undefined || expectedOn(facts, name).includes('dra-driver'));
    if (isByClaim) {
      const evidence = [seen(`Node/${name}`, 'ResourceSlices of gpu.nvidia.com', 0)];
      if (claims?.state === 'ready') return [found.fail(subject, 'no-devices', { params, evidence })];
      const missing = { check: 'component-missing', subject };
      const blockedBy =
        claims === undefined ? missing : (claims.blockedBy ?? { check: 'dra-driver-ready', subject });
      return [found.warn(subject, 'waits-for-claims', { params, evidence, blockedBy })];
    }
    const evidence = [seen(`Node/${name}`, '.status.capacity[nvidia.com/gpu]', 0)];
    const plugins = podsOn(facts, name, 'device-plugin');
    if (plugins.some(({ state }) => state === 'ready'))
      return [found.fail(subject, 'none', { params, evidence })];
    const [plugin] = plugins;
    if (plugin !== undefined) {
      const blockedBy = plugin.blockedBy ?? { check: 'device-plugin-ready', subject };
      return [found.warn(subject, 'waits', { params, evidence, blockedBy })];
    }
    // Other vendors' resources, and nodes for virtual machines, need no device plugin of NVIDIA's.
    if (Object.keys(node.capacity).length > 0 || podsOn(facts, name, 'sandbox-device-plugin').length > 0)
      return [];
    const skipping = skippingLabels(facts, node).find(({ component }) => component === 'device-plugin');
    if (skipping !== undefined) {
      const { label, value } = skipping;
      const details = {
        params: { ...params, label, value: value === null ? 'absent' : `'${value}'` },
        evidence,
      };
      return [
        found.warn(subject, 'skipped', { ...details, blockedBy: { check: 'component-missing', subject } }),
      ];
    }
    const isMissing = isUnmanaged(node) || expectedOn(facts, name).includes('device-plugin');
    const cloud = cloudGpu(node.labels);
    // No pod of the operator's is to come that would offer them.
    if (cloud !== null && !isMissing && !isOperatorThere(cluster)) {
      const labelled = [...evidence, seen(`Node/${name}`, '.metadata.labels', cloud.label)];
      return [
        found.fail(subject, VARIANTS[cloud.cloud], {
          params: { ...params, label: cloud.label },
          evidence: labelled,
        }),
      ];
    }
    const blockedBy = { check: isMissing ? 'component-missing' : 'operator-installed', subject };
    return [found.warn(subject, 'waits', { params, evidence, blockedBy })];
  }),
);
