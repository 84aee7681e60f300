import type { ValuesQuery, ValuesReply, ValuesRequest } from '@gpu-console/shared/contract';
import { resultText } from '@gpu-console/shared/dashboards/variables';
import { promqlString } from '@gpu-console/shared/metrics';
import type { Asking, PrometheusClient } from './prometheusClient.ts';
import { queryError } from './queryError.ts';
import type { QueryAsking } from './queryService.ts';
import { readInstant } from './readFrame.ts';

const MAX_VALUES = 10_000;

/** What each variable can be, as of the series that had samples between `from` and `to` (Unix seconds). */
export function variableValues(
  client: PrometheusClient,
  { from, to, queries }: ValuesRequest,
  { viewer = '', signal, access }: QueryAsking = {},
): Promise<ValuesReply['results']> {
  return Promise.all(
    queries.map(async (query) => {
      try {
        const warnings: string[] = [];
        const warned = (more: readonly string[]) => warnings.push(...more);
        const values = await ask(client, query, { from, to }, { viewer, signal, access, warned });
        return { values: [...new Set(values)].slice(0, MAX_VALUES), warnings };
      } catch (error) {
        return queryError(error);
      }
    }),
  );
}

async function ask(
  client: PrometheusClient,
  query: ValuesQuery,
  { from, to }: Pick<ValuesRequest, 'from' | 'to'>,
  asking: Asking,
): Promise<readonly string[]> {
  switch (query.kind) {
    case 'labelValues':
      return client.labelValues(query.label, query.match, from, to, asking);
    case 'labelNames':
      return client.labelNames(query.match, from, to, asking);
    case 'metrics':
      return client.labelValues(
        '__name__',
        // The second matcher is for a pattern that matches nothing at all: Prometheus refuses a selector of only such.
        `{__name__=~${promqlString(`.*(?:${query.pattern}).*`)},__name__!=""}`,
        from,
        to,
        asking,
      );
    case 'series':
      return (await client.series(query.match, from, to, asking)).map((labels) => resultText(labels));
    case 'instant': {
      const body = await client.query('query', { query: query.expr, time: String(to) }, asking);
      const {
        frame: { start, series },
      } = await readInstant(body, to, asking);
      return series.flatMap(({ labels, values: [value] }) =>
        value === null || value === undefined ? [] : [resultText(labels, { value, time: start })],
      );
    }
  }
}
