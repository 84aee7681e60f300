/**
 * The GPU Operator's operands by the name of their DaemonSet or Deployment (its manifests, releases 1.5 to 26.7), which
 * their pods carry as a label: `app` mostly, `name` for some of the sandbox's. What a GPUCluster makes (`-dra`) is the same
 * component as a ClusterPolicy's. Beside them the operator itself, and what people install without it, by the labels of
 * their Helm charts and static manifests.
 */
const COMPONENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'gpu-operator': 'operator',
    'nvidia-driver-daemonset': 'driver',
    'nvidia-container-toolkit-daemonset': 'toolkit',
    'nvidia-device-plugin-daemonset': 'device-plugin',
    'nvidia-device-plugin': 'device-plugin',
    'nvidia-device-plugin-ds': 'device-plugin',
    'nvidia-device-plugin-mps-control-daemon': 'mps-control-daemon',
    'nvidia-operator-validator': 'validator',
    'nvidia-device-plugin-validation': 'validator',
    'nvidia-driver-validation': 'validator',
    'gpu-feature-discovery': 'feature-discovery',
    'nvidia-dcgm': 'dcgm',
    'nvidia-dcgm-exporter': 'dcgm-exporter',
    'nvidia-dcgm-dra': 'dcgm',
    'nvidia-dcgm-exporter-dra': 'dcgm-exporter',
    'dcgm-exporter': 'dcgm-exporter',
    'nvidia-mig-manager': 'mig-manager',
    'nvidia-node-status-exporter': 'node-status-exporter',
    'nvidia-dra-driver-kubelet-plugin': 'dra-driver',
    'nvidia-dra-driver-controller': 'dra-controller',
    'nvidia-dra-validator': 'validator',
    'nvidia-vgpu-manager-daemonset': 'vgpu-manager',
    'nvidia-vgpu-device-manager': 'vgpu-device-manager',
    'nvidia-vfio-manager': 'vfio-manager',
    'nvidia-sandbox-device-plugin-daemonset': 'sandbox-device-plugin',
    'nvidia-sandbox-validator': 'sandbox-validator',
    'nvidia-kata-manager': 'kata-manager',
    'nvidia-kata-sandbox-device-plugin-daemonset': 'kata-device-plugin',
    'nvidia-cc-manager': 'cc-manager',
    'nvidia-dra-driver-gpu': 'dra-driver',
    'dra-driver-nvidia-gpu': 'dra-driver',
    'nfd-worker': 'nfd-worker',
    'nfd-master': 'nfd-master',
  }),
);

/** What an NVIDIADriver object makes has a name of its own for each operating system: its kind is another label. */
const DRIVERS: ReadonlyMap<string, string> = new Map(
  Object.entries({ 'nvidia-driver': 'driver', 'nvidia-vgpu-host-manager': 'vgpu-manager' }),
);

const NFD = 'node-feature-discovery';

/** The DRA driver's own chart, under its old name and its new one: a label of each tells its parts. */
const DRA_CHARTS = ['nvidia-dra-driver-gpu', 'dra-driver-nvidia-gpu'];
const DRA_PARTS: ReadonlyMap<string, string> = new Map(
  Object.entries({ 'kubelet-plugin': 'dra-driver', controller: 'dra-controller' }),
);

const IMAGES: readonly (readonly [RegExp, string])[] = [
  [/\/dcgm-exporter(?:[:@]|$)/, 'dcgm-exporter'],
  [/\/k8s-device-plugin(?:[:@]|$)/, 'device-plugin'],
];

/**
 * Which component a pod with these labels and images is, undefined for any other pod. Without the operator, Helm's labels
 * tell, and the image does where it was installed by hand.
 */
export function componentOf(
  labels: Readonly<Record<string, string>>,
  images: readonly string[],
): string | undefined {
  const names = [labels['app'], labels['app.kubernetes.io/name'], labels['name']].filter(
    (name) => name !== undefined,
  );
  if (names.includes(NFD)) return nfdComponent(labels);
  const byLabel = [
    ...DRA_CHARTS.map((chart) => DRA_PARTS.get(labels[`${chart}-component`] ?? '')),
    ...names.map((name) => COMPONENTS.get(name)),
    DRIVERS.get(labels['app.kubernetes.io/component'] ?? ''),
  ];
  const byImage = IMAGES.find(([pattern]) => images.some((image) => pattern.test(image)))?.[1];
  return byLabel.find(Boolean) ?? byImage;
}

/** NFD's chart tells its parts by `role`, and by the component's name since it has several of each. */
function nfdComponent(labels: Readonly<Record<string, string>>): string | undefined {
  const role = labels['role'] ?? labels['app.kubernetes.io/component'];
  return role === 'worker' || role === 'master' ? `nfd-${role}` : undefined;
}
