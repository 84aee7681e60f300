import { z } from 'zod';
import { type ModelOf, measured } from '../schemaParts.ts';
import { grafanaFormatOf } from '../units.ts';
import type { PanelKind } from './panelKind.ts';

/** Time by bucket or series, the value as a shade. */
export const heatmapSchema = z.strictObject({ ...measured, kind: z.literal('heatmap') });

export type HeatmapPanel = ModelOf<typeof heatmapSchema>;

export const heatmap: PanelKind<HeatmapPanel> = {
  name: { en: 'Heatmap', 'zh-CN': '热力图' },
  schema: heatmapSchema,
  become: () => ({}),
  format: 'heatmap',
  options: [
    {
      control: 'note',
      field: 'note',
      label: {
        en: 'Shades follow the values; there is nothing to set.',
        'zh-CN': '颜色深浅随数值变化，无需设置。',
      },
    },
  ],
  grafana: {
    read: {
      heatmap: ({ options }) => {
        options.ignore('legend', 'yAxis');
        return {};
      },
    },
    type: () => 'heatmap',
    options: (panel) => ({ yAxis: { unit: grafanaFormatOf(panel) } }),
  },
};
