import type { Frame, QueryError, QueryReply } from '@gpu-console/shared/contract';
import { type Routes, route } from '../route.ts';
import type { Clusters } from '../sources.ts';
import { prometheusProblem } from '../upstream.ts';

export function queryRoutes(routes: Routes, clusters: Clusters): void {
  route(routes, 'query', async ({ params, body }) => {
    const reply = await clusters.get(params.cluster).queries.run(body);
    refuseIfNothingAnswered(reply);
    return reply;
  });
}

function isError(result: Frame | QueryError): result is QueryError {
  return 'error' in result;
}

/** One failed query among others is told in its place; a request of which nothing was answered is an error as a whole. */
function refuseIfNothingAnswered({ results }: QueryReply): void {
  const answers = Object.values(results);
  const errors = answers.filter(isError).map(({ error }) => error);
  const [first] = errors;
  if (first === undefined || errors.length < answers.length) return;
  throw prometheusProblem(first);
}
