import type { TimeSeriesPanel } from '@gpu-console/shared/dashboards';
import type { LineSeriesOption } from '../../echarts.ts';
import { stepsOf } from '../../panelReading.ts';
import type { PanelView } from '../drawnKind.ts';
import type { ValueAxis } from './valueAxis.ts';

/** A mark's severity shows in its shape as well as in its colour. */
const MARK_SYMBOLS = { info: 'circle', warning: 'diamond', critical: 'triangle' };

/** Where values begin to matter, across the plot. */
export function thresholdOptions(
  { panel, tokens }: PanelView<TimeSeriesPanel>,
  { place }: ValueAxis,
): LineSeriesOption[] {
  const { thresholds } = panel;
  const levels =
    thresholds === undefined || 'steps' in thresholds
      ? stepsOf(panel)
      : (['warning', 'critical'] as const).map((level) => ({
          from: thresholds[level],
          colour: tokens[level],
        }));
  return levels.flatMap(({ from, colour }, index) =>
    from === null ? [] : [dashedLines(`threshold ${index}`, [{ yAxis: place(from) }], colour, 'none')],
  );
}

/** The events in the window, on the time axis. */
export function markOptions({ marks, window, tokens }: PanelView<TimeSeriesPanel>): LineSeriesOption[] {
  return (['info', 'warning', 'critical'] as const).map((severity) => {
    const times = marks.filter(
      (mark) => mark.severity === severity && mark.time >= window.from && mark.time <= window.to,
    );
    const data = times.map(({ time, colour }) => ({
      xAxis: time * 1000,
      ...(colour === undefined ? {} : { lineStyle: { color: colour }, itemStyle: { color: colour } }),
    }));
    return dashedLines(`marks ${severity}`, data, tokens[severity], MARK_SYMBOLS[severity]);
  });
}

/** Lines across the plot that begin with `symbol`; a series without values carries them. */
function dashedLines(
  id: string,
  data: NonNullable<NonNullable<LineSeriesOption['markLine']>['data']>,
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
      data,
    },
  };
}
