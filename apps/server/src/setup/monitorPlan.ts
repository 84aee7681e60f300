import type { MonitorPlan } from '@gpu-console/shared/contract';
import { selectsLabels } from '@gpu-console/shared/kubernetes';
import { metricsPath } from '../doctor/exporters.ts';
import type { Facts } from '../doctor/facts.ts';
import { settingOf } from '../doctor/setting.ts';
import { isKnown } from '../fact.ts';
import type { PrometheusObject, Selector } from '../kubernetes/inventoryObjects.ts';

type Labels = Readonly<Record<string, string>>;

/** Labels that tell one Service from its neighbours, the best first. */
const TELLING = ['app', 'app.kubernetes.io/name', 'k8s-app'] as const;
const DEFAULT_PORT = 'gpu-metrics';

/** @param exporterNamespace where the exporter is, or will be */
export function monitorPlan(facts: Facts, exporterNamespace: string): MonitorPlan {
  const { service } = metricsPath(facts);
  const defaults = { app: settingOf(facts).exporterService };
  const prometheus = readerOf(facts, exporterNamespace);
  const own = service?.metadata.labels;
  const [port] = service?.spec.ports ?? [];
  return {
    ...placeOf(prometheus, facts, exporterNamespace),
    labels: wanted(prometheus?.spec.serviceMonitorSelector),
    selector: own === undefined ? defaults : telling(own, defaults),
    labelService: own !== undefined && Object.keys(own).length === 0,
    port: port === undefined ? DEFAULT_PORT : (port.name ?? numberOf(port)),
    prometheus:
      prometheus === undefined ? null : `${prometheus.metadata.namespace}/${prometheus.metadata.name}`,
  };
}

/** A ServiceMonitor's `targetPort` is the pods'. */
function numberOf({
  port,
  targetPort,
}: {
  port: number;
  targetPort?: number | string | undefined;
}): string | number {
  return targetPort ?? port;
}

/** @param defaults what the operator's Service has, for one that lost its labels */
function telling(labels: Labels, defaults: Labels): Labels {
  const key = TELLING.find((one) => labels[one] !== undefined);
  const value = key === undefined ? undefined : labels[key];
  if (key !== undefined && value !== undefined) return { [key]: value };
  return Object.keys(labels).length === 0 ? defaults : labels;
}

/** The Prometheus that reads monitors where the exporter is; else any that reads monitors at all. */
function readerOf({ prometheuses, namespaces }: Facts, namespace: string): PrometheusObject | undefined {
  if (!isKnown(prometheuses)) return undefined;
  const readers = prometheuses.value.filter(({ spec }) => spec.serviceMonitorSelector != null);
  const labels = labelsOf(namespaces, namespace);
  return (
    readers.find(({ metadata, spec }) =>
      spec.serviceMonitorNamespaceSelector == null
        ? metadata.namespace === namespace
        : selectsLabels(spec.serviceMonitorNamespaceSelector, labels),
    ) ?? readers[0]
  );
}

/** Where the monitor is to be: with the exporter if Prometheus looks there, or can be made to by a label. */
function placeOf(
  prometheus: PrometheusObject | undefined,
  { namespaces }: Facts,
  exporterNamespace: string,
): Pick<MonitorPlan, 'namespace' | 'namespaceLabels'> {
  if (prometheus === undefined) return { namespace: exporterNamespace, namespaceLabels: {} };
  const { spec, metadata } = prometheus;
  const selector = spec.serviceMonitorNamespaceSelector;
  if (selector == null) return { namespace: metadata.namespace, namespaceLabels: {} };
  const own = labelsOf(namespaces, exporterNamespace);
  if (selectsLabels(selector, own)) return { namespace: exporterNamespace, namespaceLabels: {} };
  const labels = wanted(selector);
  if (selectsLabels(selector, { ...own, ...labels })) {
    const lacking = Object.entries(labels).filter(([key, value]) => own[key] !== value);
    return { namespace: exporterNamespace, namespaceLabels: Object.fromEntries(lacking) };
  }
  return { namespace: metadata.namespace, namespaceLabels: {} };
}

function labelsOf(namespaces: Facts['namespaces'], name: string): Labels {
  const own = isKnown(namespaces)
    ? namespaces.value.find(({ metadata }) => metadata.name === name)
    : undefined;
  // Since 1.21 every namespace has its name as a label.
  return { 'kubernetes.io/metadata.name': name, ...own?.metadata.labels };
}

/** Labels that meet a selector, as far as labels can. */
function wanted(selector: Selector | null | undefined): Labels {
  const expressions = (selector?.matchExpressions ?? []).flatMap(({ key, operator, values = [] }) => {
    if (operator === 'In' && values[0] !== undefined) return [[key, values[0]] as const];
    return operator === 'Exists' ? [[key, 'true'] as const] : [];
  });
  return { ...Object.fromEntries(expressions), ...selector?.matchLabels };
}
