import { isKnown } from '../../fact.ts';
import { CLUSTER, check, seen } from '../check.ts';
import { withCluster } from '../cluster.ts';
import { isScraped, type Monitor, metricsPath, selects } from '../exporters.ts';
import type { Facts } from '../facts.ts';
import { labelText, unmet } from '../selectors.ts';

export const metricsMonitorSelected = check('metrics-monitor-selected', (facts, found) =>
  withCluster(facts, found, () => {
    const monitors = metricsPath(facts).monitors.filter(({ wrongPort }) => wrongPort === null);
    const [monitor] = monitors;
    if (monitor === undefined) return [];
    const object = `${monitor.kind}/${monitor.namespace}/${monitor.name}`;
    const scraped = isScraped(facts);
    const evidence = [seen(object, '.metadata.labels', labelText(monitor.labels))];
    if (scraped === true)
      return [found.pass(CLUSTER, [...evidence, seen('Prometheus', 'targets of exporters', 'up')])];
    const { prometheuses } = facts;
    if (!isKnown(prometheuses)) return [found.unknown(CLUSTER, prometheuses.unknown)];
    if (prometheuses.value.length === 0)
      return [found.unknown(CLUSTER, 'there is no Prometheus object: who reads monitors is not known')];
    const choices = prometheuses.value.flatMap((prometheus) =>
      monitors.map((one) => ({ prometheus, monitor: one, ...selects(prometheus, one, facts.namespaces) })),
    );
    const taken = choices.find(({ label, namespace }) => label && namespace === true);
    if (taken !== undefined) {
      const { metadata } = taken.prometheus;
      return [
        found.pass(CLUSTER, [
          ...evidence,
          seen(`Prometheus/${metadata.namespace}/${metadata.name}`, 'selects', object),
        ]),
      ];
    }
    if (
      choices.some(({ label, namespace }) => label && namespace === undefined) &&
      !isKnown(facts.namespaces)
    )
      return [found.unknown(CLUSTER, facts.namespaces.unknown)];
    const nearest = choices.find(({ namespace }) => namespace === true) ?? choices[0];
    if (nearest === undefined) return [];
    const wanted = wantedOf(nearest.prometheus, nearest.monitor, nearest.namespace === false, facts);
    const { metadata } = nearest.prometheus;
    const prometheus = `Prometheus/${metadata.namespace}/${metadata.name}`;
    return [
      found.fail(CLUSTER, 'not-selected', {
        params: {
          monitor: object,
          prometheus,
          wanted: [wanted.label, wanted.namespaceLabel].filter(Boolean).join(', ') || 'another namespace',
          ...wanted,
        },
        evidence: [...evidence, seen(prometheus, '.spec.serviceMonitorSelector', wanted.label || '{}')],
      }),
    ];
  }),
);

/** What the monitor, or its namespace, would have to be labelled with. */
function wantedOf(
  { spec }: Parameters<typeof selects>[0],
  monitor: Monitor,
  byNamespace: boolean,
  { namespaces }: Facts,
): { readonly label: string; readonly namespaceLabel: string } {
  const isService = monitor.kind === 'ServiceMonitor';
  const selector = (isService ? spec.serviceMonitorSelector : spec.podMonitorSelector) ?? {};
  const ofNamespaces = isService ? spec.serviceMonitorNamespaceSelector : spec.podMonitorNamespaceSelector;
  const own = isKnown(namespaces)
    ? namespaces.value.find(({ metadata }) => metadata.name === monitor.namespace)
    : undefined;
  return {
    label: unmet(selector, monitor.labels).join(','),
    namespaceLabel:
      byNamespace && ofNamespaces != null ? unmet(ofNamespaces, own?.metadata.labels ?? {}).join(',') : '',
  };
}
