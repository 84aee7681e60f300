import { type KubeObject, rfc3339 } from '../kubernetes/objectStore.ts';
import { exporterLabel } from './exporters.ts';
import type { Gpu } from './gpu.ts';
import { GPU_CLUSTER_LABELS, hasGpuCluster } from './gpuCluster.ts';
import { instanceResource, wholeGpuResource } from './gpuResources.ts';
import { registeredCards } from './hami.ts';
import { migProfile } from './mig.ts';
import type { ClusterPlan, NodePlan } from './plan.ts';
import { type GpuProduct, products } from './products.ts';
import { chance, seedOf } from './random.ts';
import type { SimulatedNode } from './world.ts';

/** The Node object as kubelet, NFD and GPU feature discovery together write it. @param now Unix seconds */
export function nodeObject(node: SimulatedNode, plan: ClusterPlan, now: number): KubeObject {
  const { name, cordoned, taints = [] } = node.plan;
  const cordonTaint = {
    key: 'node.kubernetes.io/unschedulable',
    effect: 'NoSchedule',
    timeAdded: rfc3339(now),
  };
  const allTaints = cordoned ? [...taints, cordonTaint] : taints;
  const seed = seedOf(name);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      creationTimestamp: rfc3339(node.bootedAt - 86_400 * (3 + 90 * chance(seed, 1))),
      labels: nodeLabels(node, plan),
      annotations: {
        'kubeadm.alpha.kubernetes.io/cri-socket': hostOf(node.plan, plan).runtime.startsWith('docker')
          ? '/var/run/dockershim.sock'
          : 'unix:///run/containerd/containerd.sock',
        'nfd.node.kubernetes.io/worker.version': plan.operator === 'v1.5.2' ? '1.15' : 'v0.16.6',
        'node.alpha.kubernetes.io/ttl': '0',
        ...registeredCards(node),
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
    },
    spec: {
      podCIDR: `${node.podNetwork}.0/24`,
      ...(cordoned && { unschedulable: true }),
      ...(allTaints.length > 0 && { taints: allTaints }),
    },
    status: nodeStatus(node, plan, now),
  };
}

function nodeStatus(node: SimulatedNode, plan: ClusterPlan, now: number) {
  const { capacity, allocatable } = nodeResources(node);
  return {
    addresses: [
      { type: 'InternalIP', address: node.address },
      { type: 'Hostname', address: node.name },
    ],
    capacity,
    allocatable,
    conditions: nodeConditions(node.bootedAt, now),
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    nodeInfo: nodeSystem(node, plan),
  };
}

function hostOf(node: NodePlan, { host, kubernetesVersion }: ClusterPlan) {
  return { architecture: 'amd64', kubelet: kubernetesVersion, ...host, ...node.host };
}

/** What kubelet tells of the machine; each boot has an id of its own. */
export function nodeSystem({ name, boots, plan: node }: SimulatedNode, plan: ClusterPlan) {
  const seed = seedOf(name);
  const host = hostOf(node, plan);
  return {
    architecture: host.architecture,
    bootID: uuidOf(seed, boots === 0 ? 1 : 3 + boots),
    containerRuntimeVersion: host.runtime,
    kernelVersion: host.kernel,
    kubeProxyVersion: host.kubelet,
    kubeletVersion: host.kubelet,
    machineID: uuidOf(seed, 2).replaceAll('-', ''),
    operatingSystem: 'linux',
    osImage: host.osImage,
    systemUUID: uuidOf(seed, 3),
  };
}

/** Kubelet's four pressure-free conditions, with the heartbeat of `now`. */
export function nodeConditions(since: number, now: number) {
  const condition = (type: string, status: string, reason: string, message: string) => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: rfc3339(now),
    lastTransitionTime: rfc3339(since),
  });
  return [
    condition(
      'MemoryPressure',
      'False',
      'KubeletHasSufficientMemory',
      'kubelet has sufficient memory available',
    ),
    condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
    condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
    condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status. AppArmor enabled'),
  ];
}

