/** What somebody may see of a Prometheus, where that is not everything. */
export interface SeriesAccess {
  /** The same for all who may see the same: answers are kept by it. */
  readonly key: string;
  /** Milliseconds for which an answer is kept at most: whether they still may see it, Prometheus itself decides. */
  readonly maxAgeMs?: number;
  /** The query of what they may see alone. @throws PrometheusError for one of which that cannot be had */
  query(expr: string): string;
  /** The selectors that together select what they may see of `match`, or of all series without it; none for all of them. @throws as `query` */
  selectors(match: string | undefined): readonly string[];
  /** What tells Prometheus who asks, in the place of the console's own headers of these names. @throws as `query` */
  headers(): Readonly<Record<string, string>>;
}
