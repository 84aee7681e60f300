import type { Cluster as ClusterReply } from '@gpu-console/shared/contract';
import { toReply } from '../../access/scope.ts';
import type { Cluster } from '../../cluster/cluster.ts';
import type { ClusterDoor } from '../clusterDoor.ts';
import { type Routes, route } from '../route.ts';

export function clusterRoutes(routes: Routes, door: ClusterDoor): void {
  route(routes, 'clusters', async (_, asking) => {
    const listed = await door.all({ ...asking, namespaces: null });
    return {
      items: listed.map((one): ClusterReply => {
        if (!('viewed' in one)) return { ...unknownTo(one.cluster), scopeProblem: one.problem };
        const { id, name, scope, health, uncut } = one.viewed;
        // Keeps the poll going. What it brings is for who asks next: how one source is must not wait for another.
        void uncut.fleet.get();
        const { vocabulary } = uncut.fleet;
        return {
          id,
          name,
          scope: toReply(scope),
          scopeProblem: null,
          ...health,
          dialect: vocabulary?.dialect ?? null,
          metrics: vocabulary && [...vocabulary.exported].sort(),
          scrapeIntervalSeconds: vocabulary?.scrapeInterval ?? null,
        };
      }),
    };
  });
}

/** What is told of a cluster while it is not known what who asks may see of it. */
function unknownTo({ id, name, state, prometheus }: Cluster) {
  const kubernetes = { ...state.health.state, reason: null };
  return {
    ...{ id, name, kubernetes, prometheus: { ...prometheus.health.state, reason: null } },
    ...{ scope: null, dialect: null, metrics: null, scrapeIntervalSeconds: null },
  };
}
