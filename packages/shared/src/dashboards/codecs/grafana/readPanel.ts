import { GRID_COLUMNS } from '../../grid.ts';
import { grafanaKinds, kindNamed, OWN_FIELDS, panelOf, type QueryPanelKind } from '../../kinds/index.ts';
import type { DashboardPanel } from '../../model.ts';
import type { GridPosition, MeasuredPanel, PanelBase } from '../../schemaParts.ts';
import type { Fields } from '../fields.ts';
import { reportKept } from '../keptFields.ts';
import { readQueries, type TracedQuery } from '../queryFields.ts';
import type { Findings } from '../report.ts';
import { readLegacy } from './readLegacy.ts';
import { readMeasured } from './readMeasured.ts';
import { readTarget } from './readTarget.ts';
import { OPTION_STYLE_FIELDS } from './styleFields.ts';

/** Fields that say where data comes from or how often, and what Grafana keeps for itself. */
const BOOKKEEPING = [
  ...[
    'id',
    'type',
    'datasource',
    'pluginVersion',
    'cacheTimeout',
    'queryCachingTTL',
    'interval',
    'maxDataPoints',
  ],
  ...[
    'gridPos',
    'span',
    'maxPerRow',
    'repeatDirection',
    'scopedVars',
    'repeatPanelId',
    'repeatedByRow',
    'collapsed',
  ],
  ...[
    'panels',
    'editable',
    'error',
    'isNew',
    'minSpan',
    'height',
    'hideTimeOverride',
    'style',
    'transparent',
  ],
] as const;

export interface ReadPanel {
  readonly panel: DashboardPanel;
  readonly queries: readonly TracedQuery[];
}

/** One panel of a Grafana dashboard, of any time. */
export function readPanel(
  fields: Fields,
  place: { readonly id: string; readonly row?: string; readonly grid?: GridPosition },
  findings: Findings,
): ReadPanel {
  const type = typeOf(fields);
  const help = fields.word('description');
  const base: PanelBase = {
    ...place,
    title: fields.text('title') ?? '',
    ...(help === undefined ? {} : { help }),
    ...repeatOf(fields),
  };
  const source = fields.any('datasource');
  const targets = fields.children('targets');
  const known = grafanaKinds.get(type);
  const queries = readQueries(targets, findings, (target) => {
    const query = readTarget(target, source, findings);
    return query && { ...query, ...ownOfQuery(known?.kind, target) };
  });
  fields.ignore(...BOOKKEEPING);
  const panel = ofType(type, fields, base, queries, findings);
  if (panel.kind === 'unsupported') {
    const isReference = fields.has('libraryPanel');
    findings.add(isReference ? 'panel.library' : 'panel.kind', { type: panel.type });
  } else reportKept(fields, findings);
  if ('queries' in panel && targets.length > 0 && queries.length === 0) findings.add('panel.noQueries');
  return { panel, queries: 'queries' in panel ? queries : [] };
}

/** Old tables share today's name; their `styles` tell them. */
function typeOf(fields: Fields): string {
  const type = fields.text('type') ?? '';
  return type === 'table' && fields.has('styles') && !fields.has('fieldConfig') ? 'table-old' : type;
}

function ofType(
  type: string,
  fields: Fields,
  base: PanelBase,
  queries: readonly TracedQuery[],
  findings: Findings,
): DashboardPanel {
  if (type === 'row') return { ...base, kind: 'row', collapsed: fields.flag('collapsed') };
  if (type === 'text') return { ...base, kind: 'text', ...content(fields) };
  const legacy = readLegacy(type, fields, base, queries, findings);
  if (legacy !== undefined) return legacy;
  const values = readMeasured(type, fields, base, queries, findings);
  return readModern(type, fields, values, findings) ?? { ...base, kind: 'unsupported', type };
}

function ownOfQuery(kind: QueryPanelKind | undefined, target: Fields) {
  const read = kind === undefined ? undefined : kindNamed(kind).grafana.query?.read;
  return target.has(OWN_FIELDS) ? read?.(target.child(OWN_FIELDS)) : undefined;
}

/** A panel of one of today's kinds; undefined where none is like it. */
function readModern(
  type: string,
  fields: Fields,
  values: MeasuredPanel,
  findings: Findings,
): DashboardPanel | undefined {
  const options = fields.child('options').ignore(...OPTION_STYLE_FIELDS);
  const known = grafanaKinds.get(type);
  return known && panelOf(known.kind, values, known.read({ type, fields, options, findings }));
}

function content(fields: Fields) {
  const options = fields.child('options').ignore('code');
  const mode = options.word('mode') ?? fields.word('mode') ?? 'markdown';
  const text = options.text('content') ?? fields.text('content') ?? '';
  const format =
    mode === 'html' ? ('html' as const) : mode === 'text' ? ('plain' as const) : ('markdown' as const);
  return { content: text, format };
}

/** For each value of which variable the panel is drawn, if any; one whose name is not valid counts for none. */
export function repeatOf(fields: Fields): Pick<PanelBase, 'repeat'> {
  const variable = fields.word('repeat');
  if (variable === undefined || !/^[A-Za-z_]\w{0,99}$/.test(variable)) return {};
  return { repeat: { variable, direction: fields.text('repeatDirection') === 'v' ? 'down' : 'across' } };
}

/** The place that a panel asks for, moved into the grid where it leaves it. */
export function gridOf(fields: Fields): GridPosition | undefined {
  if (!fields.has('gridPos')) return undefined;
  const position = fields.child('gridPos').ignore('static');
  const integer = (key: string, min: number, max: number, otherwise: number) =>
    Math.min(max, Math.max(min, Math.round(position.number(key) ?? otherwise)));
  const w = integer('w', 1, GRID_COLUMNS, 12);
  return {
    x: integer('x', 0, GRID_COLUMNS - w, 0),
    y: integer('y', 0, 100_000, 0),
    w,
    h: integer('h', 1, 1000, 8),
  };
}