/** What the node controller makes of them when kubelet has fallen silent. */
export function unknownConditions(heard: number, now: number) {
  return nodeConditions(heard, heard).map((condition) => ({
    ...condition,
    status: 'Unknown',
    reason: 'NodeStatusUnknown',
    message: 'Kubelet stopped posting node status.',
    lastTransitionTime: rfc3339(now),
  }));
}

/** Capacity and allocatable; a GPU that is lost counts in the first only: the device plugin calls it unhealthy. */
export function nodeResources(node: SimulatedNode) {
  const { cores, memoryGi } = node.plan;
  const common = { 'hugepages-1Gi': '0', 'hugepages-2Mi': '0', pods: '110' };
  return {
    capacity: {
      ...common,
      cpu: String(cores),
      'ephemeral-storage': '1843269236Ki',
      memory: `${memoryGi * 1024 * 1024 - 181_212}Ki`,
      ...gpuResources(node, false),
    },
    allocatable: {
      ...common,
      cpu: String(cores),
      'ephemeral-storage': '1698756925085',
      memory: `${memoryGi * 1024 * 1024 - 181_212 - 102_400}Ki`,
      ...gpuResources(node, true),
    },
  };
}

/** What device plugins offer; a device plugin that finds none of its GPUs whole says so with a zero. */
function gpuResources(
  { gpus, plan, hasDevicePlugin, hasOfferedDevices }: SimulatedNode,
  onlyHealthy: boolean,
): Record<string, string> {
  const counts: Record<string, number> = { ...plan.devices };
  if (plan.product !== undefined && !plan.byClaim && hasOfferedDevices) {
    counts[wholeGpuResource(plan)] = 0;
    for (const gpu of gpus) {
      const amount = onlyHealthy && (gpu.lost || !hasDevicePlugin) ? 0 : 1;
      for (const name of gpuResourceNames(gpu, plan)) {
        counts[name] = (counts[name] ?? 0) + amount * (plan.replicas ?? 1);
      }
      if (plan.sharedBy !== 'volcano') continue;
      counts['volcano.sh/vgpu-memory'] =
        (counts['volcano.sh/vgpu-memory'] ?? 0) + amount * gpu.product.memoryMiB;
      counts['volcano.sh/vgpu-cores'] = (counts['volcano.sh/vgpu-cores'] ?? 0) + amount * 100;
    }
  }
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)]));
}

function gpuResourceNames({ instances }: Gpu, plan: NodePlan): string[] {
  if (instances.length === 0) return [wholeGpuResource(plan)];
  return instances.map(({ profile }) => instanceResource(profile.name, plan));
}

const OPERANDS = [
  'container-toolkit',
  'dcgm',
  'dcgm-exporter',
  'device-plugin',
  'driver',
  'gpu-feature-discovery',
];

function nodeLabels(node: SimulatedNode, plan: ClusterPlan): Record<string, string> {
  const { osId, osVersion, kernel, architecture } = hostOf(node.plan, plan);
  const [major = '', minor = ''] = osVersion.split('.');
  return {
    'beta.kubernetes.io/arch': architecture,
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': architecture,
    'kubernetes.io/hostname': node.name,
    'kubernetes.io/os': 'linux',
    'node-role.kubernetes.io/worker': '',
    'feature.node.kubernetes.io/cpu-cpuid.AVX2': 'true',
    'feature.node.kubernetes.io/cpu-cpuid.AVX512F': 'true',
    'feature.node.kubernetes.io/kernel-version.full': kernel,
    'feature.node.kubernetes.io/kernel-version.major': kernel.split('.')[0] ?? '',
    'feature.node.kubernetes.io/kernel-version.minor': kernel.split('.')[1] ?? '',
    'feature.node.kubernetes.io/system-os_release.ID': osId,
    'feature.node.kubernetes.io/system-os_release.VERSION_ID': osVersion,
    'feature.node.kubernetes.io/system-os_release.VERSION_ID.major': major,
    'feature.node.kubernetes.io/system-os_release.VERSION_ID.minor': minor,
    ...(node.plan.product && nvidiaLabels(node.plan, products[node.plan.product], plan)),
    ...Object.fromEntries((node.plan.otherExporters ?? []).map(({ name }) => [exporterLabel(name), 'true'])),
    ...node.plan.labels,
  };
}

