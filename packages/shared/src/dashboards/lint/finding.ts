import type { Dialect } from '../../metrics/dialect.ts';
import type { Span } from '../../promql/index.ts';

import type { ValueFormat } from '../units.ts';

/** What is wrong, or may be. What it says in both languages is in `texts.ts`. */
export type LintCode =
  | 'unit.mismatch'
  | 'unit.unset'
  | 'title.mismatch'
  | 'metric.unknown'
  | 'label.unknown'
  | 'label.exporterPod'
  | 'query.invalid'
  | 'query.empty'
  | 'code.arithmetic';

/** What is known of the cluster that a dashboard is to be shown of; what is absent is not judged. */
export interface LintFacts {
  /** Names of the metrics that this Prometheus has: all, or those of DCGM alone. */
  readonly metrics?: { readonly names: ReadonlySet<string>; readonly complete: boolean };
  /** Labels of a metric's series, by metric. */
  readonly labels?: ReadonlyMap<string, ReadonlySet<string>>;
  readonly dialect?: Dialect;
  /** Queries that were asked over so many seconds and had no answer, each as `queryPlace` names it. */
  readonly empty?: { readonly places: ReadonlySet<string>; readonly seconds: number };
}

/** What makes a finding good: a part of the dashboard as it should be. */
export type LintFix =
  | { readonly kind: 'unit'; readonly format: ValueFormat }
  | { readonly kind: 'expr'; readonly expr: string };

export interface LintFinding {
  /** The same for the same fault in the same place, whatever else is found. */
  readonly id: string;
  readonly code: LintCode;
  readonly severity: 'error' | 'warning' | 'advice';
  readonly panel?: string;
  readonly query?: string;
  readonly variable?: string;
  readonly params: Readonly<Record<string, string>>;
  /** Where in the query. */
  readonly span?: Span;
  readonly fix?: LintFix;
}

/** The name of a panel's query among the facts. */
export function queryPlace(panel: string, query: string): string {
  return `${panel}/${query}`;
}
