import { type LabelRequirement, requirementsOf, selectsLabels } from '@gpu-console/shared/kubernetes';
import { isRecord, listAt, recordAt, textAt, valueAt } from '../kubernetes/jsonAccess.ts';
import { readLabelSelector } from '../kubernetes/labelSelector.ts';
import type { KubeObject } from '../kubernetes/objectStore.ts';

/** What of the Kubernetes API says what Prometheus scrapes. */
export interface Monitored {
  readonly prometheuses: readonly KubeObject[];
  readonly serviceMonitors: readonly KubeObject[];
  readonly namespaces: readonly KubeObject[];
}

/** One endpoint of a ServiceMonitor: Services with these labels, in these namespaces, at the port of this name. */
export interface ScrapeJob {
  readonly name: string;
  /** Undefined: all of them. */
  readonly namespaces: readonly string[] | undefined;
  readonly services: readonly LabelRequirement[];
  readonly port: string;
  readonly path: string;
  readonly honorLabels: boolean;
  /** The label of the Service that names the job, if any. */
  readonly jobLabel: string;
  /** As the endpoint writes them. */
  readonly relabelings: readonly Readonly<Record<string, unknown>>[];
  readonly metricRelabelings: readonly Readonly<Record<string, unknown>>[];
}

/** The jobs of the ServiceMonitors that some Prometheus selects: one that none selects is scraped by none. */
export function scrapeJobs({ prometheuses, serviceMonitors, namespaces }: Monitored): ScrapeJob[] {
  return serviceMonitors
    .filter((monitor) => prometheuses.some((prometheus) => isSelected(monitor, prometheus, namespaces)))
    .flatMap(jobsOf);
}

/** Prometheus' `serviceMonitorSelector` and `serviceMonitorNamespaceSelector`; without the latter, its own namespace. */
function isSelected(monitor: KubeObject, prometheus: KubeObject, namespaces: readonly KubeObject[]): boolean {
  const { labels = {}, namespace } = monitor.metadata;
  const selectorOf = (field: string) => readLabelSelector(valueAt(prometheus.spec, field));
  if (!selectsLabels(selectorOf('serviceMonitorSelector'), labels)) return false;
  const selector = selectorOf('serviceMonitorNamespaceSelector');
  if (selector === undefined) return namespace === prometheus.metadata.namespace;
  return selectsLabels(
    selector,
    namespaces.find(({ metadata }) => metadata.name === namespace)?.metadata.labels ?? {},
  );
}

function jobsOf({ metadata, spec }: KubeObject): ScrapeJob[] {
  const { namespace = 'default', name } = metadata;
  const within = recordAt(spec, 'namespaceSelector');
  const named = listAt(within, 'matchNames').map(String);
  return listAt(spec, 'endpoints').map((endpoint, index) => ({
    name: `serviceMonitor/${namespace}/${name}/${index}`,
    namespaces: within['any'] === true ? undefined : named.length > 0 ? named : [namespace],
    services: requirementsOf(readLabelSelector(valueAt(spec, 'selector')) ?? {}),
    port: textAt(endpoint, 'port'),
    path: textAt(endpoint, 'path') || '/metrics',
    honorLabels: valueAt(endpoint, 'honorLabels') === true,
    jobLabel: textAt(spec, 'jobLabel'),
    relabelings: listAt(endpoint, 'relabelings').filter(isRecord),
    metricRelabelings: listAt(endpoint, 'metricRelabelings').filter(isRecord),
  }));
}
