import { groupBinding } from '../kubernetes/access/defaultRoles.ts';
import type { KubeObject } from '../kubernetes/objectStore.ts';
import { rfc3339 } from '../kubernetes/objectStore.ts';
import { allocatedService } from '../kubernetes/serviceDefaults.ts';
import {
  clusterPolicy,
  customResourceDefinitions,
  gpuDashboard,
  prometheus,
  serviceMonitors,
} from './customResources.ts';
import { exporterNamespace, exporterOperands, installedExporters } from './exporters.ts';
import { DRA_CONTROLLER, gpuClusterObjects, hasGpuCluster } from './gpuCluster.ts';
import { HAMI_IMAGE, HAMI_SCHEDULER } from './hami.ts';
import { KAI_SCHEDULER, RESERVATIONS } from './kai.ts';
import type { Operand, OperandContainer } from './operand.ts';
import { NFD_NAMESPACE, operandNamespace, operandsOf } from './operands.ts';
import { operatorServices } from './operatorMonitoring.ts';
import type { ClusterPlan } from './plan.ts';
import type { World } from './world.ts';

/** Everything that is there before any user comes: namespaces, definitions, DaemonSets, Deployments and Services. */
export function createBaseObjects(world: World, honorLabels: boolean): void {
  const { plan, store } = world;
  const created = { creationTimestamp: rfc3339(world.settledAt) };
  for (const name of namespacesOf(plan)) store.create(namespaceObject(name, plan, world.settledAt));
  const objects = [
    ...customResourceDefinitions(plan),
    ...[...operandsOf(plan), ...exporterOperands(plan)].map((operand) => daemonSet(operand, plan)),
    ...runtimeClasses(plan),
    ...deploymentsOf(plan),
    ...pluginConfigMaps(plan),
    prometheus(),
    ...(plan.isBare || hasGpuCluster(plan) ? [] : [clusterPolicy(plan, world.settledAt)]),
    ...gpuClusterObjects(plan, world.settledAt),
    ...serviceMonitors(plan, honorLabels),
    ...(plan.kubesphere ? [gpuDashboard()] : []),
    groupBinding('gpu-admins', 'cluster-admin'),
    ...(plan.objects ?? []),
  ];
  for (const object of objects) store.create({ ...object, metadata: { ...created, ...object.metadata } });
  for (const service of servicesOf(plan)) {
    store.create(
      allocatedService({ ...service, metadata: { ...created, ...service.metadata } }, store.list('Service')),
    );
  }
}

function namespacesOf(plan: ClusterPlan): Set<string> {
  const system = ['default', 'kube-system', 'kube-public', 'kube-node-lease', 'monitoring'];
  return new Set([
    ...system,
    ...(plan.isBare ? [NFD_NAMESPACE] : ['gpu-operator', operandNamespace(plan)]),
    ...(plan.kubesphere ? ['kubesphere-system'] : []),
    ...(plan.schedulers?.includes(KAI_SCHEDULER) ? [KAI_SCHEDULER, RESERVATIONS] : []),
    ...plan.workloads.map(({ template }) => template.namespace),
  ]);
}

function namespaceObject(name: string, plan: ClusterPlan, at: number): KubeObject {
  const isWorkspaces = plan.kubesphere && name === operandNamespace(plan);
  const isWatching = plan.claims?.templates.some(({ namespace, admin }) => admin && namespace === name);
  const labels = {
    'kubernetes.io/metadata.name': name,
    ...(isWatching && { 'resource.kubernetes.io/admin-access': 'true' }),
    ...(isWorkspaces && { 'kubesphere.io/workspace': 'system-workspace' }),
  };
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels, creationTimestamp: rfc3339(at) },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

function pluginConfigMaps(plan: ClusterPlan): KubeObject[] {
  if (plan.pluginConfig === undefined) return [];
  const { name, data } = plan.pluginConfig;
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: operandNamespace(plan) },
      data: { ...data },
    },
  ];
}

const SYSTEM_TOLERATIONS = [
  { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'CriticalAddonsOnly', operator: 'Exists' },
];
/** The value `daemonsets.tolerations`, for the pools that clusters here set apart. */
const OPERAND_TOLERATIONS = [
  ...SYSTEM_TOLERATIONS,
  { key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' },
];

const RUNTIME_CLASS = 'nvidia';

/** The toolkit's, for the components that the container runtime has to give GPUs. */
function runtimeClasses({ operator, isBare }: ClusterPlan): KubeObject[] {
  if (isBare || operator !== 'v24.9.2') return [];
  const metadata = { name: RUNTIME_CLASS, labels: { 'app.kubernetes.io/component': 'gpu-operator' } };
  return [{ apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata, handler: RUNTIME_CLASS }];
}

function needsRuntime({ initContainers }: Operand, { operator }: ClusterPlan): boolean {
  return operator !== 'v1.5.2' && initContainers.some(({ name }) => name === 'toolkit-validation');
}

function daemonSet(operand: Operand, plan: ClusterPlan): KubeObject {
  const { name, namespace, labels, nodeSelector, containers, initContainers } = operand;
  const isOperand = namespace.startsWith('gpu-operator');
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace, labels: { ...labels }, generation: 1 },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: name.startsWith('nvidia-driver') ? 'OnDelete' : 'RollingUpdate' },
      template: {
        metadata: { labels },
        spec: {
          nodeSelector,
          tolerations: isOperand ? OPERAND_TOLERATIONS : [{ operator: 'Exists' }],
          priorityClassName: 'system-node-critical',
          serviceAccountName: name,
          ...(needsRuntime(operand, plan) && { runtimeClassName: RUNTIME_CLASS }),
          ...(operand.hostNetwork && { hostNetwork: true }),
          ...claimsOf(operand),
          ...(initContainers.length > 0 && { initContainers: initContainers.map(containerSpec) }),
          containers: containers.map(containerSpec),
        },
      },
    },
  };
}

