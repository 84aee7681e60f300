import type { Locale } from '../../../units/index.ts';
import { kindOf, OWN_FIELDS } from '../../kinds/index.ts';
import type { DashboardPanel, DashboardQuery, Json, JsonObject, QueryPanel } from '../../model.ts';
import { mergedList, type WrittenPart } from '../mergedList.ts';
import { isSame, threeWayMerge } from '../threeWayMerge.ts';
import type { PanelTrace } from '../traced.ts';
import { writeFrame, writePanel, writeTarget } from './writePanel.ts';

export interface PanelContext {
  readonly locale: Locale;
  readonly numbers: ReadonlyMap<string, number>;
  /** The variable that chooses the Prometheus of new panels. */
  readonly datasource: string | undefined;
}

/** What kinds of before 7.4 keep of their drawing outside `options` and `fieldConfig`. */
const LEGACY_FIELDS: ReadonlySet<string> = new Set([
  ...[
    'yaxes',
    'xaxis',
    'yaxis',
    'lines',
    'bars',
    'points',
    'fill',
    'linewidth',
    'stack',
    'percentage',
    'legend',
  ],
  ...[
    'aliasColors',
    'seriesOverrides',
    'thresholds',
    'nullPointMode',
    'steppedLine',
    'renderer',
    'pointradius',
  ],
  ...[
    'format',
    'decimals',
    'valueName',
    'sparkline',
    'gauge',
    'colorBackground',
    'colorValue',
    'colors',
    'valueMaps',
  ],
  ...['rangeMaps', 'mappingType', 'mappingTypes', 'styles', 'columns', 'transform', 'tooltip', 'timeRegions'],
]);

/** A panel with its targets: as the file has it, with what was changed; undefined for what Grafana has no kind for. */
export function panelJson(
  panel: DashboardPanel,
  trace: PanelTrace | undefined,
  context: PanelContext,
): JsonObject | undefined {
  const kept = trace?.was.kind === panel.kind ? trace : undefined;
  const body = kept === undefined ? fresh(panel, context) : edited(panel, kept, context);
  if (body === undefined) return undefined;
  if (!('queries' in panel)) return body;
  const targets = panel.queries.map((query, index): WrittenPart => {
    const known = kept?.queries.find((one) => one.query.id === query.id);
    const reference = referenceOf(query, index);
    const now = { ...writeTarget(query, reference, context.locale), ...ownOfQuery(panel, query) };
    if (known === undefined) return { json: { ...source(context), ...now }, source: undefined };
    const was = { ...writeTarget(known.query, reference, context.locale), ...ownOfQuery(panel, known.query) };
    return { json: threeWayMerge(known.source, was, now), source: known.source };
  });
  const old = body['targets'];
  if (!Array.isArray(old) && targets.length === 0) return body;
  const read = new Set<Json>(kept?.queries.map((one) => one.source));
  return { ...body, targets: mergedList(Array.isArray(old) ? old : [], read, targets) };
}

/** What the kind's queries have beyond others'; nothing where they have none of it. */
function ownOfQuery(panel: QueryPanel, query: DashboardQuery): JsonObject {
  const own = kindOf(panel).grafana.query?.write(query) ?? {};
  return Object.keys(own).length === 0 ? {} : { [OWN_FIELDS]: own };
}

/** Grafana's references are letters; it takes any text. */
function referenceOf({ id }: DashboardQuery, index: number): string {
  return id === '' ? `q${index + 1}` : id;
}

function source({ datasource }: PanelContext): JsonObject {
  return datasource === undefined ? {} : { datasource: { type: 'prometheus', uid: `\${${datasource}}` } };
}

function fresh(panel: DashboardPanel, context: PanelContext): JsonObject | undefined {
  const written = writePanel(panel, context.numbers.get(panel.id) ?? 0, context.locale);
  return written === undefined || !('queries' in panel) ? written : { ...source(context), ...written };
}

/** A panel whose drawing was changed comes out as one of today's kind, which alone can say all that the model can. */
function edited(panel: DashboardPanel, trace: PanelTrace, { numbers, locale }: PanelContext): JsonObject {
  const id = numbers.get(panel.id) ?? 0;
  const isOldRow = panel.kind === 'row' && trace.source['type'] !== 'row';
  if (isOldRow) return oldRow(panel, trace, id, locale);
  const frames = [writeFrame(trace.was, id, locale), writeFrame(panel, id, locale)] as const;
  const was = writePanel(trace.was, id, locale);
  const now = writePanel(panel, id, locale);
  if (was === undefined || now === undefined || !isLegacy(trace.source))
    return threeWayMerge(trace.source, was ?? frames[0], now ?? frames[1]);
  const isRedrawn = !isSame(without(was, frames[0]), without(now, frames[1]));
  const framed = threeWayMerge(trace.source, ...frames);
  if (!isRedrawn) return framed;
  const others = Object.entries(framed).filter(([key]) => !LEGACY_FIELDS.has(key));
  return { ...Object.fromEntries(others), ...without(now, frames[1]) };
}

function without(object: JsonObject, keys: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !Object.hasOwn(keys, key)));
}

/** True for kinds that Grafana has replaced, and for those of 6.x, which keep their fields elsewhere. */
function isLegacy(panel: JsonObject): boolean {
  const { type, options, styles } = panel;
  if (typeof type !== 'string') return false;
  if (['graph', 'singlestat', 'grafana-singlestat-panel', 'table-old'].includes(type)) return true;
  const fieldOptions = typeof options === 'object' && options !== null && 'fieldOptions' in options;
  return (
    fieldOptions || (type === 'table' && styles !== undefined) || (type === 'text' && options === undefined)
  );
}

/** A row of the layout before Grafana 5: no panel, but a list of them; on a grid it becomes one. */
function oldRow(
  panel: Extract<DashboardPanel, { kind: 'row' }>,
  trace: PanelTrace,
  id: number,
  locale: Locale,
): JsonObject {
  const fields = (row: DashboardPanel, collapse: boolean): JsonObject => {
    const { title, repeat } = writeFrame(row, id, locale);
    return { title: title ?? '', collapse, ...(repeat === undefined ? {} : { repeat }) };
  };
  const was = trace.was.kind === 'row' && trace.was.collapsed;
  return threeWayMerge(trace.source, fields(trace.was, was), fields(panel, panel.collapsed));
}