export const OPERANDS_LABEL = 'nvidia.com/gpu.deploy.operands';

function nvidiaLabels(node: NodePlan, product: GpuProduct, plan: ClusterPlan): Record<string, string> {
  return {
    ...(node.containerFaults?.['worker']?.kind !== 'idles' && {
      'feature.node.kubernetes.io/pci-10de.present': 'true',
    }),
    'nvidia.com/gpu.present': 'true',
    ...(hasAlwaysWorked(node) && !hasGpuCluster(plan) && gpuLabels(node, product, plan)),
    ...(isManaged(node) && operandLabels(node, product, plan)),
  };
}

function isManaged({ labels }: NodePlan): boolean {
  return labels?.[OPERANDS_LABEL] !== 'false';
}

/** Elsewhere, components tell of the GPUs when they get to it. */
export function hasAlwaysWorked(node: NodePlan): boolean {
  return isManaged(node) && node.containerFaults === undefined;
}

/** The labels of GPU feature discovery on a node. */
export function discoveredLabels({ plan: node }: SimulatedNode, plan: ClusterPlan): Record<string, string> {
  return node.product ? gpuLabels(node, products[node.product], plan) : {};
}

/** The labels by which the operator says what goes where on a node. */
export function deployLabels({ plan: node }: SimulatedNode, plan: ClusterPlan): Record<string, string> {
  return node.product ? operandLabels(node, products[node.product], plan) : {};
}

/** What gpu-feature-discovery writes (NVIDIA/k8s-device-plugin, docs/gpu-feature-discovery). */
function gpuLabels(node: NodePlan, product: GpuProduct, plan: ClusterPlan): Record<string, string> {
  const [driverMajor = '', driverMinor = '', driverRevision = ''] = plan.host.driver.split('.');
  const [cudaMajor = '', cudaMinor = ''] = plan.host.cuda.split('.');
  const { sharedBy = 'time-slicing', replicas = 1 } = node;
  const isShared = replicas > 1 && (sharedBy === 'time-slicing' || sharedBy === 'mps');
  const [only, ...others] = node.migStrategy === 'single' ? Object.values(node.mig ?? {}).flat() : [];
  const suffix = (only ? `-MIG-${only}` : '') + (isShared && !node.renamesShared ? '-SHARED' : '');
  const labels: Record<string, string> = {
    'nvidia.com/cuda.driver.major': driverMajor,
    'nvidia.com/cuda.driver.minor': driverMinor,
    'nvidia.com/cuda.driver.rev': driverRevision,
    'nvidia.com/cuda.runtime.major': cudaMajor,
    'nvidia.com/cuda.runtime.minor': cudaMinor,
    'nvidia.com/gpu.compute.major': String(product.computeCapability[0]),
    'nvidia.com/gpu.compute.minor': String(product.computeCapability[1]),
    // Under the single strategy instances are counted.
    'nvidia.com/gpu.count': String(only ? 1 + others.length : countOfProduct(node)),
    'nvidia.com/gpu.family': product.family,
    'nvidia.com/gpu.machine': 'Standard-PC',
    ...(!product.hasUnifiedMemory && {
      'nvidia.com/gpu.memory': String(
        only
          ? migProfile(only).memoryMiB
          : product.memoryMiB - (plan.operator === 'v1.5.2' ? product.reservedMiB : 0),
      ),
    }),
    'nvidia.com/gpu.present': 'true',
    'nvidia.com/gpu.product': product.modelName.replaceAll(' ', '-') + suffix,
  };
  if (plan.operator === 'v1.5.2') return labels;
  return {
    ...labels,
    'nvidia.com/cuda.driver-version.full': plan.host.driver,
    'nvidia.com/cuda.driver-version.major': driverMajor,
    'nvidia.com/cuda.driver-version.minor': driverMinor,
    'nvidia.com/cuda.driver-version.revision': driverRevision,
    'nvidia.com/cuda.runtime-version.full': plan.host.cuda,
    'nvidia.com/gpu.replicas': String(isShared ? replicas : 1),
    'nvidia.com/gpu.sharing-strategy': isShared ? sharedBy : 'none',
    'nvidia.com/mps.capable': String(isShared && sharedBy === 'mps'),
    'nvidia.com/mig.capable': String(product.migCapable),
    'nvidia.com/mig.strategy': node.mig ? (node.migStrategy ?? 'mixed') : 'single',
    ...migLabels(node, product),
  };
}

