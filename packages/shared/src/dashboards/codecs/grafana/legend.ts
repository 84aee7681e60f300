import type { JsonObject } from '../../json.ts';
import type { Legend, Statistic } from '../../schemaParts.ts';
import type { Fields } from '../fields.ts';
import type { Findings } from '../report.ts';
import { grafanaStatistic, readStatistic } from '../statistics.ts';

/** The legend among a panel's options. */
export function readLegend(options: Fields, findings: Findings): { legend?: Legend } {
  if (!options.has('legend')) return {};
  const fields = options
    .child('legend')
    .ignore('isVisible', 'asTable', 'width', 'sortBy', 'sortDesc', 'values');
  const mode = fields.text('displayMode') ?? 'list';
  return {
    legend: {
      show: mode !== 'hidden' && fields.any('showLegend') !== false,
      as: mode === 'table' ? 'table' : 'list',
      placement: fields.text('placement') === 'right' ? 'right' : 'bottom',
      values: fields.texts('calcs').flatMap((name): Statistic[] => {
        const statistic = readStatistic(name);
        if (statistic === undefined) findings.add('statistic.unknown', { statistic: name.slice(0, 100) });
        return statistic === undefined ? [] : [statistic];
      }),
    },
  };
}

/** The legend as one of a panel's options. */
export function writeLegend({ legend }: { readonly legend?: Legend }): JsonObject {
  if (legend === undefined) return {};
  const { show, as, placement, values } = legend;
  return { legend: { showLegend: show, displayMode: as, placement, calcs: values.map(grafanaStatistic) } };
}
