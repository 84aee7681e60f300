import { stringify } from 'yaml';
import type { ScrapePlan } from '../simulation/plan.ts';

export interface PrometheusConfigOptions {
  /** Where Prometheus finds its targets: a Kubernetes API server, or a server of its HTTP discovery. */
  readonly discovery: { readonly kind: 'kubernetes' | 'http'; readonly url: string };
  readonly exporters: readonly (ScrapePlan & {
    readonly namespace: string;
    readonly name: string;
    readonly port?: string;
  })[];
  /** For the exporters whose own plan does not say. */
  readonly honorLabels: boolean;
  readonly scrapeSeconds: number;
}

/** prometheus.yml as the Prometheus operator would write it for the exporters' and kube-state-metrics' ServiceMonitors. */
export function prometheusConfig(options: PrometheusConfigOptions): string {
  const { exporters, scrapeSeconds } = options;
  const interval = `${scrapeSeconds}s`;
  return stringify({
    global: { scrape_interval: interval, scrape_timeout: interval === '15s' ? '10s' : interval },
    scrape_configs: [
      ...exporters.map(
        ({ namespace, name, port = 'gpu-metrics', honorLabels = options.honorLabels, nodeLabel }) => ({
          job_name: `serviceMonitor/${namespace}/${name}/0`,
          honor_labels: honorLabels,
          ...discovery(options, namespace),
          relabel_configs: [
            ...relabelling('app', name, port),
            ...(nodeLabel ? [copy('pod_node_name', nodeLabel)] : []),
          ],
        }),
      ),
      {
        job_name: 'serviceMonitor/monitoring/kube-state-metrics/0',
        honor_labels: true,
        ...discovery(options, 'monitoring'),
        relabel_configs: [
          ...relabelling('app_kubernetes_io_name', 'kube-state-metrics', 'http'),
          // As kube-prometheus does: what it exports is about other pods, not about its own.
          { action: 'labeldrop', regex: '(pod|service|endpoint|namespace)' },
        ],
      },
    ],
  });
}

function discovery({ discovery: { kind, url } }: PrometheusConfigOptions, namespace: string) {
  if (kind === 'http')
    return { http_sd_configs: [{ url: `${url}/endpoints/${namespace}`, refresh_interval: '5s' }] };
  return {
    kubernetes_sd_configs: [{ role: 'endpoints', api_server: url, namespaces: { names: [namespace] } }],
  };
}

const meta = (name: string) => `__meta_kubernetes_${name}`;
const copy = (from: string, target_label: string) => ({ source_labels: [meta(from)], target_label });

/** prometheus-operator, pkg/prometheus/promcfg.go, generateServiceMonitorConfig. */
function relabelling(label: string, value: string, port: string) {
  return [
    {
      action: 'keep',
      source_labels: [meta(`service_label_${label}`), meta(`service_labelpresent_${label}`)],
      regex: `(${value});true`,
    },
    { action: 'keep', source_labels: [meta('endpoint_port_name')], regex: port },
    copy('namespace', 'namespace'),
    copy('service_name', 'service'),
    copy('pod_name', 'pod'),
    copy('pod_container_name', 'container'),
    { action: 'drop', source_labels: [meta('pod_phase')], regex: '(Failed|Succeeded)' },
    copy('service_name', 'job'),
    {
      source_labels: [meta(`service_label_${label}`)],
      target_label: 'job',
      regex: '(.+)',
      replacement: `$1`,
    },
    { target_label: 'endpoint', replacement: port },
  ];
}
