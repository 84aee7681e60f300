import type { Frame } from '@gpu-console/shared/contract';
import { type Annotation, durationSeconds, renderLegend } from '@gpu-console/shared/dashboards';
import type { PanelMark } from './panelMark.ts';

/** More than these would hide the lines. */
export const MAX_MARKS = 100;

export interface AnnotationMarks {
  /** The newest, in the order of their times. */
  readonly marks: readonly PanelMark[];
  /** How many older ones were left out. */
  readonly leftOut: number;
}

/**
 * A mark where something begins to be the case: where a series has a value other than 0, and had none in the annotation's
 * own step before, or in that of the frame if that is longer. `title` and `text` may hold `{{label}}` placeholders.
 */
export function annotationMarks(annotation: Annotation, { start, step, series }: Frame): AnnotationMarks {
  const { name, title = '', text = '', colour } = annotation;
  const gap = Math.max(1, (durationSeconds(annotation.step ?? '') ?? 0) / step);
  const marks = series.flatMap(({ labels, values }): PanelMark[] => {
    const filled = (template: string) => (template === '' ? '' : renderLegend(template, labels));
    const words = [filled(title) || name, filled(text)];
    const label = words.filter(Boolean).join(': ');
    return runStarts(values, gap).map((index) => ({
      time: start + index * step,
      label,
      severity: 'info',
      ...(colour === undefined ? {} : { colour }),
    }));
  });
  const sorted = marks.toSorted((a, b) => a.time - b.time);
  return { marks: sorted.slice(-MAX_MARKS), leftOut: Math.max(0, sorted.length - MAX_MARKS) };
}

/** Where values other than 0 begin after none for more than `gap` points. */
function runStarts(values: readonly (number | null)[], gap: number): readonly number[] {
  let last = Number.NEGATIVE_INFINITY;
  return values.flatMap((value, index) => {
    if (value === null || value === 0) return [];
    const isStart = index - last > gap;
    last = index;
    return isStart ? [index] : [];
  });
}
