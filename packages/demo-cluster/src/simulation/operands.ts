import { gpuClusterOperands, hasGpuCluster } from './gpuCluster.ts';
import { HAMI_IMAGE, HAMI_SCHEDULER } from './hami.ts';
import type { Operand, OperandContainer } from './operand.ts';
import type { ClusterPlan } from './plan.ts';

/** Namespace of the operator's operands: fixed until 1.8, the operator's own since. */
export function operandNamespace({ operator }: Pick<ClusterPlan, 'operator'>): string {
  return operator === 'v1.5.2' ? 'gpu-operator-resources' : 'gpu-operator';
}

/** Where node feature discovery is that was not installed by the operator. */
export const NFD_NAMESPACE = 'node-feature-discovery';
const NFD_IMAGE = 'registry.k8s.io/nfd/node-feature-discovery:v0.16.6';
const NFD_IMAGE_26 = 'registry.k8s.io/nfd/node-feature-discovery:v0.19.0';

/** The DaemonSets of the plan's operator (names and init containers as in its `assets/`). */
export function operandsOf(plan: ClusterPlan): Operand[] {
  const ownHost = plan.kubernetesVersion;
  const proxy: Operand = {
    name: 'kube-proxy',
    namespace: 'kube-system',
    labels: { 'k8s-app': 'kube-proxy' },
    containers: [{ name: 'kube-proxy', image: `registry.k8s.io/kube-proxy:${ownHost}` }],
    initContainers: [],
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    hostNetwork: true,
  };
  if (plan.isBare) return [proxy, nfdWorker(NFD_NAMESPACE, 'nfd-worker', NFD_IMAGE)];
  if (hasGpuCluster(plan)) {
    const namespace = operandNamespace(plan);
    const nfd = nfdWorker(namespace, 'gpu-operator-node-feature-discovery-worker', NFD_IMAGE_26);
    return [proxy, ...gpuClusterOperands(plan, exporter(plan)), nfd];
  }
  const hami = plan.schedulers?.includes(HAMI_SCHEDULER) ? [hamiDevicePlugin] : [];
  return [proxy, ...hami, ...(plan.operator === 'v1.5.2' ? operands15(plan) : operands24(plan))];
}

/** Of HAMi's chart, for nodes with the label that it asks for. */
const hamiDevicePlugin: Operand = {
  name: 'hami-device-plugin',
  namespace: 'kube-system',
  labels: { 'app.kubernetes.io/component': 'hami-device-plugin', 'app.kubernetes.io/name': 'hami' },
  containers: [
    { name: 'device-plugin', image: HAMI_IMAGE },
    { name: 'vgpu-monitor', image: HAMI_IMAGE },
  ],
  initContainers: [],
  nodeSelector: { gpu: 'on' },
};

/** Operator 1.5: everything goes where `nvidia.com/gpu.present` is; validations run as pods of their own. */
function operands15(plan: ClusterPlan): Operand[] {
  const namespace = operandNamespace(plan);
  const nodeSelector = { 'nvidia.com/gpu.present': 'true' };
  const toolkitValidation = {
    name: 'toolkit-validation',
    image: 'nvcr.io/nvidia/k8s/cuda-sample:vectoradd-cuda10.2',
  };
  const operand = (name: string, container: OperandContainer, waits = true, app = name): Operand => ({
    name,
    namespace,
    labels: { app },
    containers: [container],
    initContainers: waits ? [toolkitValidation] : [],
    nodeSelector,
  });
  return [
    operand(
      'nvidia-driver-daemonset',
      {
        name: 'nvidia-driver-ctr',
        image: `nvcr.io/nvidia/driver:${plan.host.driver}-ubuntu20.04`,
        args: ['init'],
      },
      false,
    ),
    operand(
      'nvidia-container-toolkit-daemonset',
      {
        name: 'nvidia-container-toolkit-ctr',
        image: 'nvcr.io/nvidia/k8s/container-toolkit:1.4.3-ubuntu18.04',
      },
      false,
    ),
    operand('nvidia-device-plugin-daemonset', {
      name: 'nvidia-device-plugin-ctr',
      image: 'nvcr.io/nvidia/k8s-device-plugin:v0.7.3',
      args: ['--mig-strategy=single', '--pass-device-specs=true', '--fail-on-init-error=true'],
    }),
    operand('nvidia-dcgm-exporter', exporter(plan)),
    operand(
      'gpu-feature-discovery',
      { name: 'gpu-feature-discovery', image: 'nvcr.io/nvidia/gpu-feature-discovery:v0.4.1' },
      false,
    ),
    nfdWorker(
      'gpu-operator',
      'gpu-operator-node-feature-discovery-worker',
      'quay.io/kubernetes_incubator/node-feature-discovery:v0.6.0',
    ),
  ];
}

