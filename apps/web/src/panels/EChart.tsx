import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { type ChartOption, type ECharts, init } from './echarts.ts';
import { useNearViewport } from './useNearViewport.ts';

interface EChartProps {
  readonly option: ChartOption;
  /** The id of the series to bring forward; null: all alike. */
  readonly highlighted: string | null;
  /** Receives the chart, for exports. */
  readonly chartRef: RefObject<ECharts | null>;
}

/** A canvas that draws `option` and follows the size of its parent; it rests while it is far from view. It takes no pointer events. */
export function EChart({ option, highlighted, chartRef }: EChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const isNear = useNearViewport(host);

  useLayoutEffect(() => {
    if (host.current === null) return;
    const chart = init(host.current, undefined, { renderer: 'canvas' });
    chartRef.current = chart;
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(host.current);
    return () => {
      observer.disconnect();
      chart.dispose();
      chartRef.current = null;
    };
  }, [chartRef]);

  useEffect(() => {
    if (isNear) chartRef.current?.setOption(option, { notMerge: true, silent: true });
  }, [chartRef, option, isNear]);

  useEffect(() => {
    const chart = chartRef.current;
    if (highlighted === null || chart === null) return;
    chart.dispatchAction({ type: 'highlight', seriesId: highlighted });
    return () => {
      if (!chart.isDisposed()) chart.dispatchAction({ type: 'downplay', seriesId: highlighted });
    };
  }, [chartRef, highlighted]);

  return <div ref={host} aria-hidden className="pointer-events-none absolute inset-0" />;
}
