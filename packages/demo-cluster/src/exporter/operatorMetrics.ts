import type { KubeObject, ObjectStore } from '../kubernetes/objectStore.ts';
import { isReady } from '../simulation/controllers.ts';
import { podView } from '../simulation/podView.ts';
import { fieldsOf, textOf, textsOf } from '../simulation/unknownFields.ts';
import { type Family, labelSet } from './labelSet.ts';

const NO_LABELS = labelSet([]);
const GPU_PRESENT = 'nvidia.com/gpu.present';
/** Seconds from one reconciliation to the next. */
const RECONCILES_EVERY = 60;

/** What the operator's pod exports (NVIDIA/gpu-operator, controllers/operator_metrics.go). @param since Unix seconds since which it runs */
export function operatorFamilies(store: ObjectStore, since: number, now: number): Family[] {
  const [policy] = store.list('ClusterPolicy');
  const gpuNodes = store.list('Node').filter(({ metadata }) => metadata.labels?.[GPU_PRESENT] === 'true');
  const state = textOf(fieldsOf(policy?.status)['state']);
  const isDone = state === 'ready';
  const rounds = Math.floor((now - since) / RECONCILES_EVERY);
  const upgrading = gpuNodes.flatMap(
    ({ metadata }) => metadata.labels?.['nvidia.com/gpu-driver-upgrade-state'] ?? [],
  );
  const upgrades = (test: (state: string) => boolean) => upgrading.filter(test).length;
  const of = (name: string, value: number, help: string, type: Family['type'] = 'gauge'): Family => {
    const full = `gpu_operator_${name}`;
    return { name: full, type, help, samples: [{ name: full, labels: NO_LABELS, value: String(value) }] };
  };
  return [
    of('gpu_nodes_total', gpuNodes.length, 'Number of nodes with GPUs'),
    of(
      'reconciliation_status',
      policy === undefined ? -1 : Number(isDone),
      '1 if the reconciliation is currently successful, 0 if the operands are not ready, -1 without a cluster policy, -2 after an error',
    ),
    ...(isDone
      ? [
          of(
            'reconciliation_last_success_ts_seconds',
            since + rounds * RECONCILES_EVERY,
            'Timestamp (in seconds) of the last success',
          ),
        ]
      : []),
    of('reconciliation_total', rounds, 'Total number of reconciliation', 'counter'),
    of('reconciliation_failed_total', 3, 'Number of failed reconciliation', 'counter'),
    of('reconciliation_has_nfd_labels', 1, '1 if NFD labels have been found, 0 otherwise'),
    of('driver_auto_upgrade_enabled', 1, '1 if driver auto upgrade is enabled, 0 if not'),
    of(
      'nodes_upgrades_in_progress',
      upgrades((word) => !/done|failed|upgrade-required/.test(word)),
      'Nodes being upgraded',
    ),
    of(
      'nodes_upgrades_done',
      upgrades((word) => word === 'upgrade-done'),
      'Nodes upgraded',
    ),
    of(
      'nodes_upgrades_failed',
      upgrades((word) => word === 'upgrade-failed'),
      'Nodes that failed',
    ),
    of('nodes_upgrades_available', 0, 'Nodes that may be upgraded now'),
    of(
      'nodes_upgrades_pending',
      upgrades((word) => word === 'upgrade-required'),
      'Nodes that wait',
    ),
  ];
}

/** What the node status exporter exports (validator/metrics.go). @param pods those on the node */
export function nodeStatusFamilies(
  node: KubeObject | undefined,
  pods: readonly KubeObject[],
  now: number,
): Family[] {
  if (node === undefined) return [];
  const labels = labelSet([['node', node.metadata.name]]);
  const isDone = (daemonSet: string) =>
    Number(pods.filter((pod) => podView(pod).owner?.name === daemonSet).every(isReady));
  const capacity = Object.entries(textsOf(fieldsOf(node.status)['capacity']));
  const devices = capacity.reduce(
    (sum, [name, amount]) => sum + (name.startsWith('nvidia.com/') ? Number(amount) : 0),
    0,
  );
  const driver = isDone('nvidia-driver-daemonset');
  const validator = isDone('nvidia-operator-validator');
  const of = (name: string, value: number, help: string): Family => ({
    name,
    type: 'gauge',
    help,
    samples: [{ name, labels, value: String(value) }],
  });
  return [
    of('gpu_operator_node_driver_ready', driver, '1 if the driver barrier of the local node is open'),
    of(
      'gpu_operator_node_toolkit_ready',
      isDone('nvidia-container-toolkit-daemonset'),
      '1 if the toolkit barrier on the local node is open',
    ),
    of(
      'gpu_operator_node_plugin_ready',
      validator,
      '1 if the device plugin barrier on the local node is open',
    ),
    of('gpu_operator_node_cuda_ready', validator, '1 if the CUDA barrier on the local node is open'),
    of('gpu_operator_node_driver_validation', driver, '1 if the driver validation test passed'),
    of(
      'gpu_operator_node_device_plugin_devices_total',
      devices,
      'Number of GPU devices exposed by the device plugin; -1 where the node cannot be read',
    ),
    ...(driver === 1
      ? [
          of(
            'gpu_operator_node_driver_validation_last_success_ts_seconds',
            Math.floor(now / RECONCILES_EVERY) * RECONCILES_EVERY,
            'Timestamp (in seconds) of the last successful driver validation',
          ),
        ]
      : []),
  ];
}
