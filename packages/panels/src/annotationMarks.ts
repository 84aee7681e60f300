import type { Frame } from '@gpu-console/shared/contract';
import { type Annotation, renderLegend } from '@gpu-console/shared/dashboards';
import type { PanelMark } from './panelMark.ts';

/** More than these would hide the lines. */
export const MOST_MARKS = 100;

export interface AnnotationMarks {
  /** The newest, in the order of their times. */
  readonly marks: readonly PanelMark[];
  /** How many older ones were left out. */
  readonly leftOut: number;
}

/**
 * A mark where something begins to be the case: where a series has a value other than 0 and, one step before, had none.
 * `title` and `text` may hold `{{label}}` placeholders.
 */
export function annotationMarks(annotation: Annotation, { start, step, series }: Frame): AnnotationMarks {
  const { name, title = '', text = '', colour } = annotation;
  const marks = series.flatMap(({ labels, values }): PanelMark[] => {
    const filled = (template: string) => (template === '' ? '' : renderLegend(template, labels));
    const words = [filled(title) || name, filled(text)];
    const label = words.filter(Boolean).join(': ');
    return values.flatMap((value, index) =>
      isTheCase(value) && !isTheCase(values[index - 1])
        ? [
            {
              time: start + index * step,
              label,
              severity: 'info',
              ...(colour === undefined ? {} : { colour }),
            },
          ]
        : [],
    );
  });
  const sorted = marks.toSorted((a, b) => a.time - b.time);
  return { marks: sorted.slice(-MOST_MARKS), leftOut: Math.max(0, sorted.length - MOST_MARKS) };
}

const isTheCase = (value: number | null | undefined) => value !== null && value !== undefined && value !== 0;
