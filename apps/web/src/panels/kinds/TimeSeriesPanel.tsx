import { timeSeriesChart } from '@gpu-console/panels/kinds/timeSeries';
import type { TimeSeriesPanel as TimeSeries } from '@gpu-console/shared/dashboards';
import { useMemo, useRef, useState } from 'react';
import { classNames } from '../../components/classNames.ts';
import { useSize } from '../../components/useSize.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { useTimeRange } from '../../state/timeRange.ts';
import { useChartTokens } from '../chartTokens.ts';
import { EChart } from '../EChart.tsx';
import { visibleSeries } from '../isolation.ts';
import { Legend } from '../Legend.tsx';
import { PlotOverlay } from '../PlotOverlay.tsx';
import { panelSummary } from '../panelSummary.ts';
import { panelTexts } from '../texts.ts';
import type { KindProps } from './KindProps.ts';

/** In less width a legend stands below its chart, whatever the panel says. */
const ROOM_FOR_LEGEND = 480;

/** Values over time, with their legend. */
export function TimeSeriesPanel(props: KindProps<TimeSeries>) {
  const { panel, series, window, marks, isolated, onIsolate, tall, pictureRef } = props;
  const locale = useLocale();
  const texts = useTexts(panelTexts);
  const tokens = useChartTokens();
  const { zoom, zoomOut } = useTimeRange();
  const [highlighted, setHighlighted] = useState<string | null>(null);
  const whole = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const hasLegend = panel.legend?.show !== false;
  const { width: wholeWidth } = useSize(whole);
  const isBeside = hasLegend && panel.legend?.placement === 'right' && wholeWidth >= ROOM_FOR_LEGEND;

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
    <div ref={whole} className={classNames('flex', isBeside ? 'gap-3' : 'flex-col', tall && 'h-full')}>
      <div
        ref={box}
        role="img"
        aria-label={label}
        className={classNames('relative', tall ? 'min-h-24 flex-1' : 'h-50', isBeside && 'min-w-0 flex-1')}
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
      {hasLegend && (
        <Legend
          panel={panel}
          series={series}
          isolated={isolated}
          onIsolate={onIsolate}
          onHighlight={setHighlighted}
          tall={tall}
          isBeside={isBeside}
        />
      )}
    </div>
  );
}
