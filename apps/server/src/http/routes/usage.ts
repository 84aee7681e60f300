import { PrometheusError } from '../../prometheus/prometheusError.ts';
import { whyNoMetrics } from '../../prometheus/whyNoMetrics.ts';
import { podUsageList } from '../../usage/podUsageList.ts';
import type { Clusters } from '../clusters.ts';
import { type Routes, route } from '../route.ts';
import { prometheusUnreachable } from '../unreachable.ts';
import { askingOf, prometheusProblem } from '../upstream.ts';

export function usageRoutes(routes: Routes, clusters: Clusters): void {
  route(routes, 'usage', async ({ params, query }, caller) => {
    const snapshot = await clusters.get(params.cluster).snapshot();
    const reason = whyNoMetrics(snapshot.cluster);
    if (reason !== null) throw prometheusUnreachable(snapshot.cluster, reason);
    return podUsageList(snapshot, query, askingOf(caller)).catch((error: unknown) => {
      throw error instanceof PrometheusError ? prometheusProblem(error) : error;
    });
  });
}
