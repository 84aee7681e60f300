import { z } from 'zod';
import { readDrawing, writeDrawing } from '../codecs/grafana/drawing.ts';
import { readLegend, writeLegend } from '../codecs/grafana/legend.ts';
import { readGraph, writeGraph } from '../codecs/kubesphere/graph.ts';
import { Legend, type ModelOf, measured } from '../schemaParts.ts';
import type { PanelKind } from './panelKind.ts';

/** Values over time. */
export const timeSeriesSchema = z.strictObject({
  ...measured,
  kind: z.literal('timeseries'),
  /** Lines without it. */
  draw: z.exactOptional(z.enum(['lines', 'bars', 'points'])),
  stacked: z.exactOptional(z.boolean()),
  /** How opaque the area under a line is, 0–1. */
  fill: z.exactOptional(z.number().check(z.gte(0), z.lte(1))),
  legend: z.exactOptional(Legend),
  logarithmic: z.exactOptional(z.boolean()),
});

export type TimeSeriesPanel = ModelOf<typeof timeSeriesSchema>;

export const timeSeries: PanelKind<TimeSeriesPanel> = {
  name: { en: 'Time series', 'zh-CN': '时间序列' },
  schema: timeSeriesSchema,
  become: ({ legend }) => (legend === undefined ? {} : { legend }),
  options: [
    {
      control: 'choice',
      field: 'draw',
      label: { en: 'Drawn as', 'zh-CN': '绘制为' },
      choices: [
        ['lines', { en: 'Lines', 'zh-CN': '线' }],
        ['bars', { en: 'Bars', 'zh-CN': '柱' }],
        ['points', { en: 'Points', 'zh-CN': '点' }],
      ],
      absent: 'lines',
    },
    { control: 'share', field: 'fill', label: { en: 'Fill (%)', 'zh-CN': '填充（%）' } },
    { control: 'flag', field: 'stacked', label: { en: 'Stacked', 'zh-CN': '堆叠' } },
    { control: 'flag', field: 'logarithmic', label: { en: 'Logarithmic axis', 'zh-CN': '对数坐标轴' } },
    { control: 'legend', field: 'legend' },
  ],
  grafana: {
    read: {
      timeseries: ({ fields, options, findings }) => ({
        ...readDrawing(fields, findings),
        ...readLegend(options, findings),
      }),
    },
    type: () => 'timeseries',
    options: writeLegend,
    custom: writeDrawing,
  },
  kubesphere: {
    read: { graph: readGraph },
    type: { v1alpha1: 'graph', v1alpha2: 'graph' },
    write: writeGraph,
  },
};
