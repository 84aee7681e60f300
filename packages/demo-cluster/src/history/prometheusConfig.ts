import type { LabelRequirement } from '@gpu-console/shared/kubernetes';
import { dump } from 'js-yaml';
import type { ScrapeJob } from './scrapeJobs.ts';

/** What Prometheus scrapes of one cluster. */
export interface ScrapedCluster {
  /** Where Prometheus finds its targets: a Kubernetes API server, or a server of its HTTP discovery. */
  readonly discovery: { readonly kind: 'kubernetes' | 'http'; readonly url: string };
  readonly jobs: readonly ScrapeJob[];
}

export interface PrometheusConfigOptions {
  /** Their jobs have names of their own. */
  readonly clusters: readonly ScrapedCluster[];
  readonly scrapeSeconds: number;
}

/** prometheus.yml as the Prometheus operator writes it for its ServiceMonitors. */
export function prometheusConfig({ clusters, scrapeSeconds }: PrometheusConfigOptions): string {
  const interval = `${scrapeSeconds}s`;
  return dump({
    global: { scrape_interval: interval, scrape_timeout: interval === '15s' ? '10s' : interval },
    scrape_configs: clusters.flatMap(({ jobs, discovery }) =>
      jobs.map((job) => scrapeConfig(job, discovery)),
    ),
  });
}

function scrapeConfig(job: ScrapeJob, discovery: ScrapedCluster['discovery']) {
  return {
    job_name: job.name,
    honor_labels: job.honorLabels,
    ...(job.path !== '/metrics' && { metrics_path: job.path }),
    ...targetsIn(job.namespaces, discovery),
    relabel_configs: [...relabelling(job), ...job.relabelings.map(asRelabelConfig)],
    ...(job.metricRelabelings.length > 0 && {
      metric_relabel_configs: job.metricRelabelings.map(asRelabelConfig),
    }),
  };
}

function targetsIn(namespaces: readonly string[] | undefined, { kind, url }: ScrapedCluster['discovery']) {
  if (kind === 'http') {
    const paths = namespaces?.map((namespace) => `endpoints/${namespace}`) ?? ['endpoints'];
    return { http_sd_configs: paths.map((path) => ({ url: `${url}/${path}`, refresh_interval: '5s' })) };
  }
  const within = namespaces && { namespaces: { names: namespaces } };
  return { kubernetes_sd_configs: [{ role: 'endpoints', api_server: url, ...within }] };
}

const meta = (name: string) => `__meta_kubernetes_${name}`;
const copy = (from: string, target_label: string) => ({ source_labels: [meta(from)], target_label });
const serviceLabel = (label: string) => meta(`service_label_${sanitized(label)}`);
const serviceLabelPresent = (label: string) => meta(`service_labelpresent_${sanitized(label)}`);

function sanitized(label: string): string {
  return label.replace(/[^a-zA-Z0-9_]/g, '_');
}

/** prometheus-operator, pkg/prometheus/promcfg.go, generateServiceMonitorConfig. */
function relabelling({ services, port, jobLabel }: ScrapeJob) {
  return [
    ...services.map(selection),
    { action: 'keep', source_labels: [meta('endpoint_port_name')], regex: port },
    copy('namespace', 'namespace'),
    copy('service_name', 'service'),
    copy('pod_name', 'pod'),
    copy('pod_container_name', 'container'),
    { action: 'drop', source_labels: [meta('pod_phase')], regex: '(Failed|Succeeded)' },
    copy('service_name', 'job'),
    ...(jobLabel
      ? [{ source_labels: [serviceLabel(jobLabel)], target_label: 'job', regex: '(.+)', replacement: `$1` }]
      : []),
    { target_label: 'endpoint', replacement: port },
  ];
}

function selection({ key, operator, values }: LabelRequirement) {
  const action = operator === 'In' || operator === 'Exists' ? 'keep' : 'drop';
  if (operator === 'Exists' || operator === 'DoesNotExist')
    return { action, source_labels: [serviceLabelPresent(key)], regex: 'true' };
  const source_labels = [serviceLabel(key), serviceLabelPresent(key)];
  return { action, source_labels, regex: `(${values.join('|')});true` };
}

/** `targetLabel` of a ServiceMonitor is `target_label` for Prometheus. */
function asRelabelConfig(relabeling: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(relabeling).map(([key, value]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      key === 'action' ? String(value).toLowerCase() : value,
    ]),
  );
}
