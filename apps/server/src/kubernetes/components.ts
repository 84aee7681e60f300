/**
 * The GPU Operator's operands by the `app` label of their pods (its DaemonSets' manifests, releases 1.5 to 26):
 * the label is the DaemonSet's name in every era.
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
  }),
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
    COMPONENTS.get(labels['app'] ?? '') ?? COMPONENTS.get(labels['app.kubernetes.io/name'] ?? '');
  return byLabel ?? (images.some((image) => EXPORTER_IMAGE.test(image)) ? 'dcgm-exporter' : undefined);
}
