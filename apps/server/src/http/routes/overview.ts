import { fleetProblems } from '../../doctor/problems.ts';
import { fleetOverview } from '../../fleet/overview.ts';
import { type Routes, route } from '../route.ts';
import type { Clusters } from '../sources.ts';

export function overviewRoutes(routes: Routes, clusters: Clusters): void {
  route(routes, 'overview', async ({ params }) => {
    const { cluster, joined, isWhole, asOf, partial } = await clusters.snapshot(params.cluster);
    const { silent, ...overview } = fleetOverview(joined);
    const problems = fleetProblems(await cluster.facts.peek());
    return { asOf, partial, problems, ...overview, silent: isWhole ? silent : null };
  });
}
