import type { Interval } from '@gpu-console/panels';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The stretches that the picker offers. */
export const RANGE_IDS = ['5m', '15m', '1h', '3h', '6h', '12h', '24h', '2d', '7d', '30d', '90d'] as const;

const UNIT_SECONDS = { s: 1, m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY } as const;
const DURATION = /^(?:now-)?(\d{1,6})([smhdw])$/;

/** A stretch up to now: of how many minutes, hours or days. */
export interface Duration {
  readonly count: number;
  readonly unit: 'm' | 'h' | 'd';
}

const DEFAULT_RANGE = '6h';

export const REFRESH_SECONDS = { off: 0, '10s': 10, '30s': 30, '1m': 60, '5m': 300 } as const;
export type RefreshId = keyof typeof REFRESH_SECONDS;
export const REFRESH_IDS = ['off', '10s', '30s', '1m', '5m'] as const satisfies readonly RefreshId[];
export const DEFAULT_REFRESH: RefreshId = '30s';

export type TimeRange =
  | { readonly kind: 'relative'; readonly id: string; readonly seconds: number }
  | ({ readonly kind: 'absolute' } & Interval);

/** The time state as it stands in the URL; what is absent takes its default. */
export interface TimeSearch {
  /** A duration such as `6h`. */
  readonly range?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly refresh?: RefreshId | undefined;
}

/** The ends of relative ranges fall on multiples of this many seconds, so that viewers share cached answers. */
const ALIGNMENT = 10;
const MIN_RANGE_SECONDS = 60;
const MAX_RANGE_SECONDS = 366 * DAY;
/** The last second that a date's four digits of a year can say. */
const MAX_MOMENT = 253_402_300_799;
const ISO_DATE = /^\d{4}-\d\d-\d\d/;

function isRefreshId(value: unknown): value is RefreshId {
  return typeof value === 'string' && Object.hasOwn(REFRESH_SECONDS, value);
}

/** The duration that a text such as `5m`, `2w` or `now-3d` says; undefined for another text, and past the limits of a range. */
export function parseDuration(text: string): Duration | undefined {
  const [, digits, letter = ''] = DURATION.exec(text) ?? [];
  if (digits === undefined || !Object.hasOwn(UNIT_SECONDS, letter)) return undefined;
  const written = letter as keyof typeof UNIT_SECONDS;
  const seconds = Number(digits) * UNIT_SECONDS[written];
  if (seconds < MIN_RANGE_SECONDS || seconds > MAX_RANGE_SECONDS) return undefined;
  if (written === 's') return { count: Math.ceil(seconds / MINUTE), unit: 'm' };
  return written === 'w'
    ? { count: seconds / DAY, unit: 'd' }
    : { count: seconds / UNIT_SECONDS[written], unit: written };
}

const durationSeconds = ({ count, unit }: Duration) => count * UNIT_SECONDS[unit];

/** How many seconds a range's id stands for; those of the default range where it is none. */
export const secondsOf = (id: string): number =>
  durationSeconds(parseDuration(id) ?? { count: 6, unit: 'h' });

/** The seconds that the URL's `from` or `to` says: Unix seconds or milliseconds, RFC 3339, `now` or `now-3d`. */
function parseMoment(value: unknown, now: number): number | undefined {
  if (typeof value === 'number') return value >= 0 && value <= MAX_MOMENT ? value : undefined;
  if (typeof value !== 'string' || value === '') return undefined;
  if (value === 'now') return now;
  if (value.startsWith('now-')) {
    const duration = parseDuration(value);
    return duration === undefined ? undefined : now - durationSeconds(duration);
  }
  const seconds = ISO_DATE.test(value) ? Date.parse(value) / 1000 : Number(value);
  return parseMoment(seconds > MAX_MOMENT ? seconds / 1000 : seconds, now);
}

/** The range that `from` and `to` say together; nothing where they make none. */
function parseBounds(from: unknown, to: unknown, now: number): TimeSearch | undefined {
  if (typeof from === 'string' && from.startsWith('now-') && (to === undefined || to === 'now')) {
    const range = parseRange(from);
    return range === undefined ? undefined : { range };
  }
  const start = parseMoment(from, now);
  const end = parseMoment(to, now);
  if (start === undefined || end === undefined || start >= end) return undefined;
  return { from: Math.floor(start), to: Math.ceil(end) };
}

function parseRange(value: unknown): string | undefined {
  const duration = typeof value === 'string' ? parseDuration(value) : undefined;
  return duration && `${duration.count}${duration.unit}`;
}

/** Which words of a range make no sense; one that gives way to others is not among them. */
export function unusableRangeKeys({ from, to, range }: Readonly<Record<string, unknown>>): readonly string[] {
  if (parseBounds(from, to, Math.floor(Date.now() / 1000)) !== undefined) return [];
  return [
    ...(range === undefined || parseRange(range) !== undefined ? [] : ['range']),
    ...(from === undefined ? [] : ['from']),
    ...(to === undefined ? [] : ['to']),
  ];
}

/** Reads the URL's own words; of what makes no sense it says `undefined`, which takes the word's place. */
export function parseTimeSearch(search: Readonly<Record<string, unknown>>): TimeSearch {
  const { from, to, range, refresh } = search;
  const found = parseBounds(from, to, Math.floor(Date.now() / 1000)) ?? { range: parseRange(range) };
  return {
    ...(refresh === undefined ? {} : { refresh: isRefreshId(refresh) ? refresh : undefined }),
    ...(range === undefined && found.range === undefined ? {} : { range: found.range }),
    ...(from === undefined ? {} : { from: found.from }),
    ...(to === undefined ? {} : { to: found.to }),
  };
}

export function rangeOf({ range = DEFAULT_RANGE, from, to }: TimeSearch): TimeRange {
  if (from !== undefined && to !== undefined) return { kind: 'absolute', from, to };
  return { kind: 'relative', id: range, seconds: secondsOf(range) };
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
    const id = RANGE_IDS.find((candidate) => secondsOf(candidate) > range.seconds) ?? range.id;
    return { kind: 'relative', id, seconds: secondsOf(id) };
  }
  const width = (range.to - range.from) * 2;
  const to = Math.min(range.to + width / 4, Math.max(now, range.to));
  return { kind: 'absolute', from: Math.max(0, Math.floor(to - width)), to: Math.ceil(to) };
}
