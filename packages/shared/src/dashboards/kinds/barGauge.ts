import { z } from 'zod';
import { readReduction, reduceOptions } from '../codecs/grafana/reduction.ts';
import { readStatisticOf } from '../codecs/kubesphere/singlestat.ts';
import { kubesphereStatistic } from '../codecs/statistics.ts';
import { type ModelOf, measured, Statistic } from '../schemaParts.ts';
import type { GrafanaPanel, Own, PanelKind } from './panelKind.ts';

/** One bar per series. */
export const barGaugeSchema = z.strictObject({
  ...measured,
  kind: z.literal('bargauge'),
  reduce: Statistic,
  /** Horizontal without it. */
  orientation: z.exactOptional(z.enum(['horizontal', 'vertical'])),
});

export type BarGaugePanel = ModelOf<typeof barGaugeSchema>;

export const barGauge: PanelKind<BarGaugePanel> = {
  name: { en: 'Bars', 'zh-CN': '条形图' },
  schema: barGaugeSchema,
  become: ({ reduce }) => ({ reduce }),
  options: [
    { control: 'statistic', field: 'reduce' },
    {
      control: 'choice',
      field: 'orientation',
      label: { en: 'Bars', 'zh-CN': '条形方向' },
      choices: [
        ['horizontal', { en: 'Horizontal', 'zh-CN': '水平' }],
        ['vertical', { en: 'Vertical', 'zh-CN': '垂直' }],
      ],
      absent: 'horizontal',
    },
  ],
  grafana: {
    read: {
      bargauge: readBars,
      barchart: readOther,
    },
    type: () => 'bargauge',
    options: ({ reduce, orientation }) => ({
      ...reduceOptions(reduce),
      ...(orientation === undefined ? {} : { orientation }),
    }),
  },
  kubesphere: {
    read: {
      bargauge: (fields, findings) => ({
        reduce: readStatisticOf(fields, findings),
        ...upright(fields.child('options').text('orientation')),
      }),
    },
    type: { v1alpha2: 'bargauge' },
    write: ({ reduce, orientation = 'horizontal' }) => ({
      valueName: kubesphereStatistic(reduce),
      options: { orientation },
    }),
  },
};

function readBars({ options, findings }: GrafanaPanel): Own<BarGaugePanel> {
  return { reduce: readReduction(options, findings), ...upright(options.text('orientation')) };
}

function readOther(panel: GrafanaPanel): Own<BarGaugePanel> {
  panel.findings.add('panel.replaced', { kind: panel.type, by: 'bargauge' });
  return readBars(panel);
}

function upright(orientation: string | undefined) {
  return orientation === 'vertical' ? { orientation: 'vertical' as const } : {};
}
