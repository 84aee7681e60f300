import type { Localized } from '../units/locale.ts';

/** What a metric of the GPU Operator's says, and of whom. */
export interface OperatorMetricText {
  readonly of: 'cluster' | 'node';
  /** `flag`: 1 or 0. `status`: 1 done, 0 not ready, -1 no ClusterPolicy, -2 failed. `time`: Unix seconds. */
  readonly kind: 'flag' | 'status' | 'count' | 'time';
  readonly meaning: Localized;
}

const cluster = (kind: OperatorMetricText['kind'], en: string, zh: string): OperatorMetricText => ({
  of: 'cluster',
  kind,
  meaning: { en, 'zh-CN': zh },
});
const node = (kind: OperatorMetricText['kind'], en: string, zh: string): OperatorMetricText => ({
  of: 'node',
  kind,
  meaning: { en, 'zh-CN': zh },
});

/**
 * The metrics of the operator's own pod (NVIDIA/gpu-operator, controllers/operator_metrics.go; upgrades since 22.9) and of
 * its node status exporter (validator/metrics.go, since 1.9), by name.
 */
export const operatorMetrics: Readonly<Record<string, OperatorMetricText>> = {
  gpu_operator_reconciliation_status: cluster(
    'status',
    'How the last reconciliation ended',
    '最近一次调谐的结果',
  ),
  gpu_operator_reconciliation_last_success_ts_seconds: cluster(
    'time',
    'Last successful reconciliation',
    '最近一次调谐成功的时间',
  ),
  gpu_operator_reconciliation_total: cluster(
    'count',
    'Reconciliations since the operator started',
    'Operator 启动以来的调谐次数',
  ),
  gpu_operator_reconciliation_failed_total: cluster(
    'count',
    'Of these, how many failed or found a component not ready',
    '其中失败或有组件未就绪的次数',
  ),
  gpu_operator_reconciliation_has_nfd_labels: cluster(
    'flag',
    'Nodes carry the labels of node feature discovery',
    '节点带有 NFD 标签',
  ),
  gpu_operator_gpu_nodes_total: cluster('count', 'Nodes with GPUs', '带有 GPU 的节点数'),
  gpu_operator_driver_auto_upgrade_enabled: cluster(
    'flag',
    'Drivers are upgraded automatically',
    '已启用驱动自动升级',
  ),
  gpu_operator_nodes_upgrades_in_progress: cluster(
    'count',
    'Nodes whose driver is being upgraded',
    '正在升级驱动的节点数',
  ),
  gpu_operator_nodes_upgrades_done: cluster(
    'count',
    'Nodes whose driver is up to date',
    '驱动已升级完成的节点数',
  ),
  gpu_operator_nodes_upgrades_failed: cluster(
    'count',
    'Nodes whose driver upgrade failed',
    '驱动升级失败的节点数',
  ),
  gpu_operator_nodes_upgrades_available: cluster(
    'count',
    'Nodes whose driver upgrade may start now',
    '可以开始升级驱动的节点数',
  ),
  gpu_operator_nodes_upgrades_pending: cluster(
    'count',
    'Nodes that wait for their driver upgrade',
    '等待升级驱动的节点数',
  ),
  gpu_operator_node_driver_ready: node('flag', 'The driver was validated', '驱动已通过验证'),
  gpu_operator_node_toolkit_ready: node(
    'flag',
    'The container toolkit was validated',
    'Container Toolkit 已通过验证',
  ),
  gpu_operator_node_plugin_ready: node('flag', 'The device plugin was validated', '设备插件已通过验证'),
  gpu_operator_node_cuda_ready: node(
    'flag',
    'A CUDA program ran in a container',
    'CUDA 程序已在容器中运行成功',
  ),
  gpu_operator_node_driver_validation: node('flag', 'nvidia-smi works now', 'nvidia-smi 当前可用'),
  gpu_operator_node_driver_validation_last_success_ts_seconds: node(
    'time',
    'When nvidia-smi last worked',
    'nvidia-smi 最近一次成功的时间',
  ),
  gpu_operator_node_device_plugin_devices_total: node(
    'count',
    'Devices that the device plugin offers; -1 if unknown',
    '设备插件提供的设备数；-1 表示未知',
  ),
  gpu_operator_node_device_plugin_validation_last_success_ts_seconds: node(
    'time',
    'When devices were last offered',
    '最近一次有设备可分配的时间',
  ),
  gpu_operator_nvidia_pci_devices_total: node(
    'count',
    'NVIDIA’s devices on the PCI bus, including switches and audio functions; -1 if unknown',
    'PCI 总线上的 NVIDIA 设备数（含 NVSwitch 与音频功能）；-1 表示未知',
  ),
  gpu_operator_node_metrics_ready_ts_seconds: node(
    'time',
    'When the node status exporter started',
    '节点状态 exporter 的启动时间',
  ),
};
