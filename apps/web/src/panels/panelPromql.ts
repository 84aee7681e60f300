import type { Interval } from '@gpu-console/panels';
import { interpolate, type ResolvedPanel } from '@gpu-console/shared/dashboards';

/** The panel's queries as they were asked: built-in variables filled in for this window and step (seconds). */
export function panelPromql(
  { queries }: ResolvedPanel,
  { from, to }: Interval,
  step: number,
  scrapeInterval: number,
): readonly string[] {
  return queries.map(({ expr }) => interpolate(expr, { from, to, step, scrapeInterval }));
}
