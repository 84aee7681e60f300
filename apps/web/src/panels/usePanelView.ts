import { type ChartSeries, type ColourSlots, colouredSeries, type DrawnSeries } from '@gpu-console/panels';
import { type ResolvedPanel, stepFor } from '@gpu-console/shared/dashboards';
import { useParams } from '@tanstack/react-router';
import { type RefObject, use, useMemo, useRef, useState } from 'react';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { useCluster } from '../state/cluster.ts';
import { useTheme } from '../state/theme.ts';
import { useTimeRange } from '../state/timeRange.ts';
import { useChartTokens } from './chartTokens.ts';
import { visibleSeries } from './isolation.ts';
import { type PanelActions, panelActions } from './panelActions.ts';
import type { ImageAddress } from './panelLink.ts';
import { panelPromql } from './panelPromql.ts';
import { type PanelState, panelState } from './panelState.ts';
import type { ScreenPicture } from './picture.ts';
import { ShownDevicesContext } from './shownDevices.ts';
import { panelTexts } from './texts.ts';
import type { PanelData, PanelsData } from './usePanelData.ts';

/** A panel ready to be shown: its state, its lines, and what can be done with it. */
export interface PanelView {
  readonly state: PanelState;
  readonly series: readonly DrawnSeries[];
  readonly isolated: ReadonlySet<string>;
  readonly onIsolate: (isolated: ReadonlySet<string>) => void;
  readonly pictureRef: RefObject<(() => ScreenPicture) | null>;
  readonly actions: PanelActions;
  /** Seconds between points. */
  readonly step: number;
}

/** Assumed until the cluster's own is known. */
export const DEFAULT_SCRAPE_SECONDS = 15;

export function usePanelView(
  panel: ResolvedPanel,
  data: PanelData,
  window: PanelsData['window'],
  slots: ColourSlots,
  image: ImageAddress | undefined,
): PanelView {
  const { name, metrics, scrapeIntervalSeconds } = useCluster();
  const { range } = useTimeRange();
  const { theme } = useTheme();
  const locale = useLocale();
  const texts = useTexts(panelTexts);
  const tokens = useChartTokens();
  const pictureRef = useRef<() => ScreenPicture>(null);
  const [isolated, setIsolated] = useState<ReadonlySet<string>>(new Set());
  const scrapeInterval = scrapeIntervalSeconds ?? DEFAULT_SCRAPE_SECONDS;

  const series = useDrawnSeries(panel, data.series, slots);
  const state = panelState(panel, data, {
    window,
    live: range.kind === 'relative',
    exported: metrics,
    scrapeInterval,
    devices: use(ShownDevicesContext),
  });
  const step =
    data.frames.find((frame) => frame !== null && frame.step > 0)?.step ??
    stepFor(window.to - window.from, window.maxDataPoints, scrapeInterval);
  const actions = panelActions({
    panel,
    clusterName: name,
    place: placeOf(useParams({ strict: false })),
    window,
    frames: data.frames,
    series,
    visible: visibleSeries(series, isolated),
    promql: panelPromql(panel, window, step, scrapeInterval),
    picture: () => pictureRef.current?.() ?? null,
    image,
    theme,
    tokens,
    texts,
    locale,
  });
  return { state, series, isolated, onIsolate: setIsolated, pictureRef, actions, step };
}

/** What the page is about, by its address. */
function placeOf(params: {
  readonly node?: string;
  readonly namespace?: string;
  readonly pod?: string;
  readonly uuid?: string;
}): string | null {
  const { node, namespace, pod, uuid } = params;
  return pod === undefined ? (node ?? uuid ?? null) : `${namespace}/${pod}`;
}

/** The panel's lines in their colours; the same ones until the data or the theme changes. */
function useDrawnSeries(
  panel: ResolvedPanel,
  series: readonly ChartSeries[],
  slots: ColourSlots,
): readonly DrawnSeries[] {
  const tokens = useChartTokens();
  return useMemo(() => colouredSeries(panel, series, slots, tokens), [panel, series, slots, tokens]);
}
