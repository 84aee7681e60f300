import { enforceMatchers, type LabelMatcher, QueryRefusal } from '@gpu-console/shared/promql';
import { PrometheusError } from './prometheusError.ts';

/**
 * What of a Prometheus is this cluster's, where it holds the series of several: matchers that stand in every selector of
 * all that is asked of it.
 */
export class Scope {
  readonly #matchers: readonly LabelMatcher[];

  constructor(matchers: readonly LabelMatcher[] = []) {
    this.#matchers = matchers;
  }

  /**
   * A query of this cluster's series alone.
   * @throws PrometheusError for one that cannot be read: a selector without the matchers may hide in it
   */
  query(expr: string): string {
    if (this.#matchers.length === 0) return expr;
    try {
      return enforceMatchers(expr, this.#matchers);
    } catch (cause) {
      if (!(cause instanceof QueryRefusal)) throw cause;
      throw new PrometheusError(
        'invalid_promql',
        `The matchers of PROMETHEUS_MATCHERS cannot be put into the query. ${cause.message}`,
        null,
        { cause },
      );
    }
  }

  /** A selector of series, as `match[]` has it; undefined for all there are. @throws PrometheusError as `query` does */
  selector(match: string | undefined): string | undefined {
    if (this.#matchers.length === 0) return match;
    // A selector has to have a matcher that the empty text does not meet.
    return this.query(match ?? '{__name__!=""}');
  }

  /**
   * Whether what has these labels is the cluster's, or may be: targets and alerts often lack a label that Prometheus adds to
   * series as it sends them on.
   */
  mayHold(labels: Readonly<Record<string, string>>): boolean {
    return this.#matchers.every(({ label, op, value }) => {
      const has = labels[label];
      return has === undefined || matches(has, op, value);
    });
  }
}

function matches(has: string, op: LabelMatcher['op'], value: string): boolean {
  if (op === '=') return has === value;
  if (op === '!=') return has !== value;
  try {
    return new RegExp(`^(?:${value})$`, 's').test(has) === (op === '=~');
  } catch {
    // RE2 knows more than the console's expressions do.
    return true;
  }
}
