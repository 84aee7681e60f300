/**
 * The GPU Operator's operands by the name of their DaemonSet (its manifests, releases 1.5 to 26), which their pods carry
 * as a label: `app` mostly, `name` for some of the sandbox's.
 */
const COMPONENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'nvidia-driver-daemonset': 'driver',
    'nvidia-container-toolkit-daemonset': 'toolkit',
    'nvidia-device-plugin-daemonset': 'device-plugin',
    'nvidia-device-plugin-mps-control-daemon': 'mps-control-daemon',
    'nvidia-operator-validator': 'validator',
    'nvidia-device-plugin-validation': 'validator',
    'nvidia-driver-validation': 'validator',
    'gpu-feature-discovery': 'feature-discovery',
    'nvidia-dcgm': 'dcgm',
    'nvidia-dcgm-exporter': 'dcgm-exporter',
    'dcgm-exporter': 'dcgm-exporter',
    'nvidia-mig-manager': 'mig-manager',
    'nvidia-node-status-exporter': 'node-status-exporter',
    'nvidia-dra-driver-kubelet-plugin': 'dra-driver',
    'nvidia-vgpu-manager-daemonset': 'vgpu-manager',
    'nvidia-vgpu-device-manager': 'vgpu-device-manager',
    'nvidia-vfio-manager': 'vfio-manager',
    'nvidia-sandbox-device-plugin-daemonset': 'sandbox-device-plugin',
    'nvidia-sandbox-validator': 'sandbox-validator',
    'nvidia-kata-manager': 'kata-manager',
    'nvidia-kata-sandbox-device-plugin-daemonset': 'kata-device-plugin',
    'nvidia-cc-manager': 'cc-manager',
  }),
);

/** What an NVIDIADriver object makes has a name of its own for each operating system: its kind is another label. */
const DRIVERS: ReadonlyMap<string, string> = new Map(
  Object.entries({ 'nvidia-driver': 'driver', 'nvidia-vgpu-host-manager': 'vgpu-manager' }),
);

const EXPORTER_IMAGE = /\/dcgm-exporter(?:[:@]|$)/;

/**
 * Which operand a pod with these labels and images is, undefined for any other pod. Without the operator, Helm's labels
 * tell the exporter, and its image does where it was installed by hand.
 */
export function componentOf(
  labels: Readonly<Record<string, string>>,
  images: readonly string[],
): string | undefined {
  const byLabel =
    COMPONENTS.get(labels['app'] ?? '') ??
    COMPONENTS.get(labels['app.kubernetes.io/name'] ?? '') ??
    COMPONENTS.get(labels['name'] ?? '') ??
    DRIVERS.get(labels['app.kubernetes.io/component'] ?? '');
  return byLabel ?? (images.some((image) => EXPORTER_IMAGE.test(image)) ? 'dcgm-exporter' : undefined);
}
