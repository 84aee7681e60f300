import type { Panel } from '@gpu-console/shared/dashboards';
import type { Locale } from '@gpu-console/shared/units';
import type { Interval } from '../state/range.ts';
import type { ChartTokens } from './chartTokens.ts';
import type { ChartOption, LineSeriesOption } from './echarts.ts';
import { lonePoints } from './lonePoints.ts';
import type { PanelMark } from './panelMark.ts';
import type { ChartSeries } from './panelSeries.ts';
import { type PlotInsets, plotInsets } from './plotGeometry.ts';
import { tickText } from './timeText.ts';
import { type ValueAxis, valueAxis } from './valueAxis.ts';

/** A series and the colour it is drawn in. */
export interface DrawnSeries extends ChartSeries {
  readonly colour: string;
}

export interface TimeSeriesView {
  readonly panel: Panel;
  /** Those that are to be seen. */
  readonly series: readonly DrawnSeries[];
  /** What the time axis spans, in Unix seconds. */
  readonly window: Interval;
  readonly marks: readonly PanelMark[];
  readonly tokens: ChartTokens;
  readonly locale: Locale;
}

/** A chart ready to be drawn, and where in it the plot lies. */
export interface TimeSeriesChart {
  readonly option: ChartOption;
  readonly axis: ValueAxis;
  readonly insets: PlotInsets;
}

/** A mark's severity shows in its shape as well as in its colour. */
const MARK_SYMBOLS = { info: 'circle', warning: 'diamond', critical: 'triangle' };
const AREA_OPACITY = { alone: 0.1, stacked: 0.35 };

/** The chart of a panel. Nothing in it answers to the mouse: the layer above it does. */
export function timeSeriesChart(view: TimeSeriesView): TimeSeriesChart {
  const { panel, series, window, tokens, locale } = view;
  const axis = valueAxis(panel, series, locale);
  const insets = plotInsets(axis);
  const grids = [...new Set(series.map(gridOf))];
  const option: ChartOption = {
    animation: false,
    textStyle: { fontFamily: tokens.font },
    grid: { ...insets, outerBoundsMode: 'none' },
    xAxis: timeAxisOption(window, tokens, locale),
    yAxis: valueAxisOption(axis, tokens),
    dataset: grids.map((grid) => dataset(grid, series, axis.factor)),
    series: [
      ...series.map((one) => lineOption(one, grids.indexOf(gridOf(one)), panel, series.length === 1)),
      ...lonePointOption(series, axis.factor),
      ...thresholdOptions(view, axis),
      ...markOptions(view),
    ],
  };
  return { option, axis, insets };
}

/** Series on the same times share a data set. */
function gridOf({ start, step, values }: ChartSeries): string {
  return `${start} ${step} ${values.length}`;
}

/**
 * The series of one grid as a table in a single typed array, a row per time: [milliseconds, value, value, …].
 * Values are in the axis' scale; NaN is a gap.
 */
function dataset(grid: string, all: readonly DrawnSeries[], factor: number) {
  const members = all.filter((one) => gridOf(one) === grid);
  const width = members.length + 1;
  const { start = 0, step = 0, values: { length = 0 } = [] } = members[0] ?? {};
  const source = new Float64Array(length * width);
  for (let row = 0; row < length; row += 1) source[row * width] = (start + row * step) * 1000;
  members.forEach(({ values }, column) => {
    for (let row = 0; row < length; row += 1) {
      const value = values[row] ?? Number.NaN;
      source[row * width + column + 1] = value / factor;
    }
  });
  return { source, sourceHeader: false, dimensions: ['time', ...members.map(({ key }) => key)] };
}

function lineOption(
  { key, colour }: DrawnSeries,
  datasetIndex: number,
  { stacked = false }: Panel,
  alone: boolean,
): LineSeriesOption {
  const opacity = stacked ? AREA_OPACITY.stacked : AREA_OPACITY.alone;
  return {
    type: 'line',
    id: key,
    datasetIndex,
    encode: { x: 'time', y: key },
    silent: true,
    showSymbol: false,
    symbol: 'none',
    connectNulls: false,
    color: colour,
    lineStyle: { width: 1.5, color: colour, join: 'round' },
    emphasis: { focus: 'series', lineStyle: { width: 2.5 } },
    blur: { lineStyle: { opacity: 0.18 }, areaStyle: { opacity: 0.04 } },
    ...(stacked ? { stack: 'all' } : {}),
    ...(stacked || alone ? { areaStyle: { color: colour, opacity } } : {}),
  };
}

/** A line needs two points; a value between two gaps is drawn as a dot. */
function lonePointOption(series: readonly DrawnSeries[], factor: number): LineSeriesOption[] {
  const data = series.flatMap(({ start, step, values, colour }) =>
    lonePoints(values).map(({ index, value }) => ({
      value: [(start + index * step) * 1000, value / factor],
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

/** The panel's thresholds, across the plot. */
function thresholdOptions({ panel, tokens }: TimeSeriesView, { factor }: ValueAxis): LineSeriesOption[] {
  const { thresholds } = panel;
  if (thresholds === undefined) return [];
  return (['warning', 'critical'] as const).map((level) =>
    dashedLines(`threshold ${level}`, [{ yAxis: thresholds[level] / factor }], tokens[level], 'none'),
  );
}

/** The events in the window, on the time axis. */
function markOptions({ marks, window, tokens }: TimeSeriesView): LineSeriesOption[] {
  return (['info', 'warning', 'critical'] as const).map((severity) => {
    const times = marks.filter(
      (mark) => mark.severity === severity && mark.time >= window.from && mark.time <= window.to,
    );
    const data = times.map(({ time }) => ({ xAxis: time * 1000 }));
    return dashedLines(`marks ${severity}`, data, tokens[severity], MARK_SYMBOLS[severity]);
  });
}

/** Lines across the plot that begin with `symbol`; a series without values carries them. */
function dashedLines(
  id: string,
  data: readonly ({ xAxis: number } | { yAxis: number })[],
  color: string,
  symbol: string,
): LineSeriesOption {
  return {
    type: 'line',
    id,
    data: [],
    silent: true,
    markLine: {
      silent: true,
      animation: false,
      symbol: [symbol, 'none'],
      symbolSize: 8,
      label: { show: false },
      lineStyle: { color, type: [4, 4], width: 1 },
      itemStyle: { color },
      data: [...data],
    },
  };
}

function timeAxisOption(
  { from, to }: Interval,
  tokens: ChartTokens,
  locale: Locale,
): NonNullable<ChartOption['xAxis']> {
  return {
    type: 'time',
    min: from * 1000,
    max: to * 1000,
    axisLine: { lineStyle: { color: tokens.lineStrong } },
    axisTick: { show: true, length: 3, lineStyle: { color: tokens.lineStrong } },
    splitLine: { show: false },
    axisLabel: {
      color: tokens.muted,
      fontSize: 11,
      hideOverlap: true,
      formatter: (milliseconds: number) => tickText(milliseconds / 1000, to - from, locale),
    },
  };
}

function valueAxisOption(
  { min, max, interval, label }: ValueAxis,
  tokens: ChartTokens,
): NonNullable<ChartOption['yAxis']> {
  return {
    type: 'value',
    min,
    max,
    interval,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: tokens.line } },
    axisLabel: { color: tokens.muted, fontSize: 11, formatter: label },
  };
}
