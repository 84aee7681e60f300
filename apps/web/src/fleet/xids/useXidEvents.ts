import type { Interval } from '@gpu-console/panels';
import { renderLegend } from '@gpu-console/shared/dashboards';
import { occupancyPanel } from '@gpu-console/shared/dashboards/library';
import {
  exportedNames,
  type MetricsContext,
  metric,
  metricExpression,
  newestValues,
  type Selection,
} from '@gpu-console/shared/metrics';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { panelQuery } from '../../api/queries.ts';
import { useMetricsContext } from '../../state/cluster.ts';
import { useView } from '../../state/view.ts';
import { changedXids, countedXids, type XidEvent, xidHistory } from './xidHistory.ts';

export interface HeldXidEvent extends XidEvent {
  /** `namespace/name` of the pods that held the device then. */
  readonly pods: readonly string[];
}

export interface XidEvents {
  /** Newest first; undefined until known. */
  readonly events: readonly HeldXidEvent[] | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
}

const POINTS = 1000;

/**
 * The XIDs of devices in an interval of Unix seconds, each with who held its device then.
 * @param selection asks nothing where it is empty
 */
export function useXidEvents(selection: Selection, interval: Interval): XidEvents {
  const view = useView();
  const context = useMetricsContext();
  const uuid = context?.dialect.uuid[0] ?? '';
  const window = { ...interval, maxDataPoints: POINTS };
  const queries = useMemo(
    () => (context === null || selection.length === 0 ? [] : queriesOf(selection, context)),
    [selection, context],
  );
  const { data, error, refetch } = useQuery({
    ...panelQuery(
      view,
      window,
      queries.map(({ id, expr }) => ({ id, expr })),
    ),
    enabled: queries.length > 0,
  });
  const events = useMemo(() => {
    const frameOf = (id: string) => {
      const result = data?.results[id];
      return result === undefined || 'error' in result ? undefined : result;
    };
    const xids = frameOf(XID);
    if (xids === undefined) return undefined;
    const counts = frameOf(COUNTS);
    const counted = counts === undefined ? [] : countedXids(counts, uuid);
    return xidHistory(changedXids(xids, uuid), counted, 2 * xids.step + SCRAPE_SECONDS).map((event) => ({
      ...event,
      pods: queries.flatMap(({ id, state }) => {
        const frame = frameOf(id);
        if (state === undefined || frame === undefined || event.time === null) return [];
        // Whoever held it at the step before: a pod that dies of an XID is gone by the next sample.
        const index = Math.max(0, Math.round((event.time - frame.start) / frame.step) - 1);
        return frame.series.flatMap(({ labels, values }) =>
          labels[uuid] !== event.uuid || (values[index] ?? null) === null
            ? []
            : [renderLegend(state, labels)],
        );
      }),
    }));
  }, [data, queries, uuid]);
  const failure = data?.results[XID];
  return {
    events,
    error: failure !== undefined && 'error' in failure ? new Error(failure.error.message) : error,
    retry: () => void refetch(),
  };
}

const XID = 'xid';
const COUNTS = 'counts';
const XID_COUNTS = 'DCGM_EXP_XID_ERRORS_COUNT';
/** The two accounts of one XID may stand in different scrapes. */
const SCRAPE_SECONDS = 60;

function queriesOf(selection: Selection, context: MetricsContext) {
  const holders = occupancyPanel(selection, context)?.queries ?? [];
  return [
    {
      id: XID,
      expr: metricExpression(metric('xid'), selection, context),
      state: undefined,
    },
    ...xidCounts(selection, context),
    ...holders.map(({ id, expr, state }) => ({ id, expr, state })),
  ];
}

/** The exporter's own counts of XIDs, which tell repeats of a code; most counters lists leave them out. */
function xidCounts(selection: Selection, context: MetricsContext) {
  const { dialect, exported } = context;
  if (exportedNames(XID_COUNTS, exported).length === 0) return [];
  const labels = [...dialect.uuid.slice(0, 1), 'xid', 'err_code'];
  const counts = newestValues(XID_COUNTS, selection, context, { labels });
  // The window that the exporter counts over may fall between two points.
  return [{ id: COUNTS, expr: `max_over_time((${counts})[$__interval:])`, state: undefined }];
}
