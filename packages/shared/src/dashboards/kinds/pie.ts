import { z } from 'zod';
import { statisticOf } from '../codecs/grafana/readValues.ts';
import { readReduction, reduceOptions } from '../codecs/grafana/reduction.ts';
import { type ModelOf, measured, Statistic } from '../schemaParts.ts';
import type { GrafanaPanel, Own, PanelKind } from './panelKind.ts';

/** The values as shares of their sum, a slice per series. */
export const pieSchema = z.strictObject({
  ...measured,
  kind: z.literal('pie'),
  reduce: Statistic,
  /** A donut has the sum in its hole. */
  shape: z.enum(['pie', 'donut']),
  /** Where names, values and shares stand; where there is room without it. */
  legendPlacement: z.exactOptional(z.enum(['right', 'bottom', 'hidden'])),
});

export type PiePanel = ModelOf<typeof pieSchema>;

export const pie: PanelKind<PiePanel> = {
  name: { en: 'Pie chart', 'zh-CN': '饼图' },
  schema: pieSchema,
  become: ({ reduce }) => ({ reduce, shape: 'donut' }),
  options: [
    { control: 'statistic', field: 'reduce' },
    {
      control: 'choice',
      field: 'shape',
      label: { en: 'Shape', 'zh-CN': '形状' },
      choices: [
        ['pie', { en: 'Pie', 'zh-CN': '饼图' }],
        ['donut', { en: 'Donut', 'zh-CN': '环形图' }],
      ],
    },
    {
      control: 'choice',
      field: 'legendPlacement',
      label: { en: 'Legend', 'zh-CN': '图例' },
      choices: [
        ['', { en: 'Where there is room', 'zh-CN': '自动' }],
        ['right', { en: 'To the right', 'zh-CN': '右侧' }],
        ['bottom', { en: 'Below', 'zh-CN': '下方' }],
        ['hidden', { en: 'Hidden', 'zh-CN': '隐藏' }],
      ],
      absent: '',
    },
  ],
  grafana: {
    read: { piechart: readPie, 'grafana-piechart-panel': readPlugin },
    type: () => 'piechart',
    options: ({ reduce, shape, legendPlacement }) => ({
      ...reduceOptions(reduce),
      pieType: shape,
      displayLabels: ['percent'],
      legend: {
        showLegend: legendPlacement !== 'hidden',
        displayMode: 'table',
        values: ['value', 'percent'],
        ...(legendPlacement === undefined || legendPlacement === 'hidden'
          ? {}
          : { placement: legendPlacement }),
      },
    }),
    byPalette: true,
  },
};

function readPie({ options, findings }: GrafanaPanel): Own<PiePanel> {
  const legend = options
    .child('legend')
    .ignore('isVisible', 'asTable', 'width', 'sortBy', 'sortDesc', 'values', 'calcs');
  const isHidden = legend.any('showLegend') === false || legend.text('displayMode') === 'hidden';
  const placement = legend.text('placement');
  return {
    reduce: readReduction(options.ignore('sort'), findings),
    shape: shapeOf(options.text('pieType')),
    ...(isHidden
      ? { legendPlacement: 'hidden' as const }
      : placed(placement === 'right', placement === 'bottom')),
  };
}

/** `grafana-piechart-panel`, the plug-in that Grafana 8 made its own kind of. */
function readPlugin({ fields, findings }: GrafanaPanel): Own<PiePanel> {
  fields.ignore('fontSize', 'strokeWidth', 'breakPoint', 'combine', 'nullPointMode', 'links');
  const isHidden =
    fields.child('legend').ignore('values', 'percentage', 'percentageDecimals', 'header').any('show') ===
    false;
  const legendType = fields.text('legendType');
  return {
    reduce: statisticOf(fields.word('valueName'), findings),
    shape: shapeOf(fields.text('pieType')),
    ...(isHidden
      ? { legendPlacement: 'hidden' as const }
      : placed(legendType === 'Right side', legendType === 'Under graph')),
  };
}

const shapeOf = (pieType: string | undefined) => (pieType === 'donut' ? 'donut' : 'pie');

function placed(isRight: boolean, isBottom: boolean): Pick<PiePanel, 'legendPlacement'> {
  return isRight ? { legendPlacement: 'right' } : isBottom ? { legendPlacement: 'bottom' } : {};
}
