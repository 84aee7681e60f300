import { type KubeObject, rfc3339 } from '../kubernetes/objectStore.ts';
import { exporterNamespace, installedExporters } from './exporters.ts';
import { hasGpuCluster } from './gpuCluster.ts';
import { operandNamespace } from './operands.ts';
import { OPERATOR, type OperatorScrape, STATUS_EXPORTER } from './operatorMonitoring.ts';
import type { ClusterPlan, InstalledExporter } from './plan.ts';

/** The custom resource definitions of the operator, the Prometheus operator and KubeSphere, with open schemas. */
export function customResourceDefinitions(plan: ClusterPlan): KubeObject[] {
  return [
    definition('nvidia.com', 'ClusterPolicy', 'clusterpolicies', 'Cluster', ['v1'], STATUS_COLUMNS),
    ...(hasGpuCluster(plan) ? gpuClusterDefinitions() : []),
    definition('monitoring.coreos.com', 'Prometheus', 'prometheuses', 'Namespaced', ['v1']),
    definition('monitoring.coreos.com', 'ServiceMonitor', 'servicemonitors', 'Namespaced', ['v1']),
    definition('monitoring.kubesphere.io', 'Dashboard', 'dashboards', 'Namespaced', ['v1alpha1', 'v1alpha2']),
    definition('monitoring.kubesphere.io', 'ClusterDashboard', 'clusterdashboards', 'Cluster', [
      'v1alpha1',
      'v1alpha2',
    ]),
  ];
}

const STATUS_COLUMNS = [
  { jsonPath: '.status.state', name: 'Status', type: 'string' },
  { jsonPath: '.metadata.creationTimestamp', name: 'Age', type: 'date' },
];

/** What operator 26.7 brings beside: older ones serve nvidia.com/v1alpha1 without GPUClusters, or not at all. */
function gpuClusterDefinitions(): KubeObject[] {
  return [
    definition('nvidia.com', 'GPUCluster', 'gpuclusters', 'Cluster', ['v1alpha1'], STATUS_COLUMNS),
    definition('nvidia.com', 'NVIDIADriver', 'nvidiadrivers', 'Cluster', ['v1alpha1'], STATUS_COLUMNS),
    definition('resource.nvidia.com', 'ComputeDomain', 'computedomains', 'Namespaced', ['v1beta1']),
  ];
}

function definition(
  group: string,
  kind: string,
  plural: string,
  scope: string,
  versions: readonly string[],
  additionalPrinterColumns?: readonly Record<string, string>[],
): KubeObject {
  const singular = kind.toLowerCase();
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { kind, listKind: `${kind}List`, plural, singular },
      scope,
      versions: versions.map((name, index) => ({
        name,
        served: true,
        storage: index === versions.length - 1,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        ...(additionalPrinterColumns && { additionalPrinterColumns }),
      })),
    },
    status: {
      acceptedNames: { kind, listKind: `${kind}List`, plural, singular },
      conditions: [
        { type: 'Established', status: 'True' },
        { type: 'NamesAccepted', status: 'True' },
      ],
      storedVersions: [versions.at(-1)],
    },
  };
}

/** As the operator's status says it (NVIDIA/gpu-operator, internal/conditions). */
const READY = {
  type: 'Ready',
  status: 'True',
  reason: 'Reconciled',
  message: 'ClusterPolicy is ready as all resources have been successfully reconciled',
};
const NOT_READY = {
  type: 'Ready',
  status: 'False',
  reason: 'OperandNotReady',
  message: 'ClusterPolicy is not ready, states not ready: [state-operator-validation]',
};

/** @param at Unix seconds since which the operator has been done, or could not get further */
export function clusterPolicy(plan: ClusterPlan, at: number): KubeObject {
  const isOld = plan.operator === 'v1.5.2';
  const isReady = plan.nodes.every(({ containerFaults }) => containerFaults === undefined);
  return {
    apiVersion: 'nvidia.com/v1',
    kind: 'ClusterPolicy',
    metadata: {
      name: 'cluster-policy',
      generation: 1,
      creationTimestamp: rfc3339(at),
      labels: { 'app.kubernetes.io/component': 'gpu-operator', 'app.kubernetes.io/managed-by': 'Helm' },
    },
    spec: {
      operator: { defaultRuntime: plan.host.runtime.split(':')[0] },
      driver: {
        ...(!isOld && { enabled: true }),
        repository: 'nvcr.io/nvidia',
        image: 'driver',
        version: plan.host.driver,
      },
      toolkit: { ...(!isOld && { enabled: true }) },
      devicePlugin: {
        ...(plan.pluginConfig && {
          config: { name: plan.pluginConfig.name, default: plan.pluginConfig.default },
        }),
      },
      dcgmExporter: {
        ...(!isOld && {
          enabled: true,
          serviceMonitor: { enabled: true, interval: '15s', honorLabels: false },
        }),
      },
      gfd: {},
      mig: { strategy: isOld ? 'single' : 'mixed' },
    },
    status: {
      state: isReady ? 'ready' : 'notReady',
      ...(!isOld && {
        namespace: operandNamespace(plan),
        conditions: [{ ...(isReady ? READY : NOT_READY), lastTransitionTime: rfc3339(at) }],
      }),
    },
  };
}

