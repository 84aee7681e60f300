import { type ChartOption, type ECharts, init } from '@gpu-console/panels/echarts';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { ScreenPicture } from './picture.ts';
import { useNearViewport } from './useNearViewport.ts';

interface EChartProps {
  readonly option: ChartOption;
  /** The id of the series to bring forward; null: all alike. */
  readonly highlighted: string | null;
  /** Receives a way to a picture of the chart, for exports. */
  readonly pictureRef: RefObject<(() => ScreenPicture) | null>;
}

/** A canvas that draws `option` and follows the size of its parent; it rests while it is far from view. It takes no pointer events. */
export function EChart({ option, highlighted, pictureRef }: EChartProps) {
  const chartRef = useRef<ECharts>(null);
  const latest = useRef(option);
  const host = useRef<HTMLDivElement>(null);
  const isNear = useNearViewport(host);

  useLayoutEffect(() => {
    if (host.current === null) return;
    const chart = init(host.current, undefined, { renderer: 'canvas' });
    chartRef.current = chart;
    pictureRef.current = () => pictureOf(chart, latest.current);
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(host.current);
    return () => {
      observer.disconnect();
      chart.dispose();
      chartRef.current = null;
      pictureRef.current = null;
    };
  }, [pictureRef]);

  useEffect(() => {
    latest.current = option;
    if (isNear) chartRef.current?.setOption(option, { notMerge: true, silent: true });
  }, [option, isNear]);

  useEffect(() => {
    const chart = chartRef.current;
    if (highlighted === null || chart === null) return;
    chart.dispatchAction({ type: 'highlight', seriesId: highlighted });
    return () => {
      if (!chart.isDisposed()) chart.dispatchAction({ type: 'downplay', seriesId: highlighted });
    };
  }, [highlighted]);

  return <div ref={host} aria-hidden className="pointer-events-none absolute inset-0" />;
}

function pictureOf(chart: ECharts, option: ChartOption): ScreenPicture {
  const width = chart.getWidth();
  const height = chart.getHeight();
  return {
    width,
    height,
    draw: (context, x, y, pixelRatio) =>
      context.drawImage(chart.renderToCanvas({ pixelRatio }), x, y, width, height),
    svg: async () =>
      (await import('@gpu-console/panels/kinds/timeSeries/chartSvg')).chartSvg(option, width, height),
  };
}
