/** A stretch of time in Unix seconds. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}
