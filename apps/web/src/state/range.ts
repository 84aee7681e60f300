import type { Interval } from '@gpu-console/panels';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const RANGE_SECONDS = {
  '15m': 15 * MINUTE,
  '1h': HOUR,
  '3h': 3 * HOUR,
  '6h': 6 * HOUR,
  '12h': 12 * HOUR,
  '24h': DAY,
  '2d': 2 * DAY,
  '7d': 7 * DAY,
} as const;

export type RangeId = keyof typeof RANGE_SECONDS;
export const RANGE_IDS = [
  '15m',
  '1h',
  '3h',
  '6h',
  '12h',
  '24h',
  '2d',
  '7d',
] as const satisfies readonly RangeId[];
const DEFAULT_RANGE: RangeId = '6h';

export const REFRESH_SECONDS = { off: 0, '10s': 10, '30s': 30, '1m': 60, '5m': 300 } as const;
export type RefreshId = keyof typeof REFRESH_SECONDS;
export const REFRESH_IDS = ['off', '10s', '30s', '1m', '5m'] as const satisfies readonly RefreshId[];
export const DEFAULT_REFRESH: RefreshId = '30s';

export type TimeRange =
  | { readonly kind: 'relative'; readonly id: RangeId; readonly seconds: number }
  | ({ readonly kind: 'absolute' } & Interval);

/** The time state as it stands in the URL; what is absent takes its default. */
export interface TimeSearch {
  readonly range?: RangeId | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly refresh?: RefreshId | undefined;
}

/** The ends of relative ranges fall on multiples of this many seconds, so that viewers share cached answers. */
const ALIGNMENT = 10;
const MIN_RANGE_SECONDS = 60;

function isRangeId(value: unknown): value is RangeId {
  return typeof value === 'string' && Object.hasOwn(RANGE_SECONDS, value);
}

function isRefreshId(value: unknown): value is RefreshId {
  return typeof value === 'string' && Object.hasOwn(REFRESH_SECONDS, value);
}

/** Reads the URL's own words; what makes no sense is as if absent. */
export function parseTimeSearch(search: Readonly<Record<string, unknown>>): TimeSearch {
  const from = Number(search['from']);
  const to = Number(search['to']);
  return {
    ...(isRefreshId(search['refresh']) ? { refresh: search['refresh'] } : {}),
    ...(from >= 0 && to > from ? { from, to } : isRangeId(search['range']) ? { range: search['range'] } : {}),
  };
}

export function rangeOf({ range = DEFAULT_RANGE, from, to }: TimeSearch): TimeRange {
  if (from !== undefined && to !== undefined) return { kind: 'absolute', from, to };
  return { kind: 'relative', id: range, seconds: RANGE_SECONDS[range] };
}

export function searchOf(range: TimeRange): TimeSearch {
  if (range.kind === 'absolute') return { range: undefined, from: range.from, to: range.to };
  return { range: range.id === DEFAULT_RANGE ? undefined : range.id, from: undefined, to: undefined };
}

/** The range as an interval that ends at `now` where it is relative. */
export function resolveRange(range: TimeRange, now: number): Interval {
  if (range.kind === 'absolute') return { from: range.from, to: range.to };
  const to = Math.floor(now / ALIGNMENT) * ALIGNMENT;
  return { from: to - range.seconds, to };
}

/** Whole seconds, at least a minute wide about the same middle. */
export function zoomedRange(from: number, to: number): TimeRange {
  const middle = (from + to) / 2;
  const half = Math.max(to - from, MIN_RANGE_SECONDS) / 2;
  return { kind: 'absolute', from: Math.floor(middle - half), to: Math.ceil(middle + half) };
}

/** Twice as wide: the next preset of a relative range, or about the same middle but never past `now`. */
export function zoomedOutRange(range: TimeRange, now: number): TimeRange {
  if (range.kind === 'relative') {
    const id = RANGE_IDS.find((candidate) => RANGE_SECONDS[candidate] > range.seconds) ?? range.id;
    return { kind: 'relative', id, seconds: RANGE_SECONDS[id] };
  }
  const width = (range.to - range.from) * 2;
  const to = Math.min(range.to + width / 4, Math.max(now, range.to));
  return { kind: 'absolute', from: Math.max(0, Math.floor(to - width)), to: Math.ceil(to) };
}
