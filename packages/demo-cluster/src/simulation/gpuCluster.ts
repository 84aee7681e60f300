import { type KubeObject, rfc3339 } from '../kubernetes/objectStore.ts';
import type { Operand, OperandContainer } from './operand.ts';
import type { ClaimPlan, ClusterPlan, ComputeDomainPlan } from './plan.ts';

const NAMESPACE = 'gpu-operator';

/** DaemonSet, Service and ServiceMonitor of the exporter that a GPUCluster makes. */
export const GPU_CLUSTER_EXPORTER = 'nvidia-dcgm-exporter-dra';

/** Whether the operator is one that has a GPUCluster here: devices are handed out by claim alone. */
export function hasGpuCluster({ operator, isBare }: Pick<ClusterPlan, 'operator' | 'isBare'>): boolean {
  return operator === 'v26.7.0' && !isBare;
}

/** The labels that place a GPUCluster's operands, and the driver of an NVIDIADriver's (NVIDIA/gpu-operator, nodelabeling_controller.go). */
export const GPU_CLUSTER_LABELS = ['driver', 'dra-driver', 'dra-validator', 'dcgm-dra', 'dcgm-exporter-dra'];

const DRA_IMAGE = 'registry.k8s.io/dra-driver-nvidia/dra-driver-nvidia-gpu:v0.4.1';
const VALIDATOR_IMAGE = 'nvcr.io/nvidia/gpu-operator-validator:v26.7.0';

/** The DaemonSets of operator 26.7 (its manifests of GPUCluster); standalone DCGM is off, as it is there. */
export function gpuClusterOperands(plan: ClusterPlan, exporter: OperandContainer): Operand[] {
  const operand = (
    name: string,
    deploy: string,
    containers: readonly OperandContainer[],
    initContainers: readonly OperandContainer[] = [],
    labels: Readonly<Record<string, string>> = { app: name },
  ): Operand => ({
    name,
    namespace: NAMESPACE,
    labels,
    containers,
    initContainers,
    nodeSelector: { [`nvidia.com/gpu.deploy.${deploy}`]: 'true' },
  });
  const claiming = (claimTemplate: string, one: Operand): Operand => ({ ...one, claimTemplate });
  const init = (name: string) => [{ name, image: VALIDATOR_IMAGE }];
  const driver = `nvidia-gpu-driver-${plan.host.osId}${plan.host.osVersion}-7c6d7bd86b`;
  return [
    operand(
      driver,
      'driver',
      [
        {
          name: 'nvidia-driver-ctr',
          image: `nvcr.io/nvidia/driver:${plan.host.driver}-${plan.host.osId}${plan.host.osVersion}`,
          args: ['init'],
        },
      ],
      [{ name: 'k8s-driver-manager', image: 'nvcr.io/nvidia/cloud-native/k8s-driver-manager:v0.11.0' }],
      { app: driver, 'app.kubernetes.io/component': 'nvidia-driver' },
    ),
    operand(
      'nvidia-dra-driver-kubelet-plugin',
      'dra-driver',
      [
        { name: 'gpus', image: DRA_IMAGE },
        { name: 'compute-domains', image: DRA_IMAGE },
      ],
      init('driver-validation'),
      {
        app: 'nvidia-dra-driver-kubelet-plugin',
        'app.kubernetes.io/component': 'nvidia-dra-driver-kubelet-plugin',
        'app.kubernetes.io/name': 'nvidia-dra-driver',
      },
    ),
    claiming(
      VALIDATOR_CLAIM,
      operand(
        'nvidia-dra-validator',
        'dra-validator',
        [{ name: 'nvidia-dra-validator', image: VALIDATOR_IMAGE }],
        init('gpu-validation'),
        {
          app: 'nvidia-operator-validator',
          'app.kubernetes.io/component': 'nvidia-dra-validator',
          'app.kubernetes.io/name': 'nvidia-dra-validator',
        },
      ),
    ),
    claiming(
      EXPORTER_CLAIM,
      operand(GPU_CLUSTER_EXPORTER, 'dcgm-exporter-dra', [{ ...exporter, name: GPU_CLUSTER_EXPORTER }]),
    ),
  ];
}