/** @returns the pod's claims; which container has them makes no difference here */
function claimsOf({ claimTemplate }: Operand) {
  if (claimTemplate === undefined) return {};
  return { resourceClaims: [{ name: 'admin-gpus', resourceClaimTemplateName: claimTemplate }] };
}

function containerSpec({ name, image, args, env, port }: OperandContainer) {
  return {
    name,
    image,
    ...(args && { args }),
    ...(env && { env: Object.entries(env).map(([key, value]) => ({ name: key, value })) }),
    ...(port && { ports: [{ name: port.name, containerPort: port.number, protocol: 'TCP' }] }),
    resources: {},
  };
}

function deploymentsOf(plan: ClusterPlan): KubeObject[] {
  return [
    deployment('kube-system', 'coredns', { 'k8s-app': 'kube-dns' }, 2, {
      name: 'coredns',
      image: 'registry.k8s.io/coredns/coredns:v1.8.6',
      port: { name: 'metrics', number: 9153 },
    }),
    deployment('monitoring', 'kube-state-metrics', { 'app.kubernetes.io/name': 'kube-state-metrics' }, 1, {
      name: 'kube-state-metrics',
      image: 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.10.1',
      port: { name: 'http', number: 8080 },
    }),
    ...(plan.isBare ? [] : operatorDeployments(plan)),
    ...(plan.schedulers ?? []).map(schedulerDeployment),
  ];
}

/** As the charts of HAMi and KAI name them. */
function schedulerDeployment(name: NonNullable<ClusterPlan['schedulers']>[number]): KubeObject {
  const [namespace, image] =
    name === HAMI_SCHEDULER
      ? ['kube-system', HAMI_IMAGE]
      : [KAI_SCHEDULER, 'ghcr.io/nvidia/kai-scheduler/scheduler:v0.9.2'];
  return deployment(namespace, name, { app: name }, 1, { name, image });
}

function operatorDeployments(plan: ClusterPlan): KubeObject[] {
  const operator = `nvcr.io/nvidia/gpu-operator:${plan.operator}`;
  const nfd = 'gpu-operator-node-feature-discovery-master';
  return [
    deployment(
      'gpu-operator',
      'gpu-operator',
      { app: 'gpu-operator', 'app.kubernetes.io/component': 'gpu-operator' },
      1,
      {
        name: 'gpu-operator',
        image: operator,
        port: { name: 'metrics', number: 8080 },
      },
    ),
    deployment(
      'gpu-operator',
      nfd,
      { 'app.kubernetes.io/name': 'node-feature-discovery', role: 'master' },
      1,
      {
        name: 'master',
        image: 'registry.k8s.io/nfd/node-feature-discovery:v0.16.6',
      },
    ),
    ...(hasGpuCluster(plan)
      ? [deployment('gpu-operator', DRA_CONTROLLER.name, DRA_CONTROLLER.labels, 1, DRA_CONTROLLER.container)]
      : []),
  ];
}

function deployment(
  namespace: string,
  name: string,
  labels: Record<string, string>,
  replicas: number,
  container: OperandContainer,
): KubeObject {
  const resources = { requests: { cpu: '100m', memory: '70Mi' } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels, generation: 1 },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { tolerations: SYSTEM_TOLERATIONS, containers: [{ ...containerSpec(container), resources }] },
      },
    },
  };
}

function servicesOf(plan: ClusterPlan): KubeObject[] {
  const ksm = { 'app.kubernetes.io/name': 'kube-state-metrics' };
  return [
    {
      ...service('default', 'kubernetes', { component: 'apiserver', provider: 'kubernetes' }, {}, []),
      spec: { type: 'ClusterIP', ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }] },
    },
    service('kube-system', 'kube-dns', { 'k8s-app': 'kube-dns' }, { 'k8s-app': 'kube-dns' }, [
      { name: 'dns', port: 53 },
    ]),
    ...installedExporters(plan).map((exporter) => {
      const app = { app: exporter.name };
      const ports = [{ name: 'gpu-metrics', port: 9400 }];
      const scraped = { 'prometheus.io/scrape': 'true' };
      return service(exporterNamespace(exporter, plan), exporter.name, app, app, ports, scraped);
    }),
    ...operatorServices(plan),
    service('monitoring', 'kube-state-metrics', ksm, ksm, [{ name: 'http', port: 8080 }]),
  ];
}

function service(
  namespace: string,
  name: string,
  labels: Record<string, string>,
  selector: Record<string, string>,
  ports: readonly { name: string; port: number }[],
  annotations: Record<string, string> = {},
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels, annotations },
    spec: { selector, ports: ports.map((port) => ({ ...port, targetPort: port.port, protocol: 'TCP' })) },
  };
}
