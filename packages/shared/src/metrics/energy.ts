import { joinedCounter, type MetricsContext } from './expression.ts';
import { EVERYTHING, type Selection } from './selection.ts';

const MIN_STEP_SECONDS = 60;
const MAX_STEPS = 360;

/**
 * Energy of the selection over a range up to now, in joules: of boards that are gone too. The counter is in mJ and resets with the
 * driver. Its points are a minute apart at least: two exporters of one board are not equally far when one of them ends.
 * @param seconds the length of the range
 */
export function energyExpression(
  context: MetricsContext,
  seconds: number,
  selection: Selection = EVERYTHING,
): string {
  const step = Math.max(MIN_STEP_SECONDS, Math.ceil(seconds / MAX_STEPS));
  const board = context.dialect.uuid.slice(0, 1);
  const counter = joinedCounter('DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', selection, context, board);
  return `sum(increase((${counter})[${Math.round(seconds)}s:${step}s])) / 1000`;
}
