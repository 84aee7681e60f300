import type { DashboardPanel, DashboardQuery, Legend, MeasuredPanel, Statistic } from '../../model.ts';
import { kubesphereFormat } from '../../units.ts';
import { readColour } from '../colours.ts';
import type { Fields } from '../fields.ts';
import { reportKept } from '../keptFields.ts';
import { readQueries, type TracedQuery } from '../queryFields.ts';
import type { Findings } from '../report.ts';
import { readStatistic } from '../statistics.ts';
import { cut } from '../words.ts';

export interface ReadPanel {
  readonly panel: DashboardPanel;
  readonly queries: readonly TracedQuery[];
}

/** One panel of a KubeSphere dashboard, of either version of the format. */
export function readPanel(fields: Fields, id: string, findings: Findings): ReadPanel {
  const help = fields.word('description');
  fields.ignore('id', 'datasource', 'height');
  const base = {
    id,
    title: fields.text('title') ?? '',
    ...(help === undefined ? {} : { help }),
  };
  const type = fields.text('type') ?? '';
  const queries = readQueries(fields.children('targets'), findings, readTarget);
  const panel = ofType(type, fields, base, queries, findings);
  if (panel.kind === 'unsupported') findings.add('panel.kind', { type: panel.type });
  else reportKept(fields, findings);
  return { panel, queries: 'queries' in panel ? queries : [] };
}

type Base = Pick<DashboardPanel, 'id' | 'title' | 'help'>;

function ofType(
  type: string,
  fields: Fields,
  base: Base,
  queries: readonly TracedQuery[],
  findings: Findings,
): DashboardPanel {
  const values = () => ({ ...base, ...measured(type, fields, queries, findings) });
  switch (type) {
    case 'graph':
      return { ...values(), kind: 'timeseries', ...drawing(fields), ...legend(fields, findings) };
    case 'singlestat':
    case 'stat':
    case 'gauge':
      return stat(type, fields, values(), findings);
    case 'bargauge': {
      const orientation = fields.child('options').text('orientation');
      const upright = orientation === 'vertical' ? { orientation: 'vertical' as const } : {};
      return { ...values(), kind: 'bargauge', reduce: reduction(fields, findings), ...upright };
    }
    case 'table':
      return { ...values(), kind: 'table' };
    case 'text':
      return { ...base, kind: 'text', ...content(fields) };
    case 'row':
      return { ...base, kind: 'row', collapsed: false };
    default:
      return { ...base, kind: 'unsupported', type };
  }
}

function readTarget(target: Fields): Omit<DashboardQuery, 'id'> {
  target.ignore('intervalFactor', 'datasource');
  const format = target.text('format');
  const step = target.word('step');
  return {
    expr: target.text('expr') ?? '',
    legend: target.text('legendFormat') ?? '',
    ...(target.flag('hide') ? { hidden: true } : {}),
    ...(target.flag('instant') ? { instant: true } : {}),
    ...(step === undefined ? {} : { step }),
    ...(format === 'table' || format === 'heatmap' ? { format } : {}),
  };
}

/** The format of a graph is that of its first axis. */
function measured(
  type: string,
  fields: Fields,
  queries: readonly TracedQuery[],
  findings: Findings,
): Omit<MeasuredPanel, keyof Base | 'row' | 'repeat'> {
  const [axis] = fields.children('yaxes');
  const place = type === 'graph' && axis !== undefined ? axis : fields;
  const name = place.word('format') ?? 'none';
  const format = kubesphereFormat(name);
  if (format === undefined) findings.add('unit.unknown', { unit: cut(name, 100) });
  const { unit, scale } = format ?? { unit: 'count', scale: 1 };
  const decimals = place.number('decimals');
  const colours = fields.texts('colors').flatMap((text) => {
    const colour = readColour(text);
    if (colour === undefined) findings.add('colour.unknown', { colour: cut(text, 50) });
    return colour ?? [];
  });
  return {
    unit,
    ...(scale === 1 ? {} : { scale }),
    ...(decimals !== undefined && decimals >= 0 ? { decimals: Math.min(10, Math.round(decimals)) } : {}),
    queries: queries.map(({ query }) => query),
    ...(colours.length === 0 ? {} : { colours }),
  };
}

function drawing(fields: Fields) {
  const [bars, lines] = [fields.flag('bars'), fields.flag('lines')];
  return {
    ...(bars && !lines ? { draw: 'bars' as const } : {}),
    ...(fields.flag('stack') ? { stacked: true } : {}),
  };
}

const LEGEND_FLAGS: ReadonlySet<string> = new Set(['hide', 'as_table', 'to_the_right']);

function legend(fields: Fields, findings: Findings): { legend?: Legend } {
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

function reduction(fields: Fields, findings: Findings): Statistic {
  const name = fields.word('valueName') ?? 'current';
  const statistic = readStatistic(name);
  if (statistic === undefined) findings.add('statistic.unknown', { statistic: cut(name, 100) });
  return statistic ?? 'last';
}

const PAINTS = { background: 'background', none: 'nothing' } as const;

function stat(
  type: string,
  fields: Fields,
  values: Base & Omit<MeasuredPanel, keyof Base>,
  findings: Findings,
): DashboardPanel {
  const gauge = fields.child('gauge');
  const isGauge = type === 'gauge' || gauge.flag('show');
  const [min, max] = [gauge.number('minValue'), gauge.number('maxValue')];
  gauge.ignore('thresholdMarkers', 'thresholdLabels', 'thresholdmarkers', 'thresholdlabels');
  const { scale = 1 } = values;
  const ends = isGauge && min !== undefined && max !== undefined && min < max;
  const colourMode = fields.child('options').text('colorMode') ?? fields.texts('color')[0];
  const sparkline = fields.word('sparkline');
  const paint = colourMode === 'background' || colourMode === 'none' ? { paint: PAINTS[colourMode] } : {};
  return {
    ...values,
    kind: 'stat',
    reduce: reduction(fields, findings),
    show: isGauge ? 'gauge' : sparkline === undefined ? 'number' : 'sparkline',
    ...(ends ? { min: min * scale, max: max * scale } : {}),
    ...paint,
  };
}

/** The text stands in the panel, in its options, or (written by the converter) under the name of its language. */
function content(fields: Fields) {
  const options = fields.child('options');
  const [markdown, html] = [fields.text('markdown'), fields.text('html')];
  const mode = fields.word('mode') ?? options.word('mode') ?? (html === undefined ? 'markdown' : 'html');
  const text = fields.text('content') ?? options.text('content') ?? markdown ?? html ?? '';
  const format =
    mode === 'html' ? ('html' as const) : mode === 'text' ? ('plain' as const) : ('markdown' as const);
  return { content: text, format };
}
