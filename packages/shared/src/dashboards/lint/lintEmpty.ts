import type { DashboardQuery } from '../model.ts';
import { type LintFacts, type LintFinding, queryPlace } from './finding.ts';

/** That a panel's query was asked and had no answer, with the time that it was asked over. */
export function lintEmpty(
  panel: string,
  { id: query, instant = false }: Pick<DashboardQuery, 'id' | 'instant'>,
  { empty }: LintFacts,
): readonly LintFinding[] {
  if (empty?.places.has(queryPlace(panel, query)) !== true) return [];
  const params = instant ? { at: 'end' } : { range: durationText(empty.seconds) };
  const id = `query.empty:${panel}:${query}`;
  return [{ id, code: 'query.empty', severity: 'warning', panel, query, params }];
}

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
] as const;

/** As Prometheus writes durations, e.g. `1h30m`. */
function durationText(seconds: number): string {
  let rest = Math.max(1, Math.round(seconds));
  return UNITS.map(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count === 0 ? '' : `${count}${unit}`;
  }).join('');
}
