import type { Frame } from '@gpu-console/shared/contract';

type Labels = Readonly<Record<string, string>>;

/** A frame whose values are handed to another thread without copying them. */
export interface PackedFrame extends Omit<Frame, 'series' | 'warnings'> {
  readonly labels: readonly Labels[];
  /** Those of all series, one behind the other; NaN is a gap. */
  readonly values: Float64Array<ArrayBuffer>;
  /** Where each series begins among the values; one more than there are series. */
  readonly starts: readonly number[];
}

/** How many values a frame has. */
export function pointsOf({ series }: Frame): number {
  return series.reduce((sum, { values }) => sum + values.length, 0);
}

/** The labels are copies, so that each series has its own even where two queries share an answer. */
export function packed({ start, step, count, series }: Frame): PackedFrame {
  const values = new Float64Array(pointsOf({ start, step, count, series, warnings: [] }));
  const starts = [0];
  let at = 0;
  for (const one of series) {
    for (const value of one.values) values[at++] = value ?? Number.NaN;
    starts.push(at);
  }
  return { start, step, count, labels: series.map(({ labels }) => ({ ...labels })), values, starts };
}

/** The values of series `index`. */
export function valuesAt({ values, starts }: PackedFrame, index: number): readonly (number | null)[] {
  return Array.from(values.subarray(starts[index], starts[index + 1]), (value) =>
    Number.isNaN(value) ? null : value,
  );
}

/** All of it again. */
export function unpacked(frame: PackedFrame): Frame {
  const { start, step, count, labels } = frame;
  const series = labels.map((one, index) => ({ labels: { ...one }, values: [...valuesAt(frame, index)] }));
  return { start, step, count, series, warnings: [] };
}
