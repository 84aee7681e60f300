import { dump } from 'js-yaml';
import type { MonitorPlan, SetupSetting } from '../contract/setup.ts';

type Exporter = Pick<SetupSetting, 'exporterNamespace' | 'exporterService'>;

/** A ServiceMonitor for the exporter's Service. */
export function serviceMonitor(
  { namespace, labels, selector, port }: MonitorPlan,
  { exporterNamespace, exporterService }: Exporter,
) {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: {
      name: exporterService,
      namespace,
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
    },
    spec: {
      selector: { matchLabels: selector },
      namespaceSelector: { matchNames: [exporterNamespace] },
      endpoints: [
        {
          ...(typeof port === 'number' ? { targetPort: port } : { port }),
          path: '/metrics',
          interval: '15s',
        },
      ],
    },
  };
}

/** Titles, queries and KubeSphere's own names of units. */
const PANELS = [
  ['GPU utilization', 'DCGM_FI_DEV_GPU_UTIL', 'percent (0-100)'],
  ['GPU memory used', 'DCGM_FI_DEV_FB_USED * 1048576', 'Byte'],
  ['GPU temperature (°C)', 'DCGM_FI_DEV_GPU_TEMP', 'none'],
  ['GPU power (W)', 'DCGM_FI_DEV_POWER_USAGE', 'none'],
] as const;

/** A KubeSphere dashboard of the GPUs, in the namespace whose exporter's series it may ask for. */
export function gpuDashboard({ exporterNamespace }: Exporter) {
  return {
    apiVersion: 'monitoring.kubesphere.io/v1alpha2',
    kind: 'Dashboard',
    metadata: { name: 'nvidia-gpus', namespace: exporterNamespace },
    spec: {
      title: 'NVIDIA GPUs',
      time: { from: 'now-1h', to: 'now' },
      auto_refresh: '15s',
      panels: PANELS.map(([title, expr, format], index) => ({
        id: index + 1,
        title,
        type: 'graph',
        lines: true,
        linewidth: 2,
        legend: ['current', 'max'],
        targets: [{ expr, legendFormat: 'GPU {{gpu}} {{Hostname}}', refId: 1 }],
        yaxes: [{ format }, { format: 'none' }],
      })),
    },
  };
}

/** Hands an object to kubectl. */
export function applied(object: object): string {
  return `kubectl apply -f - <<'EOF'\n${dump(object, { lineWidth: -1, noRefs: true })}EOF`;
}
