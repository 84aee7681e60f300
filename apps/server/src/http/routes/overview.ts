import { toReply } from '../../access/scope.ts';
import { MAX_PROBLEMS, unjudgedChecks } from '../../doctor/problems.ts';
import { fleetOverview } from '../../fleet/overview.ts';
import type { ClusterDoor } from '../clusterDoor.ts';
import { problemsOf } from '../problemDetails.ts';
import { type Routes, route } from '../route.ts';

export function overviewRoutes(routes: Routes, door: ClusterDoor): void {
  route(routes, 'overview', async ({ params }, asking) => {
    const viewed = await door.open(params.cluster, asking);
    const { joined, isWhole, asOf, partial } = await viewed.snapshot();
    const { silent, ...overview } = fleetOverview(joined);
    const facts = await viewed.uncut.facts.peek();
    return {
      asOf,
      partial,
      scope: toReply(viewed.scope),
      problems: problemsOf(viewed, joined, facts).slice(0, MAX_PROBLEMS),
      unjudged: viewed.isWhole ? unjudgedChecks(facts) : [],
      ...overview,
      silent: isWhole ? silent : null,
    };
  });
}
