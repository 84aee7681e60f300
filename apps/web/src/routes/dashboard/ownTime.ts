import { type Dashboard, durationSeconds } from '@gpu-console/shared/dashboards';
import { RANGE_IDS, REFRESH_IDS, REFRESH_SECONDS, secondsOf, type TimeSearch } from '../../state/range.ts';

/** A dashboard's own time and refresh as the nearest that the console offers. */
export function ownTime({ time, refresh }: Pick<Dashboard, 'time' | 'refresh'>): TimeSearch {
  return {
    ...(time === undefined ? {} : rangeOf(time)),
    ...(refresh === undefined ? {} : refreshOf(refresh)),
  };
}

/**
 * What of a dashboard's own time goes into the URL, which says `search`. A URL that somebody was sent says its own time. One
 * that was just opened carries that of the page before (`isOpened`), and the dashboard's own takes its place.
 */
export function openingTime(own: TimeSearch, search: TimeSearch, isOpened: boolean): TimeSearch {
  const { refresh, ...time } = own;
  const hasTime = Object.keys(time).length > 0;
  const isTimed = search.range !== undefined || search.from !== undefined;
  return {
    ...(hasTime && (isOpened || !isTimed)
      ? { range: undefined, from: undefined, to: undefined, ...time }
      : {}),
    ...(refresh !== undefined && (isOpened || search.refresh === undefined) ? { refresh } : {}),
  };
}

function rangeOf({ from, to }: NonNullable<Dashboard['time']>): TimeSearch {
  const [, duration = ''] = /^now-(\w+)$/.exec(from) ?? [];
  const seconds = durationSeconds(duration);
  if (seconds !== undefined && to === 'now')
    return { range: RANGE_IDS.find((id) => secondsOf(id) >= seconds) ?? '90d' };
  const start = Date.parse(from) / 1000;
  const end = Date.parse(to) / 1000;
  return start < end ? { from: Math.floor(start), to: Math.ceil(end) } : {};
}

function refreshOf(refresh: string): TimeSearch {
  const seconds = durationSeconds(refresh);
  if (seconds === undefined) return {};
  return { refresh: REFRESH_IDS.find((id) => REFRESH_SECONDS[id] >= seconds) ?? '5m' };
}
