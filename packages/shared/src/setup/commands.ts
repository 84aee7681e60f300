import type { SetupCommand, SetupSetting, SetupStepId } from '../contract/setup.ts';
import { HELM_REPOSITORY, quoted } from '../doctor/commands.ts';
import { applyCommand, deleteCommand } from '../samples/index.ts';
import type { CaptionId } from './captions.ts';
import type { SetupChoices } from './choices.ts';
import { asFlags, helmValues, valuesFile } from './helmValues.ts';
import { applied, gpuDashboard, serviceMonitor } from './manifests.ts';

type Of = (setting: SetupSetting, choices: SetupChoices) => readonly SetupCommand[];

const type = (caption: CaptionId, ...lines: readonly string[]): SetupCommand => ({
  caption,
  text: lines.join('\n'),
});
const ifSo = (condition: boolean, ...commands: readonly SetupCommand[]) => (condition ? commands : []);

/** Kubernetes' minor release, of `v1.30.8`. */
function minorOf({ kubernetesVersion }: SetupSetting): number | null {
  const minor = /^v?1\.(\d+)/.exec(kubernetesVersion ?? '')?.[1];
  return minor === undefined ? null : Number(minor);
}

/** Until 1.14 kubelets told nobody which pod holds which GPU unless asked to (Kubernetes' feature gates). */
export function needsPodResourcesGate(setting: SetupSetting): boolean {
  const minor = minorOf(setting);
  return minor !== null && minor >= 13 && minor < 15;
}

const BLACKLIST =
  "printf 'blacklist nouveau\\noptions nouveau modeset=0\\n' | sudo tee /etc/modprobe.d/blacklist-nouveau.conf";

/** Whether the runtime puts claimed devices into containers by CDI: containerd from 2.0 on and CRI-O do unless told otherwise. */
const CDI = {
  containerd: "sudo containerd config dump | grep -E 'enable_cdi|cdi_spec_dirs'",
  'cri-o': 'sudo crio config 2>/dev/null | grep -A1 cdi_spec_dirs',
} as const;

const prerequisites: Of = (setting, { driver, allocation, runtime }) => [
  type(
    'look-at-nodes',
    'kubectl get nodes -o wide',
    'kubectl get nodes -L feature.node.kubernetes.io/pci-10de.present',
  ),
  ...ifSo(
    driver === 'operator',
    type('nouveau-loaded', 'lsmod | grep nouveau'),
    type(
      'nouveau-off',
      BLACKLIST,
      setting.system === 'redhat' ? 'sudo dracut --force' : 'sudo update-initramfs -u',
      'sudo reboot',
    ),
  ),
  ...ifSo(driver === 'host', type('host-driver', 'nvidia-smi')),
  ...ifSo(allocation === 'claim', type('cdi', runtime === 'cri-o' ? CDI['cri-o'] : CDI.containerd)),
  ...ifSo(
    needsPodResourcesGate(setting),
    type(
      'feature-gate',
      'echo KUBELET_EXTRA_ARGS=--feature-gates=KubeletPodResources=true | sudo tee /etc/default/kubelet',
      'sudo systemctl restart kubelet',
    ),
  ),
];

/** Namespaces are held to Pod Security Standards by default since then; the operator's pods are privileged. */
const POD_SECURITY_SINCE = 25;

const helm: Of = (setting) => {
  const { operatorNamespace } = setting;
  const minor = minorOf(setting);
  return [
    type(
      'get-helm',
      'curl -fsSL https://raw.githubusercontent.com/helm/helm/main/scripts/get-helm-3 | bash',
      'helm version',
    ),
    type('repository', ...HELM_REPOSITORY),
    type(
      'namespace',
      `kubectl create namespace ${operatorNamespace}`,
      ...(minor !== null && minor >= POD_SECURITY_SINCE
        ? [
            `kubectl label --overwrite namespace ${operatorNamespace} pod-security.kubernetes.io/enforce=privileged`,
          ]
        : []),
    ),
  ];
};

/** The releases that know GPUClusters. */
const GPU_CLUSTER_CHART = '>=26.7.0';

const install: Of = (setting, choices) => {
  const { chart, release, operatorNamespace, installed, operatorVersion } = setting;
  const { registry, form } = choices;
  const values = helmValues(setting, choices);
  const isThere = installed === 'operator';
  const suitable = choices.allocation === 'claim' ? GPU_CLUSTER_CHART : chart;
  const wanted = isThere ? operatorVersion : suitable;
  const version = wanted === null ? [] : [`--version ${quoted(wanted)}`];
  const isFile = form === 'file' && values.length > 0;
  const isOffline = registry !== '';
  const flags = [
    isThere ? `helm upgrade ${release}` : `helm install --wait ${release}`,
    isOffline ? './gpu-operator-*.tgz' : 'nvidia/gpu-operator',
    `-n ${operatorNamespace}`,
    ...(isThere ? ['--reuse-values'] : ['--create-namespace']),
    ...(isOffline ? [] : version),
    ...(isFile ? ['-f gpu-operator-values.yaml'] : asFlags(values)),
  ];
  return [
    ...ifSo(
      isOffline,
      type(
        'fetch-chart',
        ['helm pull nvidia/gpu-operator', ...version].join(' '),
        "helm show values ./gpu-operator-*.tgz | grep -E '^ *(repository|image|version):'",
      ),
    ),
    ...ifSo(isFile, type('values-file', `cat > gpu-operator-values.yaml <<'EOF'\n${valuesFile(values)}EOF`)),
    type(isThere ? 'upgrade' : 'install', flags.join(' \\\n  ')),
  ];
};

