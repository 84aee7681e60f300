import type { TimeSeriesPanel } from '@gpu-console/shared/dashboards';
import { type Locale, zoneOffset } from '@gpu-console/shared/units';
import type { ChartOption } from '../../echarts.ts';
import type { Interval } from '../../interval.ts';
import type { ChartSeries, DrawnSeries } from '../../panelSeries.ts';
import { tickText } from '../../timeText.ts';
import type { ChartTokens } from '../../tokens.ts';
import type { PanelView } from '../drawnKind.ts';
import { markOptions, thresholdOptions } from './linesAcross.ts';
import { LABEL_SIZE, type PlotInsets, plotInsets } from './plotGeometry.ts';
import { lonePointOption, seriesOption } from './seriesOption.ts';
import { type ValueAxis, valueAxis } from './valueAxis.ts';

/** A chart ready to be drawn, and where in it the plot lies. */
export interface TimeSeriesChart {
  readonly option: ChartOption;
  readonly axis: ValueAxis;
  readonly insets: PlotInsets;
}

/** The chart of a panel. Nothing in it answers to the mouse: the layer above it does. */
export function timeSeriesChart(view: PanelView<TimeSeriesPanel>): TimeSeriesChart {
  const { panel, series, window, tokens, locale } = view;
  const axis = valueAxis(panel, series, locale);
  const insets = plotInsets(axis);
  const grids = [...new Set(series.map(gridOf))];
  const places = new Map(grids.map((grid, index) => [grid, index]));
  const option: ChartOption = {
    animation: false,
    // Ticks stand at round times of the machine's own zone, or of this one.
    useUTC: zoneOffset(window.to) === 0,
    // In an SVG the library writes the family into an attribute as it stands.
    textStyle: { fontFamily: tokens.font.replaceAll('"', "'") },
    grid: { ...insets, outerBoundsMode: 'none' },
    xAxis: timeAxisOption(window, tokens, locale),
    yAxis: valueAxisOption(axis, tokens),
    dataset: grids.map((grid) => dataset(grid, series, axis)),
    series: [
      ...series.map((one) => seriesOption(one, places.get(gridOf(one)) ?? 0, panel, series.length === 1)),
      ...(panel.draw === undefined || panel.draw === 'lines' ? lonePointOption(series, axis) : []),
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
function dataset(grid: string, all: readonly DrawnSeries[], { place }: ValueAxis) {
  const members = all.filter((one) => gridOf(one) === grid);
  const width = members.length + 1;
  const { start = 0, step = 0, values: { length = 0 } = [] } = members[0] ?? {};
  const source = new Float64Array(length * width);
  for (let row = 0; row < length; row += 1) source[row * width] = (start + row * step) * 1000;
  members.forEach(({ values }, column) => {
    for (let row = 0; row < length; row += 1) {
      source[row * width + column + 1] = place(values[row] ?? Number.NaN);
    }
  });
  return { source, sourceHeader: false, dimensions: ['time', ...members.map(({ key }) => key)] };
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
    axisLabel: { color: tokens.muted, fontSize: LABEL_SIZE, formatter: label },
  };
}