/** Models write the same labels one after the other, and the last one's stay (k8s-device-plugin, internal/lm/mig-strategy.go). */
function countOfProduct({ boards, gpus, product }: NodePlan): number {
  return boards === undefined ? gpus : boards.filter((board) => board === product).length;
}

function migLabels(node: NodePlan, product: GpuProduct): Record<string, string> {
  if (!node.mig) {
    return product.migCapable
      ? { 'nvidia.com/mig.config': 'all-disabled', 'nvidia.com/mig.config.state': 'success' }
      : {};
  }
  const [profile] = Object.values(node.mig).flat();
  if (node.migStrategy === 'single')
    return { 'nvidia.com/mig.config': `all-${profile}`, 'nvidia.com/mig.config.state': 'success' };
  const counts = new Map<string, number>();
  for (const profile of Object.values(node.mig).flat()) counts.set(profile, (counts.get(profile) ?? 0) + 1);
  return {
    'nvidia.com/mig.config': 'custom-mixed',
    'nvidia.com/mig.config.state': 'success',
    ...Object.fromEntries(
      [...counts].map(([name, count]) => [`nvidia.com/mig-${name}.count`, String(count)]),
    ),
  };
}

/** The operator marks which of its components a node gets; before 1.6 `gpu.present` alone decided. */
function operandLabels(node: NodePlan, product: GpuProduct, plan: ClusterPlan): Record<string, string> {
  if (plan.operator === 'v1.5.2') return {};
  if (hasGpuCluster(plan)) return gpuClusterLabels(node);
  const hasOtherPlugin = node.byClaim || node.sharedBy === 'hami' || node.sharedBy === 'volcano';
  const names = [...OPERANDS, 'node-status-exporter', 'operator-validator'];
  if (product.migCapable) names.push('mig-manager');
  return {
    ...Object.fromEntries(names.map((name) => [`nvidia.com/gpu.deploy.${name}`, 'true'])),
    ...(hasOtherPlugin && { 'nvidia.com/gpu.deploy.device-plugin': 'false' }),
    ...(node.exporter === undefined && { 'nvidia.com/gpu.deploy.dcgm-exporter': 'false' }),
    'nvidia.com/gpu-driver-upgrade-state': 'upgrade-done',
  };
}

function gpuClusterLabels(node: NodePlan): Record<string, string> {
  return {
    ...Object.fromEntries(GPU_CLUSTER_LABELS.map((name) => [`nvidia.com/gpu.deploy.${name}`, 'true'])),
    ...(node.exporter === undefined && { 'nvidia.com/gpu.deploy.dcgm-exporter-dra': 'false' }),
    'nvidia.com/gpu-driver-upgrade-state': 'upgrade-done',
  };
}

function uuidOf(seed: number, part: number): string {
  const digits = Array.from({ length: 32 }, (_, index) =>
    Math.floor(16 * chance(seed + part, index)).toString(16),
  ).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