const operands: Of = ({ operatorNamespace, exporterNamespace, installed }) => {
  const namespace = installed === 'operator' ? exporterNamespace : operatorNamespace;
  return [
    type('watch-pods', `kubectl -n ${namespace} get pods -o wide --watch`),
    type(
      'pulls',
      `kubectl -n ${namespace} get events --sort-by=.lastTimestamp | grep -E 'Pull|Failed|BackOff'`,
    ),
  ];
};

const allocatable: Of = ({ node, samples }, { allocation }) =>
  allocation === 'claim' || samples.claim !== null
    ? [
        type('device-classes', 'kubectl get deviceclasses'),
        type('slices', "kubectl get resourceslices --field-selector 'spec.driver=gpu.nvidia.com' -o yaml"),
      ]
    : [
        type(
          'allocatable',
          `kubectl get nodes -o 'custom-columns=NODE:.metadata.name,ALLOCATABLE:.status.allocatable.${samples.resource.replaceAll('.', '\\.')}'`,
          ...(node === null ? [] : [`kubectl describe node ${node}`]),
        ),
      ];

const samples: Of = ({ samples }) => [
  type('load', applyCommand('load', samples)),
  type('notebook', applyCommand('notebook', samples)),
  type('watch-samples', `kubectl -n ${samples.namespace} get pods -o wide --watch`),
  type('remove-samples', deleteCommand('load', samples), deleteCommand('notebook', samples)),
];

const notebook: Of = ({ notebook, samples }) => {
  const { namespace, pod, service } = notebook ?? {
    namespace: samples.namespace,
    pod: 'gpu-sample-notebook',
    service: 'gpu-sample-notebook',
  };
  return [
    service === null
      ? type('expose', `kubectl -n ${namespace} expose pod ${pod} --type=NodePort --port=8888`)
      : type('node-port', `kubectl -n ${namespace} get service ${service} -o wide`),
    type('token', `kubectl -n ${namespace} logs ${pod} | grep token=`),
    type('forward', `kubectl -n ${namespace} port-forward pod/${pod} 8888`),
  ];
};

const exporter: Of = ({ exporterNamespace, exporterService, monitor }) => [
  type('service', `kubectl -n ${exporterNamespace} get service,endpoints ${exporterService} --show-labels`),
  type(
    'metrics',
    `kubectl get --raw /api/v1/namespaces/${exporterNamespace}/services/${exporterService}:${monitor.port}/proxy/metrics | grep '^DCGM' | head`,
  ),
];

/** From this release on the chart makes the exporter's ServiceMonitor where it is told to. */
const MAKES_MONITORS = /^v?(?:2[2-9]|[3-9]\d)\./;

const monitor: Of = (setting) => {
  const { exporterNamespace, exporterService, release, operatorNamespace, operatorVersion } = setting;
  const { namespace, labels, namespaceLabels, selector, labelService } = setting.monitor;
  const pairs = (of: Readonly<Record<string, string>>) =>
    Object.entries(of).map(([key, value]) => quoted(`${key}=${value}`));
  const additional = Object.entries(labels).map(
    ([key, value]) =>
      `--set ${quoted(`dcgmExporter.serviceMonitor.additionalLabels.${key.replaceAll('.', '\\.')}=${value}`)}`,
  );
  const isOperators = setting.installed === 'operator' && MAKES_MONITORS.test(operatorVersion ?? '');
  return [
    ...ifSo(
      Object.keys(namespaceLabels).length > 0,
      type('label-namespace', `kubectl label namespace ${namespace} ${pairs(namespaceLabels).join(' ')}`),
    ),
    ...ifSo(
      labelService,
      type(
        'label-service',
        `kubectl -n ${exporterNamespace} label service ${exporterService} ${pairs(selector).join(' ')}`,
      ),
    ),
    type('monitor', applied(serviceMonitor(setting.monitor, setting))),
    ...ifSo(
      isOperators && namespace === exporterNamespace,
      type(
        'operators-monitor',
        [
          `helm upgrade ${release} nvidia/gpu-operator -n ${operatorNamespace}`,
          `--version ${operatorVersion} --reuse-values`,
          '--set dcgmExporter.serviceMonitor.enabled=true',
          ...additional,
        ].join(' \\\n  '),
      ),
    ),
  ];
};

