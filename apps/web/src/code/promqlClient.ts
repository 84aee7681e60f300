import type { ValuesQuery } from '@gpu-console/shared/contract';
import type { PrometheusClient } from '@prometheus-io/codemirror-promql';
import { EqlRegex, EqlSingle, Neq, NeqRegex } from '@prometheus-io/lezer-promql';

/** The values that the cluster's Prometheus has for one question. */
export type FetchValues = (query: ValuesQuery) => Promise<readonly string[]>;

type Matchers = NonNullable<Parameters<PrometheusClient['labelValues']>[2]>;

const OPERATORS: ReadonlyMap<number, string> = new Map([
  [EqlSingle, '='],
  [Neq, '!='],
  [EqlRegex, '=~'],
  [NeqRegex, '!~'],
]);

/** What completion asks Prometheus, asked through the console. Where an answer fails there is nothing to complete. */
export function promqlClient(ask: FetchValues): PrometheusClient {
  const values = async (query: ValuesQuery): Promise<string[]> => {
    try {
      return [...(await ask(query))];
    } catch {
      return [];
    }
  };
  return {
    metricNames: () => values({ kind: 'labelValues', label: '__name__' }),
    labelNames: (metric) => values({ kind: 'labelNames', ...matched(metric) }),
    labelValues: (label, metric, matchers) =>
      values({ kind: 'labelValues', label, ...matched(metric, label, matchers) }),
    // The console tells none of these; completion does without.
    metricMetadata: async () => ({}),
    series: async () => [],
    flags: async () => ({}),
  };
}

/** In a matcher's value: a variable would fit nothing, a quote would end it. */
const UNFIT = /[$"]/;

/** The selector of a metric's series, with those matchers of other labels that can be asked. */
function matched(metric = '', label = '', matchers: Matchers = []): { match?: string } {
  const others = matchers.flatMap(({ type, name, value }) => {
    const operator = OPERATORS.get(type);
    if (operator === undefined || name === label || value === '' || UNFIT.test(value)) return [];
    return [`${name}${operator}"${value}"`];
  });
  if (metric === '' && others.length === 0) return {};
  return { match: others.length === 0 ? metric : `${metric}{${others.join(',')}}` };
}