const EXPORTER_CLAIM = 'nvidia-dcgm-exporter-admin';
const VALIDATOR_CLAIM = 'nvidia-dra-validator-gpu';

/** What its operands claim: they look at GPUs, whoever holds them. */
export const GPU_CLUSTER_TEMPLATES: readonly ClaimPlan[] = [
  { namespace: NAMESPACE, name: EXPORTER_CLAIM, asks: [{}], admin: true },
  { namespace: NAMESPACE, name: VALIDATOR_CLAIM, asks: [{ count: 1 }], admin: true },
];

/** The controller of ComputeDomains, a Deployment. */
export const DRA_CONTROLLER = {
  name: 'nvidia-dra-driver-controller',
  labels: {
    app: 'nvidia-dra-driver-controller',
    'app.kubernetes.io/component': 'nvidia-dra-driver-controller',
    'app.kubernetes.io/name': 'nvidia-dra-driver',
  },
  container: { name: 'compute-domain', image: DRA_IMAGE },
} as const;

/** What the operator is told, and how far it is, of which all here is done; and the ComputeDomains of its driver. */
export function gpuClusterObjects(plan: ClusterPlan, at: number): KubeObject[] {
  if (!hasGpuCluster(plan)) return [];
  const created = { creationTimestamp: rfc3339(at), generation: 1 };
  const status = statusOf(at);
  return [
    {
      apiVersion: 'nvidia.com/v1alpha1',
      kind: 'GPUCluster',
      metadata: {
        ...created,
        name: 'gpu-cluster',
        labels: { 'app.kubernetes.io/component': 'gpu-operator', 'app.kubernetes.io/managed-by': 'Helm' },
        annotations: { 'meta.helm.sh/release-name': 'gpu-operator', 'helm.sh/resource-policy': 'keep' },
        finalizers: ['gpucluster.nvidia.com/dra-resourceclaim'],
      },
      spec: {
        draDriver: {
          repository: 'registry.k8s.io/dra-driver-nvidia',
          image: 'dra-driver-nvidia-gpu',
          version: 'v0.4.1',
          computeDomains: { enabled: true },
        },
        dcgm: { enabled: false },
        dcgmExporter: {
          enabled: true,
          serviceMonitor: { enabled: true, interval: '15s', honorLabels: false },
        },
        hostPaths: { kubeletRootDir: '/var/lib/kubelet' },
        daemonsets: { updateStrategy: 'RollingUpdate' },
      },
      status,
    },
    {
      apiVersion: 'nvidia.com/v1alpha1',
      kind: 'NVIDIADriver',
      metadata: { ...created, name: 'default' },
      spec: { driverType: 'gpu', version: plan.host.driver, repository: 'nvcr.io/nvidia', image: 'driver' },
      status,
    },
    ...(plan.computeDomains ?? []).map((domain) => computeDomain(domain, created)),
  ];
}

/** As the operator writes it when all is done (NVIDIA/gpu-operator, internal/conditions). */
function statusOf(at: number) {
  const lastTransitionTime = rfc3339(at);
  const message = 'All resources have been successfully reconciled';
  return {
    state: 'ready',
    namespace: NAMESPACE,
    conditions: [
      { type: 'Ready', status: 'True', reason: 'Reconciled', message, lastTransitionTime },
      { type: 'Error', status: 'False', reason: 'Ready', message: '', lastTransitionTime },
    ],
  };
}

/** One whose nodes have joined, in one clique of the NVLink switches. */
function computeDomain({ namespace, name, numNodes, nodes }: ComputeDomainPlan, created: object): KubeObject {
  return {
    apiVersion: 'resource.nvidia.com/v1beta1',
    kind: 'ComputeDomain',
    metadata: { ...created, name, namespace },
    spec: {
      numNodes,
      channel: { allocationMode: 'Single', resourceClaimTemplate: { name: `${name}-channel` } },
    },
    status: {
      status: nodes.length >= numNodes ? 'Ready' : 'NotReady',
      nodes: nodes.map((node, index) => ({
        name: node,
        ipAddress: `192.0.2.${10 + index}`,
        cliqueID: '5f1c2a34-9f7d-4a37-8a5e-0d3c5b0d2f11.4',
        index,
        status: 'Ready',
      })),
    },
  };
}
