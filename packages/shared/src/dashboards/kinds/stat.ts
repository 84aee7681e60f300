import { z } from 'zod';
import { readPaint, readReduction, reduceOptions, writePaint } from '../codecs/grafana/reduction.ts';
import { readSinglestat, writeSinglestat } from '../codecs/kubesphere/singlestat.ts';
import { type ModelOf, measured, Statistic } from '../schemaParts.ts';
import type { PanelKind } from './panelKind.ts';

/** One value per series: as a number, with its curve, or on a dial. */
export const statSchema = z.strictObject({
  ...measured,
  kind: z.literal('stat'),
  reduce: Statistic,
  show: z.enum(['number', 'sparkline', 'gauge']),
  /** What takes the threshold's colour; the number without it. */
  paint: z.exactOptional(z.enum(['number', 'background', 'nothing'])),
});

export type StatPanel = ModelOf<typeof statSchema>;

export const stat: PanelKind<StatPanel> = {
  name: { en: 'Stat', 'zh-CN': '数值' },
  schema: statSchema,
  become: ({ reduce }) => ({ reduce, show: 'number' }),
  options: [
    { control: 'statistic', field: 'reduce' },
    {
      control: 'choice',
      field: 'show',
      label: { en: 'Shown as', 'zh-CN': '显示为' },
      choices: [
        ['number', { en: 'Number', 'zh-CN': '数字' }],
        ['sparkline', { en: 'Number and line', 'zh-CN': '数字和折线' }],
        ['gauge', { en: 'Gauge', 'zh-CN': '仪表' }],
      ],
    },
    {
      control: 'choice',
      field: 'paint',
      label: { en: 'The threshold colours', 'zh-CN': '阈值颜色用于' },
      choices: [
        ['number', { en: 'The number', 'zh-CN': '数字' }],
        ['background', { en: 'The background', 'zh-CN': '背景' }],
        ['nothing', { en: 'Nothing', 'zh-CN': '不使用' }],
      ],
      absent: 'number',
    },
  ],
  grafana: {
    read: {
      stat: ({ options, findings }) => ({
        reduce: readReduction(options, findings),
        show: (options.text('graphMode') ?? 'area') === 'none' ? 'number' : 'sparkline',
        ...readPaint(options.text('colorMode')),
      }),
      gauge: ({ options, findings }) => ({
        reduce: readReduction(options.ignore('orientation'), findings),
        show: 'gauge',
      }),
    },
    type: ({ show }) => (show === 'gauge' ? 'gauge' : 'stat'),
    options: ({ reduce, show, paint }) => ({
      ...reduceOptions(reduce),
      ...(show === 'gauge' ? {} : { graphMode: show === 'sparkline' ? 'area' : 'none' }),
      ...writePaint(paint),
    }),
  },
  kubesphere: {
    read: {
      singlestat: (fields, findings, scale) => readSinglestat(fields, findings, scale),
      stat: (fields, findings, scale) => readSinglestat(fields, findings, scale),
      gauge: (fields, findings, scale) => readSinglestat(fields, findings, scale, true),
    },
    type: { v1alpha1: 'singlestat', v1alpha2: 'singlestat' },
    write: writeSinglestat,
  },
};
