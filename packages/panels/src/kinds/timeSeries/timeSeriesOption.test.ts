import type { TimeSeriesPanel } from '@gpu-console/shared/dashboards';
import { describe, expect, it } from 'vitest';
import { panelOf, seriesOf, tokens } from '../../fixtures.ts';
import type { PanelView } from '../drawnKind.ts';
import { timeSeriesChart } from './timeSeriesOption.ts';

function chartOf(fields: Partial<PanelView<TimeSeriesPanel>>) {
  const view = {
    panel: panelOf(),
    series: [],
    window: { from: 1000, to: 1060 },
    marks: [],
    tokens,
    locale: 'en' as const,
  };
  const { option, axis } = timeSeriesChart({ ...view, ...fields });
  return {
    axis,
    datasets: [option.dataset].flat(),
    series: [option.series].flat(),
    xAxis: [option.xAxis].flat(),
  };
}

const ids = (series: ReturnType<typeof chartOf>['series']) => series.map((one) => one?.id);

describe('timeSeriesChart', () => {
  it('puts all series on the same times into one table, gaps as NaN, in the scale of the axis', () => {
    const { datasets, axis } = chartOf({ series: [seriesOf('a', [2000, null]), seriesOf('b', [500, 1000])] });
    expect(axis.place(1000)).toBe(1);
    expect(datasets).toHaveLength(1);
    expect(datasets[0]?.dimensions).toEqual(['time', 'a', 'b']);
    const source = datasets[0]?.source;
    expect(source instanceof Float64Array && [...source]).toEqual([
      1_000_000,
      2,
      0.5,
      1_010_000,
      Number.NaN,
      1,
    ]);
  });

  it('gives series on other times a table of their own', () => {
    const other = { ...seriesOf('b', [1, 2]), step: 20 };
    const { datasets, series } = chartOf({ series: [seriesOf('a', [1, 2]), other] });
    expect(datasets).toHaveLength(2);
    expect(series.slice(0, 2).map((one) => one?.type === 'line' && one.datasetIndex)).toEqual([0, 1]);
  });

  it('does not draw across gaps, and shows a value between two gaps as a dot', () => {
    const { series } = chartOf({ series: [seriesOf('a', [1, 2, null, 3000, null, 4])] });
    expect(series[0]).toMatchObject({ connectNulls: false, showSymbol: false });
    const dots = series.find((one) => one?.id === 'lone points');
    expect(dots?.data).toEqual([
      { value: [1_030_000, 3], itemStyle: { color: '#112233' } },
      { value: [1_050_000, 0.004], itemStyle: { color: '#112233' } },
    ]);
  });

  it('adds no dots where every value has a neighbour', () => {
    expect(ids(chartOf({ series: [seriesOf('a', [1, 2, null])] }).series)).not.toContain('lone points');
  });

  it('draws thresholds as dashed lines, in the scale of the axis', () => {
    const { series } = chartOf({
      panel: panelOf({ thresholds: { warning: 1500, critical: 3000 } }),
      series: [seriesOf('a', [1000, 1200])],
    });
    const lines = series.filter((one) => String(one?.id).startsWith('threshold'));
    expect(lines.map((one) => one?.type === 'line' && one.markLine?.data)).toEqual([
      [{ yAxis: 1.5 }],
      [{ yAxis: 3 }],
    ]);
  });

  it('draws a line for each step that has a lower end', () => {
    const steps = [
      { from: null, colour: '#00ff00' },
      { from: 1500, colour: '#ff0000' },
    ];
    const { series } = chartOf({
      panel: panelOf({ thresholds: { steps } }),
      series: [seriesOf('a', [1200, 1600])],
    });
    const lines = series.filter((one) => String(one?.id).startsWith('threshold'));
    expect(lines).toMatchObject([{ markLine: { data: [{ yAxis: 1.5 }], lineStyle: { color: '#ff0000' } } }]);
  });

  it('draws bars and points where the panel says so, without dots of their own', () => {
    const draw = (as: 'bars' | 'points') =>
      chartOf({ panel: panelOf({ draw: as }), series: [seriesOf('a', [null, 1, null])] }).series;
    expect(draw('bars')[0]).toMatchObject({ type: 'bar', encode: { x: 'time', y: 'a' } });
    expect(draw('points')[0]).toMatchObject({ type: 'line', showAllSymbol: true, lineStyle: { width: 0 } });
    expect(ids(draw('points'))).not.toContain('lone points');
  });

  it('fills the area as much as the panel says', () => {
    const areaOf = (fill: number) =>
      chartOf({ panel: panelOf({ fill }), series: [seriesOf('a', [1, 2])] }).series[0];
    expect(areaOf(0.5)).toMatchObject({ areaStyle: { opacity: 0.5 } });
    expect(areaOf(0)).not.toHaveProperty('areaStyle');
  });

  it('marks the events that are in the window', () => {
    const mark = (time: number) => ({ time, label: 'XID 79', severity: 'critical' as const });
    const { series } = chartOf({ marks: [mark(900), mark(1020), mark(1100)] });
    const critical = series.find((one) => one?.id === 'marks critical');
    expect(critical).toMatchObject({
      markLine: { data: [{ xAxis: 1_020_000 }], symbol: ['triangle', 'none'] },
    });
  });

  it('spans the window, whatever times the data has', () => {
    expect(chartOf({ series: [seriesOf('a', [1])] }).xAxis[0]).toMatchObject({
      min: 1_000_000,
      max: 1_060_000,
    });
  });

  it('stacks where the panel says so', () => {
    const { series, axis } = chartOf({
      panel: panelOf({ stacked: true }),
      series: [seriesOf('a', [400, 400]), seriesOf('b', [500, 500])],
    });
    expect(series[0]).toMatchObject({ stack: 'all' });
    expect(axis.max).toBe(1000);
  });
});
