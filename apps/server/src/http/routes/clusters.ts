import { type Routes, route } from '../route.ts';
import type { Clusters } from '../sources.ts';

export function clusterRoutes(routes: Routes, clusters: Clusters): void {
  route(routes, 'clusters', async () => ({
    items: await Promise.all(
      clusters.all.map(async ({ id, name, state, prometheus, fleet }) => {
        await fleet.look();
        const { vocabulary } = fleet;
        return {
          id,
          name,
          kubernetes: state.health.state,
          prometheus: prometheus.health.state,
          dialect: vocabulary?.dialect ?? null,
          metrics: [...(vocabulary?.exported ?? [])].sort(),
          scrapeIntervalSeconds: vocabulary?.scrapeInterval ?? null,
        };
      }),
    ),
  }));
}
