import { toReply } from '../../access/scope.ts';
import { MAX_PROBLEMS } from '../../doctor/problems.ts';
import { fleetOverview } from '../../fleet/overview.ts';
import type { ClusterDoor } from '../clusterDoor.ts';
import { problemsShown } from '../problemsShown.ts';
import { type Routes, route } from '../route.ts';

export function overviewRoutes(routes: Routes, door: ClusterDoor): void {
  route(routes, 'overview', async ({ params }, asking) => {
    const viewed = await door.open(params.cluster, asking);
    const { joined, isWhole, asOf, partial } = await viewed.snapshot();
    const { silent, ...overview } = fleetOverview(joined);
    const { problems, unjudged } = await problemsShown(viewed, joined);
    return {
      asOf,
      partial,
      scope: toReply(viewed.scope),
      problems: problems.slice(0, MAX_PROBLEMS),
      unjudged,
      ...overview,
      silent: isWhole ? silent : null,
    };
  });
}
