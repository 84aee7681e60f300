import { cloudGpu, DISTRIBUTIONS, type Distribution } from '@gpu-console/shared/kubernetes';
import { isKnown } from '../fact.ts';
import { groupBy } from '../groupBy.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import type { ComponentRecord } from '../kubernetes/componentRecord.ts';
import type { NodeRecord } from '../kubernetes/records.ts';
import { memo } from '../memo.ts';
import { CLUSTER, type Finding } from './check.ts';
import type { Facts } from './facts.ts';
import { imageTag } from './versions.ts';

/** Runs `of` for the cluster as Kubernetes tells it; while it cannot be read, the one finding is unknown. */
export function withCluster(
  { cluster }: Facts,
  found: { unknown(subject: typeof CLUSTER, reason: string): Finding },
  of: (cluster: ClusterView) => readonly Finding[],
): readonly Finding[] {
  return isKnown(cluster) ? of(cluster.value) : [found.unknown(CLUSTER, cluster.unknown)];
}

/** The same for each node that has, or should have, GPUs of NVIDIA's: the others need none of its software. */
export function eachNode(
  facts: Facts,
  found: { unknown(subject: typeof CLUSTER, reason: string): Finding },
  of: (node: NodeRecord, cluster: ClusterView) => readonly Finding[],
): readonly Finding[] {
  return withCluster(facts, found, (cluster) =>
    [...cluster.nodes.values()].flatMap((node) => (isNvidias(node, cluster) ? of(node, cluster) : [])),
  );
}

const NVIDIAS_LABEL = /^(?:nvidia\.com\/gpu\.present|feature\.node\.kubernetes\.io\/pci-.*10de.*\.present)$/;

export function isNvidias(node: NodeRecord, cluster: ClusterView): boolean {
  const isLabelled = Object.keys(node.labels).some((label) => NVIDIAS_LABEL.test(label));
  return (
    isLabelled ||
    cloudGpu(node.labels) !== null ||
    nvidiaCapacity(node).length > 0 ||
    hasDraDevices(cluster, node.name)
  );
}

const byComponent = memo((cluster: ClusterView) =>
  groupBy(cluster.components.values(), ({ component }) => component),
);

export function componentsOf(cluster: ClusterView, component: string): readonly ComponentRecord[] {
  return byComponent(cluster).get(component) ?? [];
}

/** The operator's release by its image, `v24.9.2`; null where it is not installed or its tag tells none. */
export function operatorVersion(cluster: ClusterView): string | null {
  for (const { containers, labels } of componentsOf(cluster, 'operator')) {
    const tags = [...containers.map(({ image }) => imageTag(image)), labels['app.kubernetes.io/version']];
    const found = tags.find((tag) => tag != null && /^v?\d+\.\d+/.test(tag));
    if (found) return found;
  }
  return null;
}

export function isOperatorThere(cluster: ClusterView): boolean {
  return componentsOf(cluster, 'operator').length > 0;
}

/** `containerd` of `containerd://1.7.24`. */
export function runtimeName({ facts }: NodeRecord): string {
  return facts.containerRuntime.split('://')[0] ?? '';
}

export function runtimeVersion({ facts }: NodeRecord): string {
  return facts.containerRuntime.split('://')[1] ?? '';
}

/** By kubelet's version (`v1.29.2+k3s1`), else by labels that the distribution writes on its nodes. */
export function distributionOf({ facts, labels }: NodeRecord): Distribution | null {
  const told =
    /\+(k3s|rke2|k0s)/.exec(facts.kubeletVersion)?.[1] ?? labels['node.kubernetes.io/instance-type'];
  const found = DISTRIBUTIONS.find((one) => one === told);
  if (found !== undefined) return found;
  return labels['microk8s.io/cluster'] === undefined ? null : 'microk8s';
}

/** NVIDIA's resources that a node counts; a DRA driver's devices stand in slices instead. */
export function nvidiaCapacity({ capacity }: NodeRecord): readonly (readonly [string, number])[] {
  return Object.entries(capacity).filter(([name]) => name.startsWith('nvidia.com/'));
}

export function hasDraDevices({ slices }: ClusterView, node: string): boolean {
  return [...slices.values()].some(
    (slice) => slice.node === node && slice.driver === 'gpu.nvidia.com' && slice.devices.length > 0,
  );
}
