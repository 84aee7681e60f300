import { renderLegend } from '@gpu-console/shared/dashboards';
import { occupancyPanel } from '@gpu-console/shared/dashboards/gpu';
import { type MetricsContext, metric, metricExpression, type Selection } from '@gpu-console/shared/metrics';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { panelQuery } from '../../api/queries.ts';
import { useCluster, useMetricsContext } from '../../state/cluster.ts';
import { useTimeRange } from '../../state/timeRange.ts';
import { type XidEvent, xidEvents } from './xidHistory.ts';

export interface HeldXidEvent extends XidEvent {
  /** `namespace/name` of the pods that held the device then. */
  readonly pods: readonly string[];
}

const POINTS = 1000;

/** The device's XIDs over the range shown, each with who held it then; undefined until known. */
export function useXidEvents(selection: Selection): readonly HeldXidEvent[] | undefined {
  const cluster = useCluster().id;
  const context = useMetricsContext();
  const window = { ...useTimeRange().resolve(), maxDataPoints: POINTS };
  const queries = useMemo(
    () => (context === null ? [] : queriesOf(selection, context)),
    [selection, context],
  );
  const { data } = useQuery({
    ...panelQuery(
      cluster,
      window,
      queries.map(({ id, expr }) => ({ id, expr })),
    ),
    enabled: queries.length > 0,
  });
  return useMemo(() => {
    const frameOf = (id: string) => {
      const result = data?.results[id];
      return result === undefined || 'error' in result ? undefined : result;
    };
    const xids = frameOf(XID);
    if (xids === undefined) return undefined;
    return xidEvents(xids).map((event) => ({
      ...event,
      pods: queries.flatMap(({ id, state }) => {
        const frame = frameOf(id);
        if (state === undefined || frame === undefined || event.time === null) return [];
        // Whoever held it at the step before: a pod that dies of an XID is gone by the next sample.
        const index = Math.max(0, Math.round((event.time - frame.start) / frame.step) - 1);
        return frame.series.flatMap(({ labels, values }) =>
          (values[index] ?? null) === null ? [] : [renderLegend(state, labels)],
        );
      }),
    }));
  }, [data, queries]);
}

const XID = 'xid';

function queriesOf(selection: Selection, context: MetricsContext) {
  const holders = occupancyPanel(selection, context)?.queries ?? [];
  return [
    {
      id: XID,
      expr: metricExpression(metric('xid'), selection, context),
      state: undefined,
    },
    ...holders.map(({ id, expr, state }) => ({ id, expr, state })),
  ];
}
