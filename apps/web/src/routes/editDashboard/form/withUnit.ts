import type { QueryPanel, Thresholds } from '@gpu-console/shared/dashboards';
import type { ValueFormat } from '@gpu-console/shared/dashboards/named-units';
import { withField } from './fieldValues.ts';

/** The panel with its values read otherwise: what people wrote of the axis and thresholds stays the same number. */
export function withUnit(panel: QueryPanel, { unit, scale }: ValueFormat): QueryPanel {
  const factor = scale / (panel.scale ?? 1);
  const read = withField({ ...panel, unit }, 'scale', scale === 1 ? undefined : scale);
  if (factor === 1) return read;
  const times = (value: number) => Number((value * factor).toPrecision(15));
  const { min, max, thresholds } = panel;
  return {
    ...read,
    ...(min === undefined ? {} : { min: times(min) }),
    ...(max === undefined ? {} : { max: times(max) }),
    ...(thresholds === undefined ? {} : { thresholds: scaled(thresholds, times) }),
  };
}

function scaled(thresholds: Thresholds, times: (value: number) => number): Thresholds {
  if (!('steps' in thresholds))
    return { warning: times(thresholds.warning), critical: times(thresholds.critical) };
  if (thresholds.relative) return thresholds;
  const steps = thresholds.steps.map((step) => ({
    ...step,
    from: step.from === null ? null : times(step.from),
  }));
  return { ...thresholds, steps };
}
