import { ProblemError } from '../problem.ts';
import { type Routes, route } from '../route.ts';
import type { Clusters } from '../sources.ts';

export function gpuRoutes(routes: Routes, clusters: Clusters): void {
  route(routes, 'gpus', async ({ params, query }) => {
    const { fleet, asOf, partial } = await clusters.snapshot(params.cluster);
    const items = fleet.gpus.filter(
      (gpu) =>
        (query.node === undefined || gpu.node === query.node) &&
        (query.namespace === undefined || gpu.pods.some((pod) => pod.namespace === query.namespace)),
    );
    return { items, asOf, partial };
  });

  route(routes, 'gpu', async ({ params, query }) => {
    const { cluster, fleet, metrics, asOf, partial } = await clusters.snapshot(params.cluster);
    const parts = fleet.gpus.filter(({ uuid }) => uuid === params.uuid);
    const wanted = query.instance;
    const gpu =
      wanted === undefined
        ? (parts.find(({ instance }) => instance === null) ?? parts[0])
        : parts.find(({ instance }) => instance?.id === wanted);
    if (gpu === undefined) {
      if (metrics === undefined) {
        const reason = cluster.prometheus.health.state.reason ?? 'it has not answered yet';
        throw new ProblemError(503, 'prometheus_unreachable', `Prometheus cannot be read: ${reason}`, {
          upstream: { source: 'prometheus', status: null, message: reason },
        });
      }
      const what =
        wanted === undefined ? `GPU "${params.uuid}"` : `MIG instance ${wanted} of GPU "${params.uuid}"`;
      throw new ProblemError(404, 'gpu_not_found', `No exporter in ${cluster.name} reports ${what}`);
    }
    return { asOf, partial, gpu, instances: parts.filter(({ instance }) => instance !== null) };
  });
}
