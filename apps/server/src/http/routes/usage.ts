import { shows } from '../../access/scope.ts';
import { PrometheusError } from '../../prometheus/prometheusError.ts';
import { whyNoMetrics } from '../../prometheus/whyNoMetrics.ts';
import { podUsageList } from '../../usage/podUsageList.ts';
import type { ClusterDoor } from '../clusterDoor.ts';
import { type Routes, route } from '../route.ts';
import { prometheusUnreachable } from '../unreachable.ts';
import { askingOf, prometheusProblem } from '../upstream.ts';

export function usageRoutes(routes: Routes, door: ClusterDoor): void {
  route(routes, 'usage', async ({ params, query }, asking) => {
    const viewed = await door.open(params.cluster, asking);
    const { partial } = await viewed.snapshot();
    const snapshot = await viewed.uncut.snapshot();
    const reason = whyNoMetrics(snapshot.cluster);
    if (reason !== null) throw prometheusUnreachable(viewed, reason);
    // All pods are counted, since they share the devices: what is answered is told of those shown alone.
    const uncut = { ...askingOf(viewed, asking), access: undefined };
    const list = await podUsageList({ ...snapshot, partial }, query, uncut).catch((error: unknown) => {
      throw error instanceof PrometheusError ? prometheusProblem(error) : error;
    });
    return { ...list, items: list.items.filter(({ namespace }) => shows(viewed.scope, namespace)) };
  });
}
