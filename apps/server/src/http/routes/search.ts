import { searchFleet } from '../../fleet/search.ts';
import type { ClusterDoor } from '../clusterDoor.ts';
import { type Routes, route } from '../route.ts';

/** Hits of one cluster. */
const MAX_HITS = 50;

export function searchRoutes(routes: Routes, door: ClusterDoor): void {
  route(routes, 'search', async ({ query: { q } }, asking) => {
    const listed = await door.all(asking);
    const answers = await Promise.all(
      listed.map(async (one) => {
        if (!('viewed' in one)) {
          const missing = [
            { source: 'kubernetes' as const, answers: false, reason: one.problem, since: null },
          ];
          return { cluster: one.cluster.id, items: [], missing };
        }
        const { joined, partial } = await one.viewed.snapshot();
        const cluster = one.viewed.id;
        const items = searchFleet(joined, q, MAX_HITS).map((hit) => ({ cluster, ...hit }));
        return { cluster, items, missing: partial };
      }),
    );
    return {
      items: answers.flatMap(({ items }) => items),
      partial: answers.flatMap(({ cluster, missing }) => (missing.length > 0 ? [{ cluster, missing }] : [])),
    };
  });
}
