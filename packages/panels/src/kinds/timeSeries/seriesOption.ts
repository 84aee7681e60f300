import type { Resolved, TimeSeriesPanel } from '@gpu-console/shared/dashboards';
import type { BarSeriesOption, LineSeriesOption } from '../../echarts.ts';
import type { DrawnSeries } from '../../panelSeries.ts';
import { lonePoints } from './lonePoints.ts';
import type { ValueAxis } from './valueAxis.ts';

const AREA_OPACITY = { alone: 0.1, stacked: 0.35 };
const BAR_OPACITY = 0.85;

/** A series as the panel draws it: a line, bars or points. */
export function seriesOption(
  one: DrawnSeries,
  datasetIndex: number,
  panel: Resolved<TimeSeriesPanel>,
  alone: boolean,
): LineSeriesOption | BarSeriesOption {
  const { key, colour } = one;
  const base = {
    id: key,
    datasetIndex,
    encode: { x: 'time', y: key },
    silent: true,
    color: colour,
    ...(panel.stacked ? { stack: 'all' } : {}),
  };
  switch (panel.draw) {
    case 'bars':
      return {
        ...base,
        type: 'bar',
        barMinWidth: 1,
        barCategoryGap: '10%',
        barGap: '0%',
        itemStyle: { opacity: BAR_OPACITY },
        emphasis: { focus: 'series', itemStyle: { opacity: 1 } },
        blur: { itemStyle: { opacity: 0.18 } },
      };
    case 'points':
      return {
        ...base,
        type: 'line',
        symbol: 'circle',
        symbolSize: 4,
        showAllSymbol: true,
        lineStyle: { width: 0 },
        emphasis: { focus: 'series', scale: 1.5 },
        blur: { itemStyle: { opacity: 0.18 } },
      };
    default:
      return { ...base, ...line(colour, panel, alone) };
  }
}

function line(
  colour: string,
  { stacked = false, fill }: Resolved<TimeSeriesPanel>,
  alone: boolean,
): LineSeriesOption {
  const defaultFill = stacked ? AREA_OPACITY.stacked : alone ? AREA_OPACITY.alone : 0;
  const opacity = fill ?? defaultFill;
  return {
    type: 'line',
    showSymbol: false,
    symbol: 'none',
    connectNulls: false,
    lineStyle: { width: 1.5, color: colour, join: 'round' },
    emphasis: { focus: 'series', lineStyle: { width: 2.5 } },
    blur: { lineStyle: { opacity: 0.18 }, areaStyle: { opacity: 0.04 } },
    ...(opacity > 0 ? { areaStyle: { color: colour, opacity } } : {}),
  };
}

/** A line needs two points; a value between two gaps is drawn as a dot. */
export function lonePointOption(series: readonly DrawnSeries[], { place }: ValueAxis): LineSeriesOption[] {
  const data = series.flatMap(({ start, step, values, colour }) =>
    lonePoints(values).map(({ index, value }) => ({
      value: [(start + index * step) * 1000, place(value)],
      itemStyle: { color: colour },
    })),
  );
  if (data.length === 0) return [];
  return [
    {
      type: 'line',
      id: 'lone points',
      silent: true,
      data,
      symbol: 'circle',
      symbolSize: 5,
      showAllSymbol: true,
      lineStyle: { width: 0 },
    },
  ];
}
