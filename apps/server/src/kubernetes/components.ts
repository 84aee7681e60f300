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

/** Which operand a pod with these labels is, undefined for any other pod. Without the operator, Helm's labels tell the exporter. */
export function componentOf(labels: Readonly<Record<string, string>>): string | undefined {
  const byApp = COMPONENTS.get(labels['app'] ?? '');
  return byApp ?? COMPONENTS.get(labels['app.kubernetes.io/name'] ?? '');
}
