import { serviceSelects } from '@gpu-console/shared/kubernetes';
import { isKnown } from '../../fact.ts';
import { CLUSTER, check, seen } from '../check.ts';
import { withCluster } from '../cluster.ts';
import { metricsPath } from '../exporters.ts';

export const metricsEndpoints = check('metrics-endpoints', (facts, found) =>
  withCluster(facts, found, () => {
    const { exporters, service } = metricsPath(facts);
    if (!isKnown(facts.services) || service === null) return [];
    if (!isKnown(facts.endpoints)) return [found.unknown(CLUSTER, facts.endpoints.unknown)];
    const { name, namespace } = service.metadata;
    const ready = exporters.filter((pod) => pod.ready && pod.ip !== null && pod.namespace === namespace);
    if (ready.length === 0) return [];
    const own = facts.endpoints.value.filter(
      ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
    );
    const addresses = new Set(
      own.flatMap(({ subsets }) =>
        (subsets ?? []).flatMap((subset) => (subset.addresses ?? []).map(({ ip }) => ip)),
      ),
    );
    const missing = ready.filter(({ ip }) => !addresses.has(ip ?? ''));
    const evidence = [
      seen(`Endpoints/${namespace}/${name}`, '.subsets[].addresses', [...addresses].join(', ') || 'none'),
      ...missing
        .slice(0, 3)
        .map((pod) =>
          seen(
            `Pod/${pod.namespace}/${pod.name}`,
            'matches the selector',
            serviceSelects(service.spec.selector, pod.labels),
          ),
        ),
    ];
    if (addresses.size === 0) return [found.fail(CLUSTER, 'none', { params: { service: name }, evidence })];
    if (missing.length === 0) return [found.pass(CLUSTER, evidence)];
    const params = { service: name, missing: missing.length, exporters: ready.length };
    return [found.warn(CLUSTER, 'some', { params, evidence })];
  }),
);