function operands24(plan: ClusterPlan): Operand[] {
  const namespace = operandNamespace(plan);
  const validator = 'nvcr.io/nvidia/cloud-native/gpu-operator-validator:v24.9.2';
  const inits = (...names: string[]) => names.map((name) => ({ name, image: validator }));
  const operand = (
    name: string,
    deploy: string,
    containers: readonly OperandContainer[],
    initContainers = inits('toolkit-validation'),
    labels: Record<string, string> = {},
  ): Operand => ({
    name,
    namespace,
    labels: {
      app: name,
      'app.kubernetes.io/managed-by': 'gpu-operator',
      'helm.sh/chart': 'gpu-operator-v24.9.2',
      ...labels,
    },
    containers,
    initContainers,
    nodeSelector: { [`nvidia.com/gpu.deploy.${deploy}`]: 'true' },
  });
  const plugin = 'nvcr.io/nvidia/k8s-device-plugin:v0.17.0';
  return [
    operand(
      'nvidia-driver-daemonset',
      'driver',
      [
        {
          name: 'nvidia-driver-ctr',
          image: `nvcr.io/nvidia/driver:${plan.host.driver}-ubuntu22.04`,
          args: ['init'],
        },
      ],
      [{ name: 'k8s-driver-manager', image: 'nvcr.io/nvidia/cloud-native/k8s-driver-manager:v0.7.0' }],
      { 'app.kubernetes.io/component': 'nvidia-driver', 'nvidia.com/precompiled': 'false' },
    ),
    operand(
      'nvidia-container-toolkit-daemonset',
      'container-toolkit',
      [
        {
          name: 'nvidia-container-toolkit-ctr',
          image: 'nvcr.io/nvidia/k8s/container-toolkit:v1.17.4-ubuntu20.04',
        },
      ],
      inits('driver-validation'),
    ),
    operand('nvidia-device-plugin-daemonset', 'device-plugin', [
      { name: 'nvidia-device-plugin', image: plugin },
      { name: 'config-manager', image: plugin },
    ]),
    operand(
      'nvidia-operator-validator',
      'operator-validator',
      [{ name: 'nvidia-operator-validator', image: validator }],
      inits('driver-validation', 'toolkit-validation', 'cuda-validation', 'plugin-validation'),
      { 'app.kubernetes.io/part-of': 'gpu-operator' },
    ),
    operand(
      'gpu-feature-discovery',
      'gpu-feature-discovery',
      [{ name: 'gpu-feature-discovery', image: plugin }],
      inits('toolkit-validation'),
      { 'app.kubernetes.io/part-of': 'nvidia-gpu' },
    ),
    operand('nvidia-dcgm', 'dcgm', [
      {
        name: 'nvidia-dcgm-ctr',
        image: 'nvcr.io/nvidia/cloud-native/dcgm:3.3.9-1-ubuntu22.04',
        port: { name: 'dcgm', number: 5555 },
      },
    ]),
    operand('nvidia-dcgm-exporter', 'dcgm-exporter', [exporter(plan)]),
    operand('nvidia-mig-manager', 'mig-manager', [
      {
        name: 'nvidia-mig-manager',
        image: 'nvcr.io/nvidia/cloud-native/k8s-mig-manager:v0.10.0-ubuntu20.04',
      },
    ]),
    ...(plan.operatorMetrics
      ? [
          operand(
            'nvidia-node-status-exporter',
            'node-status-exporter',
            [
              {
                name: 'nvidia-node-status-exporter',
                image: validator,
                port: { name: 'node-status', number: 8000 },
              },
            ],
            [],
          ),
        ]
      : []),
    nfdWorker(
      namespace,
      'gpu-operator-node-feature-discovery-worker',
      'registry.k8s.io/nfd/node-feature-discovery:v0.16.6',
    ),
  ];
}

const EXPORTER_VERSIONS: Readonly<Record<ClusterPlan['operator'], string>> = {
  'v1.5.2': '2.1.4-2.2.0-ubuntu20.04',
  'v24.9.2': '4.1.1-4.0.4-ubuntu22.04',
  'v26.7.0': '4.5.1-4.8.0-distroless',
};

export function operatorExporterImage({ operator }: Pick<ClusterPlan, 'operator'>): string {
  return `nvcr.io/nvidia/k8s/dcgm-exporter:${EXPORTER_VERSIONS[operator]}`;
}

function exporter(plan: ClusterPlan): OperandContainer {
  const isOld = plan.operator === 'v1.5.2';
  const csv = '/etc/dcgm-exporter/dcp-metrics-included.csv';
  return {
    name: 'nvidia-dcgm-exporter',
    image: operatorExporterImage(plan),
    ...(isOld && { args: ['-f', csv, '-c', String(plan.collectSeconds * 1000)] }),
    env: {
      DCGM_EXPORTER_LISTEN: ':9400',
      DCGM_EXPORTER_KUBERNETES: 'true',
      ...(!isOld && {
        DCGM_EXPORTER_COLLECTORS: '/etc/dcgm-exporter/dcgm-metrics.csv',
        DCGM_EXPORTER_INTERVAL: String(plan.collectSeconds * 1000),
        KUBERNETES_VIRTUAL_GPUS: 'true',
      }),
    },
    port: { name: 'metrics', number: 9400 },
  };
}

function nfdWorker(namespace: string, name: string, image: string): Operand {
  return {
    name,
    namespace,
    labels: {
      app: 'node-feature-discovery',
      role: 'worker',
      'app.kubernetes.io/name': 'node-feature-discovery',
    },
    containers: [{ name: 'worker', image }],
    initContainers: [],
    nodeSelector: { 'kubernetes.io/os': 'linux' },
  };
}
