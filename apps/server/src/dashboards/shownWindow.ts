import { type Dashboard, durationSeconds } from '@gpu-console/shared/dashboards';

const DEFAULT_SECONDS = 6 * 3600;

interface RequestedWindow {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * What a dashboard shows, in Unix seconds, where somebody asks for `from` and `to` as Unix seconds, `now` or `now-6h`: what
 * is not asked for is the dashboard's own, and where that has none, the last six hours.
 * @param now Unix seconds
 */
export function shownWindow({ from, to }: RequestedWindow, { time }: Pick<Dashboard, 'time'>, now: number) {
  const end = momentOf(to ?? time?.to, now) ?? now;
  return { from: momentOf(from ?? time?.from, now) ?? end - DEFAULT_SECONDS, to: end };
}

/** Undefined for what the console does not know, e.g. `now/d`. */
function momentOf(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  if (text === 'now') return now;
  const ago = text.startsWith('now-') ? durationSeconds(text.slice('now-'.length)) : undefined;
  if (ago !== undefined) return now - ago;
  const parsed = Date.parse(text) / 1000;
  return Number.isNaN(parsed) ? undefined : parsed;
}
