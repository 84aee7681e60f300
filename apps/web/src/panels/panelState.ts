import type { Interval } from '@gpu-console/panels';
import type { Frame } from '@gpu-console/shared/contract';
import type { ResolvedPanel } from '@gpu-console/shared/dashboards';
import { type Inapplicable, type ShownDevice, whyInapplicable } from '@gpu-console/shared/dashboards/library';
import { panelFields } from './panelFields.ts';
import type { PanelData } from './usePanelData.ts';

/** Why a panel that was answered shows no line. */
export type EmptyReason =
  | { readonly why: 'notExported'; readonly fields: readonly string[] }
  | { readonly why: 'inapplicable'; readonly because: Inapplicable }
  | { readonly why: 'noSeries' }
  | { readonly why: 'allGaps' };

/** What a chart on screen lacks; times are Unix seconds. */
export type PanelNotice =
  | { readonly kind: 'refreshFailed'; readonly since: number; readonly error: Error }
  | { readonly kind: 'partFailed'; readonly error: Error }
  | { readonly kind: 'samplesOld'; readonly since: number };

export type PanelState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: Error }
  | { readonly kind: 'empty'; readonly reason: EmptyReason }
  | { readonly kind: 'ready'; readonly notice: PanelNotice | null };

export interface PanelCircumstances {
  readonly window: Interval;
  /** True where the window ends now, so that new samples are due. */
  readonly live: boolean;
  /** Names of the DCGM metrics that the cluster has; null where that is not known. */
  readonly exported: readonly string[] | null;
  /** Seconds between two scrapes. */
  readonly scrapeInterval: number;
  /** What the page's charts are about; none where that is a fleet. */
  readonly devices: readonly ShownDevice[];
}

/** A sample is old once this many scrapes should have brought a newer one. */
const SCRAPES_MISSED = 3;

/** What to show of a panel: its chart, or why there is none. */
export function panelState(
  panel: ResolvedPanel,
  data: PanelData,
  circumstances: PanelCircumstances,
): PanelState {
  const frames = data.frames.filter((frame) => frame !== null);
  if (frames.length === 0) {
    if (data.error !== null) return { kind: 'failed', error: data.error };
    return data.pending ? { kind: 'loading' } : { kind: 'empty', reason: { why: 'noSeries' } };
  }
  const newest = newestSample(frames);
  if (newest !== null) {
    return {
      kind: 'ready',
      notice: noticeOf(panel, data, frames.length === data.frames.length, newest, circumstances),
    };
  }
  if (data.error !== null) return { kind: 'failed', error: data.error };
  return { kind: 'empty', reason: emptyReason(panel, frames, circumstances) };
}

function noticeOf(
  { kind }: ResolvedPanel,
  { error, fetchedAt, frames }: PanelData,
  complete: boolean,
  newest: number,
  { window, live, scrapeInterval }: PanelCircumstances,
): PanelNotice | null {
  if (error !== null && complete && fetchedAt !== null) {
    return { kind: 'refreshFailed', since: fetchedAt, error };
  }
  if (error !== null) return { kind: 'partFailed', error };
  const step = Math.max(...frames.map((frame) => frame?.step ?? 0));
  // A state timeline without a bar at its end says that nothing is the case, which is no want of samples.
  const isOld =
    kind !== 'state-timeline' && live && window.to - newest > SCRAPES_MISSED * scrapeInterval + step;
  return isOld ? { kind: 'samplesOld', since: newest } : null;
}

function emptyReason(
  panel: ResolvedPanel,
  frames: readonly Frame[],
  { exported, devices }: PanelCircumstances,
): EmptyReason {
  const fields = panelFields(panel);
  const because = whyInapplicable(fields, devices);
  if (because !== null) return { why: 'inapplicable', because };
  if (exported !== null && fields.length > 0 && !fields.some((field) => exported.includes(field)))
    return { why: 'notExported', fields };
  return frames.every(({ series }) => series.length === 0) ? { why: 'noSeries' } : { why: 'allGaps' };
}

/** Unix seconds of the newest value in any series; null where all are gaps. */
function newestSample(frames: readonly Frame[]): number | null {
  let newest: number | null = null;
  for (const { start, step, series } of frames) {
    for (const { values } of series) {
      const index = values.findLastIndex((value) => value !== null);
      if (index >= 0) newest = Math.max(newest ?? 0, start + index * step);
    }
  }
  return newest;
}
