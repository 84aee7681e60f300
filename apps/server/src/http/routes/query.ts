import type { Clusters } from '../clusters.ts';
import { type Routes, route } from '../route.ts';
import { askingOf, refuseIfNothingAnswered } from '../upstream.ts';

export function queryRoutes(routes: Routes, clusters: Clusters): void {
  route(routes, 'query', async ({ params, body }, caller) => {
    const reply = await clusters.get(params.cluster).queries.run(body, askingOf(caller));
    refuseIfNothingAnswered(Object.values(reply.results));
    return reply;
  });
}
