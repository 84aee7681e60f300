/** The design's colours and type, as a canvas needs them. */
export interface ChartTokens {
  readonly series: readonly string[];
  /** From the least to the most. */
  readonly heat: readonly string[];
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly surface: string;
  readonly sunken: string;
  readonly warning: string;
  readonly critical: string;
  readonly info: string;
  readonly font: string;
}
