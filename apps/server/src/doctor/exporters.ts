import { selectsLabels, serviceSelects } from '@gpu-console/shared/kubernetes';
import { isKnown } from '../fact.ts';
import type { ComponentRecord } from '../kubernetes/componentRecord.ts';
import type {
  InventoryService,
  PodMonitorObject,
  PrometheusObject,
  ServiceMonitorObject,
} from '../kubernetes/inventoryObjects.ts';
import { memo } from '../memo.ts';
import type { Target } from '../prometheus/monitoring.ts';
import { componentsOf } from './cluster.ts';
import type { Facts } from './facts.ts';
import { mostFrequent } from './mostFrequent.ts';

/** A ServiceMonitor or PodMonitor that matches the exporter. */
export interface Monitor {
  readonly kind: 'ServiceMonitor' | 'PodMonitor';
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Named by it, but not had by the Service; null where it fits. */
  readonly wrongPort: string | null;
}

/** The way of the metrics, as Kubernetes tells it. */
export interface MetricsPath {
  readonly exporters: readonly ComponentRecord[];
  /** Where most exporters run. */
  readonly namespace: string | null;
  readonly service: InventoryService | null;
  readonly monitors: readonly Monitor[];
  /** The operator's own ServiceMonitor, often taken for the exporter's. */
  readonly operatorMonitor: ServiceMonitorObject | null;
}

export const metricsPath = memo((facts: Facts): MetricsPath => {
  const exporters = isKnown(facts.cluster) ? componentsOf(facts.cluster.value, 'dcgm-exporter') : [];
  const namespace = mostFrequent(exporters.map((pod) => pod.namespace));
  const services = isKnown(facts.services) ? facts.services.value : [];
  const service =
    services.find(
      ({ metadata, spec }) =>
        metadata.namespace === namespace &&
        exporters.some((pod) => pod.namespace === namespace && serviceSelects(spec.selector, pod.labels)),
    ) ?? null;
  const serviceMonitors = isKnown(facts.serviceMonitors) ? facts.serviceMonitors.value : [];
  const podMonitors = isKnown(facts.podMonitors) ? facts.podMonitors.value : [];
  return {
    exporters,
    namespace,
    service,
    monitors: [
      ...(service === null ? [] : serviceMonitors.flatMap((monitor) => ofService(monitor, service))),
      ...podMonitors.flatMap((monitor) => ofPods(monitor, exporters)),
    ],
    operatorMonitor: serviceMonitors.find(isOperators) ?? null,
  };
});

function isOperators({ spec }: ServiceMonitorObject): boolean {
  return spec.selector.matchLabels?.['app'] === 'gpu-operator';
}

type NamespaceSelector = ServiceMonitorObject['spec']['namespaceSelector'];

function covers({ any, matchNames }: NamespaceSelector, own: string, namespace: string): boolean {
  if (any === true) return true;
  return matchNames === undefined || matchNames.length === 0
    ? own === namespace
    : matchNames.includes(namespace);
}

function ofService({ metadata, spec }: ServiceMonitorObject, service: InventoryService): Monitor[] {
  if (!covers(spec.namespaceSelector, metadata.namespace, service.metadata.namespace)) return [];
  if (!selectsLabels(spec.selector, service.metadata.labels)) return [];
  const { ports } = service.spec;
  const fits = spec.endpoints.some(({ port, targetPort }) =>
    port === undefined
      ? targetPort !== undefined &&
        ports.some((one) => String(one.targetPort ?? one.port) === String(targetPort))
      : ports.some(({ name }) => name === port),
  );
  const [named] = spec.endpoints.map(({ port, targetPort }) => port ?? String(targetPort ?? ''));
  return [{ kind: 'ServiceMonitor', ...metadata, wrongPort: fits ? null : (named ?? '—') }];
}

function ofPods({ metadata, spec }: PodMonitorObject, exporters: readonly ComponentRecord[]): Monitor[] {
  const fits = exporters.some(
    ({ namespace, labels }) =>
      covers(spec.namespaceSelector, metadata.namespace, namespace) && selectsLabels(spec.selector, labels),
  );
  return fits ? [{ kind: 'PodMonitor', ...metadata, wrongPort: null }] : [];
}

/** Whether a Prometheus takes a monitor in; undefined where that hangs on labels of namespaces that cannot be read. */
export function selects(
  { metadata, spec }: PrometheusObject,
  monitor: Monitor,
  namespaces: Facts['namespaces'],
): { readonly label: boolean; readonly namespace: boolean | undefined } {
  const isService = monitor.kind === 'ServiceMonitor';
  const selector = isService ? spec.serviceMonitorSelector : spec.podMonitorSelector;
  const namespaceSelector = isService
    ? spec.serviceMonitorNamespaceSelector
    : spec.podMonitorNamespaceSelector;
  const label = selectsLabels(selector, monitor.labels);
  if (namespaceSelector == null) return { label, namespace: metadata.namespace === monitor.namespace };
  const isEmpty =
    Object.keys(namespaceSelector.matchLabels ?? {}).length === 0 &&
    (namespaceSelector.matchExpressions ?? []).length === 0;
  if (isEmpty) return { label, namespace: true };
  if (!isKnown(namespaces)) return { label, namespace: undefined };
  const own = namespaces.value.find((one) => one.metadata.name === monitor.namespace);
  return { label, namespace: selectsLabels(namespaceSelector, own?.metadata.labels ?? {}) };
}

/** Prometheus' targets of an exporter's pod, those that are up first. */
export function targetsOf(pod: ComponentRecord, targets: readonly Target[]): readonly Target[] {
  const own = targets.filter(({ labels, url }) => {
    if (labels['pod'] === pod.name && (labels['namespace'] ?? pod.namespace) === pod.namespace) return true;
    return pod.ip !== null && hostOf(url) === pod.ip;
  });
  return own.toSorted((a, b) => Number(b.health === 'up') - Number(a.health === 'up'));
}

function hostOf(url: string): string | null {
  const host = URL.canParse(url) ? new URL(url).hostname : null;
  return host?.replace(/^\[|\]$/g, '') ?? null;
}

/** Whether Prometheus scrapes any exporter now; undefined where it does not tell. */
export const isScraped = memo((facts: Facts): boolean | undefined => {
  const { targets } = facts;
  if (!isKnown(targets)) return undefined;
  return metricsPath(facts).exporters.some((pod) =>
    targetsOf(pod, targets.value).some(({ health }) => health === 'up'),
  );
});
