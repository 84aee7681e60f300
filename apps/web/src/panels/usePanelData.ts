import { type ChartSeries, panelSeries } from '@gpu-console/panels';
import type { Frame, QueryReply } from '@gpu-console/shared/contract';
import type { ResolvedPanel } from '@gpu-console/shared/dashboards';
import type { Locale } from '@gpu-console/shared/units';
import { useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { panelQuery, type QueryWindow } from '../api/queries.ts';
import { useLocale } from '../i18n/useLocale.ts';
import { useTimeRange } from '../state/timeRange.ts';
import { useView } from '../state/view.ts';
import { type HeldFrames, holdFrames } from './heldFrames.ts';
import { panelRequests, pointsFor, queryKey } from './panelRequests.ts';
import { QueryFailure } from './QueryFailure.ts';

/** What is known of a panel's queries. */
export interface PanelData {
  /** The answer to each of the panel's queries, possibly of an earlier refresh; null: none yet. */
  readonly frames: readonly (Frame | null)[];
  readonly series: readonly ChartSeries[];
  /** Unix seconds at which the oldest of these frames came; null where there is none. */
  readonly fetchedAt: number | null;
  /** Why the latest refresh failed, wholly or in part. */
  readonly error: Error | null;
  /** True until the first answer. */
  readonly pending: boolean;
}

export interface PanelsData {
  /** What the charts show: the window asked for, or on a mere refresh the one before until its answer is here. */
  readonly window: QueryWindow;
  /** In the order of the panels. */
  readonly panels: readonly PanelData[];
  readonly retry: () => void;
}

interface Memory {
  readonly subject: string;
  readonly held: HeldFrames;
  readonly seen: readonly QueryReply[];
  /** The window of the latest replies; null before the first. */
  readonly window: QueryWindow | null;
}

interface Arrival {
  readonly reply: QueryReply;
  /** Unix seconds. */
  readonly time: number;
}

/** Asks for all panels at once; nothing while `width` (pixels of one panel) is 0. Keeps the last good answers. */
export function usePanelData(panels: readonly ResolvedPanel[], width: number): PanelsData {
  const view = useView();
  const locale = useLocale();
  const window = { ...useTimeRange().resolve(), maxDataPoints: pointsFor(width) };
  const requests = useMemo(() => panelRequests(panels), [panels]);
  const answers = useQueries({
    queries: requests.map((queries) => ({ ...panelQuery(view, window, queries), enabled: width > 0 })),
  });
  const arrivals = answers.flatMap(({ data, dataUpdatedAt, isPlaceholderData }) =>
    data === undefined || isPlaceholderData ? [] : [{ reply: data, time: dataUpdatedAt / 1000 }],
  );
  const { held, window: answered } = useMemory(JSON.stringify([view, requests]), window, arrivals);
  const known = useMemo(() => panels.map((panel) => heldData(panel, held, locale)), [panels, held, locale]);

  const isWaiting = answers.some(({ isPending, isPlaceholderData }) => isPending || isPlaceholderData);
  const isRefresh = answered !== null && answered.to - answered.from === window.to - window.from;
  return {
    window: isWaiting && isRefresh ? answered : window,
    panels: panels.map((panel, index) => {
      const keys = panel.queries.map((query) => queryKey(panel, query));
      const mine = answers.filter((_, at) => requests[at]?.some(({ id }) => keys.includes(id)));
      return {
        ...(known[index] ?? heldData(panel, held, locale)),
        error: mine.map(({ error, data }) => error ?? queryFailure(data, keys)).find(Boolean) ?? null,
        pending:
          width === 0 || mine.some(({ isPending, isPlaceholderData }) => isPending || isPlaceholderData),
      };
    }),
    retry: () => {
      for (const answer of answers) void answer.refetch();
    },
  };
}

function heldData(
  panel: ResolvedPanel,
  held: HeldFrames,
  _locale: Locale,
): Pick<PanelData, 'frames' | 'series' | 'fetchedAt'> {
  const found = panel.queries.map((query) => held.get(queryKey(panel, query)) ?? null);
  const frames = found.map((one) => one?.frame ?? null);
  const times = found.flatMap((one) => one?.fetchedAt ?? []);
  return {
    frames,
    series: panelSeries(panel, frames),
    fetchedAt: times.length === 0 ? null : Math.min(...times),
  };
}

/** The failure of one of these queries in a reply that answered others. */
function queryFailure(reply: QueryReply | undefined, keys: readonly string[]): Error | null {
  for (const key of keys) {
    const result = reply?.results[key];
    if (result !== undefined && 'error' in result) return new QueryFailure(result.error.message);
  }
  return null;
}

const NOTHING: HeldFrames = new Map();

/** The last good frames of all replies that came for `subject`; another subject starts anew. */
function useMemory(subject: string, window: QueryWindow, arrivals: readonly Arrival[]): Memory {
  const blank: Memory = { subject, held: NOTHING, seen: [], window: null };
  const [memory, setMemory] = useState(blank);
  const known = memory.subject === subject ? memory : blank;
  const news = arrivals.filter(({ reply }) => !known.seen.includes(reply));
  if (news.length === 0) return known;
  const held = news.reduce((frames, { reply, time }) => holdFrames(frames, reply, time), known.held);
  const next: Memory = { subject, held, seen: arrivals.map(({ reply }) => reply), window };
  setMemory(next);
  return next;
}
