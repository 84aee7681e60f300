import type { JsonObject } from '../../json.ts';
import type { Legend, Statistic } from '../../schemaParts.ts';
import type { Fields } from '../fields.ts';
import type { Findings } from '../report.ts';
import { kubesphereStatistic, readStatistic } from '../statistics.ts';
import { cut } from '../words.ts';

/** How a graph's lines are drawn, and its legend. */
export function readGraph(fields: Fields, findings: Findings) {
  const [bars, lines] = [fields.flag('bars'), fields.flag('lines')];
  return {
    ...(bars && !lines ? { draw: 'bars' as const } : {}),
    ...(fields.flag('stack') ? { stacked: true } : {}),
    ...readLegend(fields, findings),
  };
}

const LEGEND_FLAGS: ReadonlySet<string> = new Set(['hide', 'as_table', 'to_the_right']);

function readLegend(fields: Fields, findings: Findings): { legend?: Legend } {
  const words = fields.texts('legend');
  if (words.length === 0) return {};
  const values = words.flatMap((word): Statistic[] => {
    const statistic = readStatistic(word);
    if (statistic !== undefined) return [statistic];
    if (!LEGEND_FLAGS.has(word)) findings.add('field.kept', { field: `legend: ${cut(word, 100)}` });
    return [];
  });
  return {
    legend: {
      show: !words.includes('hide'),
      as: words.includes('as_table') ? 'table' : 'list',
      placement: words.includes('to_the_right') ? 'right' : 'bottom',
      values,
    },
  };
}

interface Drawing {
  readonly draw?: 'lines' | 'bars' | 'points';
  readonly stacked?: boolean;
  readonly legend?: Legend;
}

/** The same as KubeSphere has it; it draws lines where a panel says nothing. */
export function writeGraph({ draw, stacked, legend }: Drawing): JsonObject {
  return {
    bars: draw === 'bars',
    lines: draw !== 'bars',
    stack: stacked === true,
    ...(legend === undefined ? {} : { legend: legendWords(legend) }),
  };
}

function legendWords({ show, as, placement, values }: Legend): string[] {
  return [
    ...(show ? [] : ['hide']),
    ...(as === 'table' ? ['as_table'] : []),
    ...(placement === 'right' ? ['to_the_right'] : []),
    ...values.map(kubesphereStatistic),
  ];
}
