import type { Clusters } from '../clusters.ts';
import { type Routes, route } from '../route.ts';

export function clusterRoutes(routes: Routes, clusters: Clusters): void {
  route(routes, 'clusters', () => ({
    items: clusters.all.map(({ id, name, state, prometheus, fleet }) => {
      // Keeps the poll going. What it brings is for who asks next: how one source is must not wait for another.
      void fleet.get();
      const { vocabulary } = fleet;
      return {
        id,
        name,
        kubernetes: state.health.state,
        prometheus: prometheus.health.state,
        dialect: vocabulary?.dialect ?? null,
        metrics: vocabulary && [...vocabulary.exported].sort(),
        scrapeIntervalSeconds: vocabulary?.scrapeInterval ?? null,
      };
    }),
  }));
}
