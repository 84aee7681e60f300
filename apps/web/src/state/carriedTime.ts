import type { SearchMiddleware } from '@tanstack/react-router';
import type { TimeSearch } from './range.ts';

const KEYS = ['range', 'from', 'to', 'refresh'] as const;

const timeIn = (search: TimeSearch): TimeSearch =>
  Object.fromEntries(KEYS.flatMap((key) => (search[key] === undefined ? [] : [[key, search[key]]])));

/** A dashboard's own time, and that of the page from which it was opened. */
let own: { readonly shown: TimeSearch; readonly before: TimeSearch } | null = null;

/** Says that a dashboard shows its own time, in the place of what the page before showed. */
export function keepTimeBefore(before: TimeSearch, shown: TimeSearch): void {
  own = { before: timeIn(before), shown: timeIn(shown) };
}

/** What goes along from `search` to another page: not a dashboard's own time, unless the reader chose another there. */
export function carriedTime(search: TimeSearch): TimeSearch {
  const isOwn = own !== null && KEYS.every((key) => own?.shown[key] === search[key]);
  return isOwn && own !== null ? own.before : timeIn(search);
}

/** A time zone that was chosen goes along too. */
export const carryZone = <T extends { readonly tz?: string | undefined }>(context: {
  search: T;
  next: (search: T) => T;
}): T => {
  const { tz } = context.search;
  return { ...(tz === undefined ? {} : { tz }), ...context.next(context.search) };
};

/** The time shown goes along from page to page. */
export const carryTime: SearchMiddleware<TimeSearch> = ({ search, next }) => ({
  ...carriedTime(search),
  ...next(search),
});

/** Within a dashboard its own time stays, from one choice of its variables to the next. */
export const keepTime = <T extends TimeSearch>({
  search,
  next,
}: {
  search: T;
  next: (search: T) => T;
}): T => ({
  ...timeIn(search),
  ...next(search),
});
