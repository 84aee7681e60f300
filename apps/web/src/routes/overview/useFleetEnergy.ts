import { energyExpression } from '@gpu-console/shared/metrics';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { panelQuery } from '../../api/queries.ts';
import { useMetricsContext } from '../../state/cluster.ts';
import { useTimeRange } from '../../state/timeRange.ts';
import { useView } from '../../state/view.ts';

const ID = 'energy';
/** The expression's own range is the window's; no more than one point is wanted. */
const ONE_POINT = { maxDataPoints: 1 };

/** Joules that the whole fleet drew over the range shown; null where nothing tells. */
export function useFleetEnergy(): number | null {
  const view = useView();
  const context = useMetricsContext();
  const { resolve } = useTimeRange();
  const range = resolve();
  const seconds = Math.round(range.to - range.from);
  const queries = useMemo(
    () => (context === null ? [] : [{ id: ID, expr: energyExpression(context, seconds), instant: true }]),
    [context, seconds],
  );
  const { data } = useQuery({
    ...panelQuery(view, { ...range, ...ONE_POINT }, queries),
    enabled: queries.length > 0,
  });
  const result = data?.results[ID];
  if (result === undefined || 'error' in result) return null;
  return result.series[0]?.values[0] ?? null;
}