const target: Of = ({ monitor }) => {
  const [namespace = 'monitoring'] = monitor.prometheus?.split('/') ?? [];
  return [
    type('prometheus', `kubectl -n ${namespace} port-forward service/prometheus-operated 9090`),
    type(
      'targets',
      'curl -s \'http://127.0.0.1:9090/api/v1/targets?state=active\' | grep -o \'"scrapeUrl":"[^"]*9400[^"]*"\'',
      "curl -s 'http://127.0.0.1:9090/api/v1/query?query=DCGM_FI_DEV_GPU_UTIL'",
    ),
  ];
};

const kubesphere: Of = (setting) =>
  setting.isKubeSphere
    ? [
        type(
          'workspace',
          `kubectl label --overwrite namespace ${setting.exporterNamespace} kubesphere.io/workspace=${setting.workspace ?? 'system-workspace'}`,
        ),
        type('dashboard', applied(gpuDashboard(setting))),
      ]
    : [];

/** An NVIDIADriver's DaemonSets have names of their own for each system; their kind is a label. */
const DRIVER_PODS = '-l app.kubernetes.io/component=nvidia-driver -o name | head -n 1';

const curve: Of = ({ exporterNamespace, hasHostDriver }, { allocation }) => [
  type(
    'compare',
    hasHostDriver
      ? 'nvidia-smi -l 5'
      : allocation === 'claim'
        ? `kubectl -n ${exporterNamespace} exec $(kubectl -n ${exporterNamespace} get pods ${DRIVER_PODS}) -- nvidia-smi`
        : `kubectl -n ${exporterNamespace} exec daemonset/nvidia-driver-daemonset -- nvidia-smi`,
  ),
];

/** What the operator and GPU feature discovery leave on nodes. */
const LABELS = [
  'gpu.present',
  ...['driver', 'container-toolkit', 'device-plugin', 'operator-validator', 'gpu-feature-discovery'].map(
    (name) => `gpu.deploy.${name}`,
  ),
  ...['dcgm', 'dcgm-exporter', 'mig-manager', 'node-status-exporter'].map((name) => `gpu.deploy.${name}`),
  ...['dra-driver', 'dra-validator', 'dcgm-dra', 'dcgm-exporter-dra'].map((name) => `gpu.deploy.${name}`),
  ...['count', 'family', 'machine', 'memory', 'product', 'replicas'].map((name) => `gpu.${name}`),
  'gpu-driver-upgrade-state',
];

/** Until 1.8 the operator's components had a namespace of their own. */
const OLD_NAMESPACE = 'gpu-operator-resources';

/** What 26.7 brings beside those of all releases. */
const GPU_CLUSTER_CRDS =
  'gpuclusters.nvidia.com computedomains.resource.nvidia.com computedomaincliques.resource.nvidia.com';

const uninstall: Of = ({ release, operatorNamespace, exporterNamespace, hasHostDriver }, { allocation }) => [
  // Its claims are to be given back while the DRA driver is there.
  ...ifSo(allocation === 'claim', type('claims', 'kubectl get resourceclaims -A')),
  type('uninstall', `helm uninstall --wait ${release} -n ${operatorNamespace}`),
  type(
    'leftovers',
    `kubectl delete crd clusterpolicies.nvidia.com nvidiadrivers.nvidia.com ${GPU_CLUSTER_CRDS} --ignore-not-found`,
    `kubectl delete namespace ${operatorNamespace}${exporterNamespace === OLD_NAMESPACE ? ` ${OLD_NAMESPACE}` : ''}`,
  ),
  type('labels', `kubectl label nodes --all ${LABELS.map((label) => `nvidia.com/${label}-`).join(' ')}`),
  ...ifSo(
    !hasHostDriver,
    type('modules', 'lsmod | grep nvidia', 'sudo rmmod nvidia_modeset nvidia_uvm nvidia || sudo reboot'),
  ),
];

const byStep: Readonly<Record<SetupStepId, Of>> = {
  prerequisites,
  helm,
  install,
  operands,
  allocatable,
  samples,
  notebook,
  exporter,
  monitor,
  target,
  kubesphere,
  curve,
  uninstall,
};

/** What the cluster will be like: before a GPUCluster is there, nothing tells the names of what it makes, nor that GPUs are claimed. */
function afterInstalling(setting: SetupSetting, { allocation }: SetupChoices): SetupSetting {
  if (allocation !== 'claim' || setting.configuration !== null) return setting;
  const exporterService = 'nvidia-dcgm-exporter-dra';
  return {
    ...setting,
    exporterService,
    monitor: { ...setting.monitor, selector: { app: exporterService }, labelService: false },
    samples: { ...setting.samples, claim: { version: 'v1', deviceClass: 'gpu.nvidia.com' } },
  };
}

/** What to type for a step in this cluster, in order. */
export function commandsFor(
  step: SetupStepId,
  setting: SetupSetting,
  choices: SetupChoices,
): readonly SetupCommand[] {
  return byStep[step](afterInstalling(setting, choices), choices);
}
