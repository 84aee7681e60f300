import { isKnown } from '../../fact.ts';
import { CLUSTER, check, seen } from '../check.ts';
import { withCluster } from '../cluster.ts';
import { isScraped, metricsPath } from '../exporters.ts';
import type { Facts } from '../facts.ts';
import { labelText } from '../selectors.ts';

const ANNOTATION = 'prometheus.io/scrape';

export const metricsMonitor = check('metrics-monitor', (facts, found) =>
  withCluster(facts, found, () => {
    const { exporters, service, monitors, operatorMonitor } = metricsPath(facts);
    if (exporters.length === 0) return [];
    const fitting = monitors.find(({ wrongPort }) => wrongPort === null);
    if (fitting !== undefined) {
      const { kind, namespace, name, labels } = fitting;
      return [found.pass(CLUSTER, [seen(`${kind}/${namespace}/${name}`, 'labels', labelText(labels))])];
    }
    if (isScraped(facts) === true)
      return [found.pass(CLUSTER, [seen('Prometheus', 'targets', 'up without a monitor')])];
    const untold = [facts.serviceMonitors, facts.podMonitors, facts.services, facts.targets].find(
      (fact) => !isKnown<unknown>(fact),
    );
    if (untold !== undefined && !isKnown<unknown>(untold)) return [found.unknown(CLUSTER, untold.unknown)];
    if (service === null) return [];
    const object = `Service/${service.metadata.namespace}/${service.metadata.name}`;
    const evidence = [
      seen(object, '.metadata.labels', labelText(service.metadata.labels)),
      seen(object, '.spec.ports', service.spec.ports.map(({ name, port }) => name ?? port).join(', ')),
    ];
    if (!hasMonitors(facts) && service.metadata.annotations[ANNOTATION] === 'true')
      return [found.pass(CLUSTER, [seen(object, `.metadata.annotations[${ANNOTATION}]`, 'true')])];
    const params = { service: service.metadata.name, labels: labelText(service.metadata.labels) };
    const [wrong] = monitors;
    if (wrong !== undefined) {
      const monitor = `${wrong.kind}/${wrong.namespace}/${wrong.name}`;
      const ports = service.spec.ports.map(({ name, port }) => name ?? String(port)).join(', ');
      return [
        found.fail(CLUSTER, 'port', {
          params: {
            ...params,
            monitor,
            port: wrong.wrongPort ?? '—',
            ports,
            right: service.spec.ports.find(({ name }) => name !== undefined)?.name ?? '',
          },
          evidence: [...evidence, seen(monitor, '.spec.endpoints[].port', wrong.wrongPort)],
        }),
      ];
    }
    if (operatorMonitor !== null) {
      const { namespace, name } = operatorMonitor.metadata;
      const monitor = `ServiceMonitor/${namespace}/${name}`;
      return [
        found.fail(CLUSTER, 'only-operator', {
          params: { ...params, monitor },
          evidence: [...evidence, seen(monitor, '.spec.selector', 'app=gpu-operator')],
        }),
      ];
    }
    return [found.fail(CLUSTER, 'missing', { params, evidence })];
  }),
);

/** Whether anything of the Prometheus operator is there: only then do monitors decide, and annotations do not. */
function hasMonitors({ serviceMonitors, podMonitors, prometheuses }: Facts): boolean {
  return [serviceMonitors, podMonitors, prometheuses].some(
    (kind) => isKnown<readonly unknown[]>(kind) && kind.value.length > 0,
  );
}
