import type { ClusterDoor } from '../clusterDoor.ts';
import { type Routes, route } from '../route.ts';
import { askingOf, refuseIfNothingAnswered } from '../upstream.ts';

export function queryRoutes(routes: Routes, door: ClusterDoor): void {
  route(routes, 'query', async ({ params, body }, asking) => {
    const viewed = await door.open(params.cluster, asking);
    const reply = await viewed.uncut.queries.run(body, askingOf(viewed, asking));
    refuseIfNothingAnswered(Object.values(reply.results));
    return reply;
  });
}
