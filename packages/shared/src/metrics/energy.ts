import { metric } from './catalogue.ts';
import { type MetricsContext, perDevice, windowValues } from './expression.ts';
import { EVERYTHING, type Selection } from './selection.ts';

/** Energy of the selection over the range shown, in joules: the counter is in mJ and resets with the driver. */
export function energyExpression(
  { dialect, exported }: MetricsContext,
  selection: Selection = EVERYTHING,
): string {
  const counted = windowValues('increase', 'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', '$__range', selection, {
    exported,
    metric: metric('energy'),
  });
  return `sum(${perDevice(counted, dialect, dialect.uuid.slice(0, 1))}) / 1000`;
}
