import type { MonitorPlan, SetupSetting } from '../contract/setup.ts';

type Labels = Readonly<Record<string, string>>;

/** A label's key or value, quoted where YAML would take it for something else than a text. */
function text(word: string): string {
  return /^[A-Za-z][\w./-]*$/.test(word) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(word)
    ? word
    : JSON.stringify(word);
}

function labelLines(labels: Labels, indent: string): string[] {
  return Object.entries(labels).map(([key, value]) => `${indent}${text(key)}: ${text(value)}`);
}

/** A ServiceMonitor for the exporter's Service. */
export function serviceMonitor(
  { namespace, labels, selector, port }: MonitorPlan,
  { exporterNamespace, exporterService }: Pick<SetupSetting, 'exporterNamespace' | 'exporterService'>,
): string {
  return [
    'apiVersion: monitoring.coreos.com/v1',
    'kind: ServiceMonitor',
    'metadata:',
    `  name: ${exporterService}`,
    `  namespace: ${namespace}`,
    ...(Object.keys(labels).length === 0 ? [] : ['  labels:', ...labelLines(labels, '    ')]),
    'spec:',
    '  selector:',
    '    matchLabels:',
    ...labelLines(selector, '      '),
    '  namespaceSelector:',
    '    matchNames:',
    `      - ${exporterNamespace}`,
    '  endpoints:',
    typeof port === 'number' ? `    - targetPort: ${port}` : `    - port: ${text(port)}`,
    '      path: /metrics',
    '      interval: 15s',
  ].join('\n');
}

const PANELS = [
  ['GPU utilisation', 'DCGM_FI_DEV_GPU_UTIL', 'percent (0-100)'],
  ['GPU memory used', 'DCGM_FI_DEV_FB_USED * 1024 * 1024', 'bytes'],
  ['GPU temperature', 'DCGM_FI_DEV_GPU_TEMP', 'Celsius (°C)'],
  ['GPU power', 'DCGM_FI_DEV_POWER_USAGE', 'Watt (W)'],
] as const;

/** A KubeSphere dashboard of the GPUs, in the namespace whose exporter's series it may ask for. */
export function gpuDashboard({ exporterNamespace }: Pick<SetupSetting, 'exporterNamespace'>): string {
  return [
    'apiVersion: monitoring.kubesphere.io/v1alpha2',
    'kind: Dashboard',
    'metadata:',
    '  name: nvidia-gpus',
    `  namespace: ${exporterNamespace}`,
    'spec:',
    '  title: NVIDIA GPUs',
    '  time: {from: now-1h, to: now}',
    '  auto_refresh: 15s',
    '  panels:',
    ...PANELS.flatMap(([title, expr, format], index) => [
      `    - id: ${index + 1}`,
      `      title: ${title}`,
      '      type: graph',
      '      lines: true',
      '      linewidth: 2',
      '      legend: [current, max]',
      '      targets:',
      `        - expr: ${expr}`,
      "          legendFormat: 'GPU {{gpu}} {{Hostname}}'",
      '          refId: 1',
      '      yaxes:',
      `        - format: ${JSON.stringify(format)}`,
      "          min: '0'",
      '        - format: short',
    ]),
  ].join('\n');
}

/** Hands a manifest to kubectl. */
export function applied(manifest: string): string {
  return `kubectl apply -f - <<'EOF'\n${manifest}\nEOF`;
}
