import { kubesphereKinds, panelOf } from '../../kinds/index.ts';
import type { DashboardPanel } from '../../model.ts';
import type { DashboardQuery, MeasuredPanel, PanelBase } from '../../schemaParts.ts';
import { kubesphereFormat } from '../../units.ts';
import { readColour } from '../colours.ts';
import type { Fields } from '../fields.ts';
import { reportKept } from '../keptFields.ts';
import { readQueries, type TracedQuery } from '../queryFields.ts';
import type { Findings } from '../report.ts';
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

function ofType(
  type: string,
  fields: Fields,
  base: PanelBase,
  queries: readonly TracedQuery[],
  findings: Findings,
): DashboardPanel {
  const known = kubesphereKinds.get(type);
  if (known !== undefined) {
    const values = measured(type, fields, base, queries, findings);
    return panelOf(known.kind, values, known.read(fields, findings, values.scale ?? 1));
  }
  switch (type) {
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
  base: PanelBase,
  queries: readonly TracedQuery[],
  findings: Findings,
): MeasuredPanel {
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
    ...base,
    unit,
    ...(scale === 1 ? {} : { scale }),
    ...(decimals !== undefined && decimals >= 0 ? { decimals: Math.min(10, Math.round(decimals)) } : {}),
    queries: queries.map(({ query }) => query),
    ...(colours.length === 0 ? {} : { colours }),
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
