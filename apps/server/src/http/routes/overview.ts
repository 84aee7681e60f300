import { fleetProblems, unjudgedChecks } from '../../doctor/problems.ts';
import { fleetOverview } from '../../fleet/overview.ts';
import type { Clusters } from '../clusters.ts';
import { type Routes, route } from '../route.ts';

export function overviewRoutes(routes: Routes, clusters: Clusters): void {
  route(routes, 'overview', async ({ params }) => {
    const { cluster, joined, isWhole, asOf, partial } = await clusters.get(params.cluster).snapshot();
    const { silent, ...overview } = fleetOverview(joined);
    const facts = await cluster.facts.peek();
    const [problems, unjudged] = [fleetProblems(facts), unjudgedChecks(facts)];
    return { asOf, partial, problems, unjudged, ...overview, silent: isWhole ? silent : null };
  });
}