const RELEASE = { release: 'kube-prometheus-stack' };

/** The Prometheus that scrapes the cluster: it reads the monitors of its own Helm release, in every namespace. */
export function prometheus(): KubeObject {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: { name: 'kube-prometheus-stack-prometheus', namespace: 'monitoring', labels: RELEASE },
    spec: {
      serviceMonitorSelector: { matchLabels: RELEASE },
      serviceMonitorNamespaceSelector: {},
      podMonitorSelector: { matchLabels: RELEASE },
      podMonitorNamespaceSelector: {},
    },
  };
}

/** @param honorLabels where an exporter's own scrape plan does not say */
export function serviceMonitors(plan: ClusterPlan, honorLabels: boolean): KubeObject[] {
  return [
    ...installedExporters(plan).map((exporter) => exporterMonitor(plan, exporter, honorLabels)),
    kubeStateMonitor(plan),
    ...(plan.isBare ? [] : [operatorMonitor(plan, OPERATOR)]),
    ...(plan.operatorMetrics ? [operatorMonitor(plan, STATUS_EXPORTER)] : []),
  ];
}

function exporterMonitor(plan: ClusterPlan, exporter: InstalledExporter, honorLabels: boolean): KubeObject {
  const { name, scrape } = exporter;
  const endpoint = {
    port: 'gpu-metrics',
    path: '/metrics',
    interval: '15s',
    ...((scrape?.honorLabels ?? honorLabels) && { honorLabels: true }),
    ...relabelled(
      plan,
      scrape?.nodeLabel && {
        sourceLabels: ['__meta_kubernetes_pod_node_name'],
        targetLabel: scrape.nodeLabel,
      },
    ),
  };
  return serviceMonitor(exporterNamespace(exporter, plan), name, 'app', name, endpoint);
}

/** `relabelings` of an endpoint, if there are any: its own, and the cluster's name. */
function relabelled({ clusterLabel }: ClusterPlan, own: Readonly<Record<string, unknown>> | undefined) {
  const relabelings = [
    ...(own ? [own] : []),
    ...(clusterLabel === undefined ? [] : [{ targetLabel: 'cluster', replacement: clusterLabel }]),
  ];
  return relabelings.length > 0 && { relabelings };
}

function kubeStateMonitor(plan: ClusterPlan): KubeObject {
  const label = 'app.kubernetes.io/name';
  return serviceMonitor('monitoring', 'kube-state-metrics', label, 'kube-state-metrics', {
    port: 'http',
    honorLabels: true,
    // As kube-prometheus does: what it exports is about other pods, not about its own.
    ...relabelled(plan, { action: 'labeldrop', regex: '(pod|service|endpoint|namespace)' }),
  });
}

/** Those that the operator makes beside the exporter's; the one for itself (assets/state-operator-metrics) is often taken for that. */
function operatorMonitor(plan: ClusterPlan, { app, portName }: OperatorScrape): KubeObject {
  const endpoint = { port: portName, path: '/metrics', ...relabelled(plan, undefined) };
  return serviceMonitor(operandNamespace(plan), app, 'app', app, endpoint);
}

/** @param label the Service's label that has this value, and names the job */
function serviceMonitor(
  namespace: string,
  name: string,
  label: string,
  value: string,
  endpoint: Readonly<Record<string, unknown>>,
): KubeObject {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name, namespace, labels: { [label]: value, ...RELEASE } },
    spec: {
      endpoints: [endpoint],
      jobLabel: label,
      namespaceSelector: { matchNames: [namespace] },
      selector: { matchLabels: { [label]: value } },
    },
  };
}

/** KubeSphere's, of one panel. */
export function gpuDashboard(): KubeObject {
  return {
    apiVersion: 'monitoring.kubesphere.io/v1alpha2',
    kind: 'ClusterDashboard',
    metadata: { name: 'nvidia-gpu' },
    spec: {
      title: 'NVIDIA GPU',
      panels: [
        {
          id: 1,
          title: 'GPU utilization',
          type: 'graph',
          targets: [{ refId: 1, expr: 'DCGM_FI_DEV_GPU_UTIL', legendFormat: '{{Hostname}} {{gpu}}' }],
        },
      ],
    },
  };
}
