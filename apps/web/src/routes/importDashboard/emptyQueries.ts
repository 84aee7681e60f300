import type { QueryReply, QueryRequest } from '@gpu-console/shared/contract';
import { asksQueries, type Dashboard } from '@gpu-console/shared/dashboards';
import { arrangePanels } from '@gpu-console/shared/dashboards/arrangePanels';
import { queryPlace } from '@gpu-console/shared/dashboards/lint';
import { resolvePanel } from '@gpu-console/shared/dashboards/resolve';
import type { VariableValues } from '@gpu-console/shared/dashboards/variables';
import { ApiError } from '../../api/client.ts';

/** As many queries as the server takes in one request (the contract's MAX_QUERIES), and as long. */
const MAX_QUERIES = 50;
const MAX_QUERY_LENGTH = 20_000;

type Query = QueryRequest['queries'][number];

/**
 * The queries of a dashboard that have no answer, each as `queryPlace` names it. They are asked once, together and only for
 * how many series they have. One that is not asked, fails, or has an answer in any copy of its panel is not among them.
 */
export async function emptyQueries(
  { panels }: Pick<Dashboard, 'panels'>,
  values: VariableValues,
  ask: (queries: Query[]) => Promise<QueryReply>,
): Promise<ReadonlySet<string>> {
  const places = placesOf(panels, values);
  const distinct = [...new Set([...places.values()].flatMap((questions) => [...questions]))];
  const asked = distinct.slice(0, MAX_QUERIES);
  if (asked.length === 0) return new Set();
  const { results } = await answered(ask(asked.map((question, index) => request(question, index))));
  const empty = new Set(
    asked.filter((_, index) => {
      const result = results[`q${index}`];
      return result !== undefined && 'series' in result && result.series.length === 0;
    }),
  );
  return new Set(
    [...places].flatMap(([place, questions]) =>
      [...questions].every((one) => empty.has(one)) ? [place] : [],
    ),
  );
}

/** What each query asks, in every copy of its panel: `instant` or `range`, a space, the PromQL. */
function placesOf(panels: Dashboard['panels'], values: VariableValues): ReadonlyMap<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  for (const { panel, values: own } of arrangePanels(panels, values).flatMap(({ cells }) => cells)) {
    if (!asksQueries(panel)) continue;
    for (const { id, expr, instant = false } of resolvePanel(panel, own, 'en').panel.queries) {
      const counted = `count(\n${expr}\n)`;
      if (expr.trim() === '' || counted.length > MAX_QUERY_LENGTH) continue;
      const place = queryPlace(panel.id, id);
      const questions = places.get(place) ?? new Set();
      places.set(place, questions.add(`${instant ? 'instant' : 'range'} ${counted}`));
    }
  }
  return places;
}

function request(question: string, index: number): Query {
  const at = question.indexOf(' ');
  const type = question.startsWith('instant ') ? 'instant' : 'range';
  return { id: `q${index}`, expr: question.slice(at + 1), type };
}

/** A request of which nothing could be answered says nothing of what is empty. */
async function answered(reply: Promise<QueryReply>): Promise<QueryReply> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof ApiError) return { results: {} };
    throw error;
  }
}
