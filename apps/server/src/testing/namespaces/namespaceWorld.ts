import { enforceNamespaces, type NamespaceRule, QueryRefusal } from '@gpu-console/shared/promql';
import { z } from 'zod';
import { PrometheusServer } from '../prometheusServer.ts';
import { openMetricsOf } from '../seriesHistory.ts';
import { ALLOWED, namespaceSeries } from './namespaceSeries.ts';

const AT_ONCE = 4;
/** An answer that differs is asked for again so often. */
const TIMES = 5;
const OTHERS = ['team-b', 'team-a-2', 'gpu-operator'];

const Answer = z.object({
  status: z.string(),
  errorType: z.optional(z.string()),
  error: z.optional(z.string()),
  data: z.optional(z.object({ resultType: z.string(), result: z.unknown() })),
});
type Answer = z.infer<typeof Answer>;

export interface Outcome {
  readonly expr: string;
  readonly kind: 'refused' | 'failed' | 'empty' | 'answered';
  /** Whether the expression, as it was sent, has another answer. */
  readonly reads: boolean;
  /** What is wrong with how it was enforced. */
  readonly fault: string | undefined;
}

/** Labels that DCGM's series may name their namespace in, as fleets have them. */
export const RULES: readonly NamespaceRule[] = [
  ['exported_namespace'],
  ['namespace'],
  ['pod_namespace'],
  ['exported_namespace', 'namespace'],
  ['exported_namespace', 'pod_namespace', 'namespace'],
  [],
].map((dcgmLabels) => ({ namespaces: ALLOWED, dcgmLabels }));

/** Matchers of what the rules of both labels allow: an expression that has one of them in each selector keeps to them. */
export const RESTRICTED = [
  'exported_namespace="team-a"',
  'exported_namespace=~"team-c|team-a"',
  'exported_namespace="",namespace="team-a"',
  'namespace=~"team-(a|c)",exported_namespace=""',
] as const;
const RULES_OF_BOTH = RULES.filter(({ dcgmLabels }) => dcgmLabels.length !== 1);

/** Two real Prometheus: one with the series of all namespaces, one that has only what is allowed. */
export class NamespaceWorld {
  readonly #all: PrometheusServer;
  readonly #only: PrometheusServer;
  readonly #end: number;

  private constructor(all: PrometheusServer, only: PrometheusServer, end: number) {
    this.#all = all;
    this.#only = only;
    this.#end = end;
  }

  static async start(): Promise<NamespaceWorld> {
    const end = Math.floor(Date.now() / 60_000) * 60;
    const [all, only] = await Promise.all(
      [false, true].map((allowed) =>
        PrometheusServer.start(openMetricsOf(namespaceSeries(end, { only: allowed }))),
      ),
    );
    if (all === undefined || only === undefined) throw new Error('There are two of them');
    return new NamespaceWorld(all, only, end);
  }

