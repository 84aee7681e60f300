import type { Panel } from '@gpu-console/shared/dashboards';
import { type RefObject, useMemo, useRef, useState } from 'react';
import { useLocale } from '../i18n/useLocale.ts';
import type { Interval } from '../state/range.ts';
import { useTimeRange } from '../state/timeRange.ts';
import { useChartTokens } from './chartTokens.ts';
import { EChart } from './EChart.tsx';
import { visibleSeries } from './isolation.ts';
import { LegendTable } from './LegendTable.tsx';
import { PlotOverlay } from './PlotOverlay.tsx';
import type { PanelMark } from './panelMark.ts';
import { panelSummary } from './panelSummary.ts';
import type { Picture } from './picture.ts';
import { type DrawnSeries, timeSeriesChart } from './timeSeriesOption.ts';
import { usePanelTexts } from './usePanelTexts.ts';
import { useSize } from './useSize.ts';

export interface TimeSeriesPanelProps {
  readonly panel: Panel;
  readonly series: readonly DrawnSeries[];
  readonly window: Interval;
  readonly marks: readonly PanelMark[];
  /** Keys of the series to show alone; empty: all. */
  readonly isolated: ReadonlySet<string>;
  readonly onIsolate: (isolated: ReadonlySet<string>) => void;
  /** Fills its parent's height instead of the usual. */
  readonly tall: boolean;
  readonly pictureRef: RefObject<(() => Picture) | null>;
}

/** Lines over time, with their legend below. */
export function TimeSeriesPanel(props: TimeSeriesPanelProps) {
  const { panel, series, window, marks, isolated, onIsolate, tall, pictureRef } = props;
  const locale = useLocale();
  const texts = usePanelTexts();
  const tokens = useChartTokens();
  const { zoom, zoomOut } = useTimeRange();
  const [highlighted, setHighlighted] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);

  const visible = useMemo(() => visibleSeries(series, isolated), [series, isolated]);
  const { from, to } = window;
  const chart = useMemo(
    () => timeSeriesChart({ panel, series: visible, window: { from, to }, marks, tokens, locale }),
    [panel, visible, from, to, marks, tokens, locale],
  );
  const label = useMemo(
    () => panelSummary(panel, series, marks.length, texts, locale),
    [panel, series, marks.length, texts, locale],
  );

  return (
    <div className={tall ? 'flex h-full flex-col' : 'flex flex-col'}>
      <div
        ref={box}
        role="img"
        aria-label={label}
        className={tall ? 'relative min-h-24 flex-1' : 'relative h-50'}
      >
        <EChart
          option={chart.option}
          highlighted={visible.length > 1 ? highlighted : null}
          pictureRef={pictureRef}
        />
        <PlotOverlay
          panel={panel}
          chart={chart}
          series={visible}
          window={window}
          marks={marks}
          {...size}
          onZoom={zoom}
          onZoomOut={zoomOut}
        />
      </div>
      <LegendTable
        panel={panel}
        series={series}
        isolated={isolated}
        onIsolate={onIsolate}
        onHighlight={setHighlighted}
        tall={tall}
      />
    </div>
  );
}
