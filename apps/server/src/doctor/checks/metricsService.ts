import { isKnown } from '../../fact.ts';
import { CLUSTER, check, seen } from '../check.ts';
import { withCluster } from '../cluster.ts';
import { isScraped, metricsPath } from '../exporters.ts';
import { labelText } from '../selectors.ts';

export const metricsService = check('metrics-service', (facts, found) =>
  withCluster(facts, found, () => {
    const { exporters, service, namespace, monitors } = metricsPath(facts);
    const [pod] = exporters;
    if (pod === undefined || namespace === null) return [];
    if (!isKnown(facts.services)) return [found.unknown(CLUSTER, facts.services.unknown)];
    if (service !== null) {
      const object = `Service/${service.metadata.namespace}/${service.metadata.name}`;
      return [found.pass(CLUSTER, [seen(object, '.spec.selector', labelText(service.spec.selector ?? {}))])];
    }
    const byPods = monitors.find(({ kind }) => kind === 'PodMonitor');
    if (byPods !== undefined)
      return [
        found.pass(CLUSTER, [seen(`PodMonitor/${byPods.namespace}/${byPods.name}`, 'selects', 'pods')]),
      ];
    const scraped = isScraped(facts);
    if (scraped === true)
      return [found.pass(CLUSTER, [seen('Prometheus', 'targets', 'up without a Service')])];
    const own = Object.entries(pod.labels).find(([key]) => key === 'app' || key === 'app.kubernetes.io/name');
    const params = {
      namespace,
      labels: labelText(pod.labels),
      app: own === undefined ? 'app: nvidia-dcgm-exporter' : `${own[0]}: ${own[1]}`,
    };
    const evidence = [seen(`Pod/${pod.namespace}/${pod.name}`, '.metadata.labels', labelText(pod.labels))];
    const meant = facts.services.value.find(
      ({ metadata }) =>
        own !== undefined && metadata.namespace === namespace && metadata.labels[own[0]] === own[1],
    );
    if (meant !== undefined) {
      const { name } = meant.metadata;
      const selector = labelText(meant.spec.selector ?? {});
      return [
        found.fail(CLUSTER, 'selector', {
          params: { ...params, service: name, selector, label: own?.join('=') ?? 'app=nvidia-dcgm-exporter' },
          evidence: [...evidence, seen(`Service/${namespace}/${name}`, '.spec.selector', selector)],
        }),
      ];
    }
    return [found.fail(CLUSTER, 'missing', { params, evidence })];
  }),
);
