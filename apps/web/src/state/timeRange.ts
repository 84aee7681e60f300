import type { Interval } from '@gpu-console/panels';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import {
  DEFAULT_REFRESH,
  REFRESH_SECONDS,
  type RefreshId,
  rangeOf,
  resolveRange,
  searchOf,
  type TimeRange,
  zoomedOutRange,
  zoomedRange,
} from './range.ts';
import { useTick } from './tick.ts';

export interface TimeRangeState {
  readonly range: TimeRange;
  /** The range as Unix seconds; the same until the next refresh tick. */
  readonly resolve: () => Interval;
  readonly refresh: RefreshId;
  /** 0 where nothing refreshes by itself. */
  readonly refreshSeconds: number;
  readonly setRange: (range: TimeRange) => void;
  readonly setRefresh: (refresh: RefreshId) => void;
  readonly zoom: (from: number, to: number) => void;
  readonly zoomOut: () => void;
}

/** The time that the page shows, kept in the URL. */
export function useTimeRange(): TimeRangeState {
  const navigate = useNavigate();
  const { range: id, from, to, refresh = DEFAULT_REFRESH } = useSearch({ strict: false });
  const now = useTick();
  return useMemo(() => {
    const range = rangeOf({ range: id, from, to });
    const setRange = (next: TimeRange) =>
      void navigate({ to: '.', search: (search) => ({ ...search, ...searchOf(next) }) });
    const setRefresh = (next: RefreshId) =>
      void navigate({
        to: '.',
        search: (search) => ({ ...search, refresh: next === DEFAULT_REFRESH ? undefined : next }),
        replace: true,
      });
    return {
      range,
      resolve: () => resolveRange(range, now),
      refresh,
      refreshSeconds: REFRESH_SECONDS[refresh],
      setRange,
      setRefresh,
      zoom: (start, end) => setRange(zoomedRange(start, end)),
      zoomOut: () => setRange(zoomedOutRange(range, now)),
    };
  }, [navigate, id, from, to, refresh, now]);
}