  async stop(): Promise<void> {
    await Promise.all([this.#all.stop(), this.#only.stop()]);
  }

  /** Judges expressions, each under the rule whose turn it is, several at once. */
  async judgeAll(
    expressions: readonly string[],
    { restricted }: { readonly restricted: boolean },
  ): Promise<readonly Outcome[]> {
    const rules = restricted ? RULES_OF_BOTH : RULES;
    const outcomes: Outcome[] = [];
    const queue = expressions.entries();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const [index, expr] of queue) {
          const rule = rules[index % rules.length];
          const isRange = Math.floor(index / rules.length) % 3 === 0;
          if (rule !== undefined) outcomes.push(await this.#judge(expr, { rule, restricted, isRange }));
        }
      }),
    );
    return outcomes;
  }

  /** The series that selectors select where all are, and where others' are not. */
  async series(
    selectors: readonly string[],
  ): Promise<{ readonly all: readonly string[]; readonly only: readonly string[] }> {
    const form = new URLSearchParams();
    for (const selector of selectors) form.append('match[]', selector);
    const [all = [], only = []] = await Promise.all(
      [this.#all, this.#only].map(async ({ url }) => {
        const reply = await fetch(`${url}/api/v1/series`, { method: 'POST', body: form });
        const { data } = z.object({ data: z.array(z.unknown()) }).parse(await reply.json());
        return data.map((one) => JSON.stringify(one)).sort();
      }),
    );
    return { all, only };
  }

  /**
   * The answer must not change when what others have goes away, be none that only Prometheus' parser refuses, and be the
   * expression's own where that is restricted already.
   */
  async #judge(
    expr: string,
    {
      rule,
      restricted,
      isRange,
    }: { readonly rule: NamespaceRule; readonly restricted: boolean; readonly isRange: boolean },
  ): Promise<Outcome> {
    let enforced: string;
    try {
      enforced = enforceNamespaces(expr, rule);
    } catch (error) {
      if (!(error instanceof QueryRefusal)) throw error;
      return { expr, kind: 'refused', reads: false, fault: undefined };
    }
    const ask = async (prometheus: PrometheusServer, query: string) => this.#ask(prometheus, query, isRange);
    const read = await ask(this.#all, enforced);
    const own = await ask(this.#all, expr);
    const fault =
      mentioned(read, expr) ??
      (read.errorType === 'bad_data' && own.errorType !== 'bad_data'
        ? `cannot be read: ${read.error}`
        : undefined) ??
      (await difference(
        'without others’ series',
        () => ask(this.#only, enforced),
        () => ask(this.#all, enforced),
      )) ??
      (restricted
        ? await difference(
            'as it was sent',
            () => ask(this.#all, expr),
            () => ask(this.#all, enforced),
          )
        : undefined);
    return {
      expr,
      kind: read.status !== 'success' ? 'failed' : isEmpty(read) ? 'empty' : 'answered',
      reads: comparable(own) !== comparable(read),
      fault:
        fault &&
        `${JSON.stringify(expr)} as ${enforced} of ${JSON.stringify(rule.dcgmLabels)}: ${fault}`.slice(
          0,
          3000,
        ),
    };
  }

  async #ask(prometheus: PrometheusServer, query: string, isRange: boolean): Promise<Answer> {
    const times = isRange
      ? { start: String(this.#end - 600), end: String(this.#end), step: '120' }
      : { time: String(this.#end) };
    const reply = await fetch(`${prometheus.url}/api/v1/${isRange ? 'query_range' : 'query'}`, {
      method: 'POST',
      body: new URLSearchParams({ query, ...times }),
    });
    return Answer.parse(await reply.json());
  }
}

/** How two answers differ, whenever they are asked for: Prometheus adds up in no order, and rounds. */
async function difference(
  what: string,
  first: () => Promise<Answer>,
  second: () => Promise<Answer>,
): Promise<string | undefined> {
  let difference: string | undefined;
  for (let time = 0; time < TIMES; time += 1) {
    const [one, other] = [comparable(await first()), comparable(await second())];
    if (one === other) return undefined;
    difference = `${other} but ${what}: ${one}`;
  }
  return difference;
}

/** An answer without the order of its series and the last digits of its values; of a failure, its kind alone. */
function comparable({ status, errorType, data }: Answer): string {
  if (data === undefined) return `${status} ${errorType}`;
  const result = JSON.stringify(data.result, (_, value: unknown) => rounded(value));
  const series: unknown = JSON.parse(result);
  return `${data.resultType} ${
    Array.isArray(series)
      ? series
          .map((one) => JSON.stringify(one))
          .sort()
          .join('\n')
      : result
  }`;
}

const rounded = (value: unknown) =>
  typeof value === 'string' && /^-?\d+\.\d/.test(value)
    ? String(Number(Number(value).toPrecision(8)))
    : value;

/** A failure that names others, where the expression does not. */
function mentioned({ error }: Answer, expr: string): string | undefined {
  const other = OTHERS.find((name) => error?.includes(`${name}-pod`) && !expr.includes(name));
  return other === undefined ? undefined : `tells of ${other}: ${error}`;
}

function isEmpty({ data }: Answer): boolean {
  return Array.isArray(data?.result) && data.result.length === 0;
}
