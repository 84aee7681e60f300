import type { Locale } from '../../../units/index.ts';
import type { Dashboard, DashboardPanel, Json, JsonObject, Variable } from '../../model.ts';
import { writeAnnotation } from '../annotationFields.ts';
import { isObject } from '../document.ts';
import { mergedList, type WrittenPart } from '../mergedList.ts';
import { isSame, threeWayMerge } from '../threeWayMerge.ts';
import type { Trace, TracedDashboard } from '../traced.ts';
import { writeVariable } from '../variableFields.ts';
import { inOneLanguage } from '../words.ts';
import { bodyKey } from './layout.ts';
import { grafanaBody, readGrafana } from './readGrafana.ts';
import { type PanelContext, panelJson } from './writePanelJson.ts';

/** The schema from which on panels stand on a grid, and the one that new files are written in (Grafana 10.4). */
const GRID_SCHEMA = 16;
const NEW_SCHEMA = 39;

export interface WrittenGrafana {
  readonly document: JsonObject;
  readonly ids: ReadonlyMap<string, string>;
}

/** The dashboard as Grafana's JSON: the file it came from with what was changed, if that is Grafana's. */
export function writeGrafana(dashboard: Dashboard, locale: Locale): WrittenGrafana {
  const { origin } = dashboard;
  const source = origin?.format === 'grafana' ? grafanaBody(origin.document) : undefined;
  const traced = source === undefined ? undefined : readGrafana(source);
  const before = traced === undefined ? {} : head(traced.dashboard, locale);
  const start = source ?? { schemaVersion: NEW_SCHEMA };
  const merged = threeWayMerge(start, before, head(dashboard, locale));
  const { body, ids } = withPanels(dashboard, traced, withLists(dashboard, traced, merged, locale), locale);
  const key = origin === undefined || source === undefined ? undefined : bodyKey(origin.document);
  return { document: key === undefined ? body : { ...origin?.document, [key]: body }, ids };
}

function head(dashboard: Dashboard, locale: Locale): JsonObject {
  const { id, title, description, tags, time, refresh, editable, sharedCrosshair } = dashboard;
  return {
    uid: id,
    title: inOneLanguage(title, locale),
    ...(description === undefined ? {} : { description: inOneLanguage(description, locale) }),
    ...(tags === undefined ? {} : { tags: [...tags] }),
    ...(time === undefined ? {} : { time: { ...time } }),
    ...(refresh === undefined ? {} : { refresh }),
    ...(editable === undefined ? {} : { editable }),
    ...(sharedCrosshair === undefined ? {} : { graphTooltip: sharedCrosshair ? 1 : 0 }),
  };
}

function withLists(
  dashboard: Dashboard,
  traced: TracedDashboard | undefined,
  body: JsonObject,
  locale: Locale,
): JsonObject {
  const write = (variable: Variable) => writeVariable(variable, 'grafana', locale);
  const variables = listWith(body['templating'], traced?.variables, dashboard.variables, write);
  const annotations = listWith(
    body['annotations'],
    traced?.annotations,
    dashboard.annotations ?? [],
    writeAnnotation,
  );
  return {
    ...body,
    ...(variables === undefined ? {} : { templating: variables }),
    ...(annotations === undefined ? {} : { annotations }),
  };
}

function listWith<T extends { readonly name: string }>(
  holder: Json | undefined,
  traces: ReadonlyMap<string, Trace<T>> | undefined,
  items: readonly T[],
  write: (item: T) => JsonObject,
): JsonObject | undefined {
  const old = isObject(holder) && Array.isArray(holder['list']) ? holder['list'] : undefined;
  if (old === undefined && items.length === 0) return undefined;
  const parts = items.map((item): WrittenPart => {
    const trace = traces?.get(item.name);
    if (trace === undefined) return { json: write(item), source: undefined };
    return { json: threeWayMerge(trace.source, write(trace.was), write(item)), source: trace.source };
  });
  const read = new Set<Json>([...(traces?.values() ?? [])].map(({ source }) => source));
  return { ...(isObject(holder) ? holder : {}), list: mergedList(old ?? [], read, parts) };
}

/** Whole numbers for the ids of panels: those that are numbers stay, others take the next that are free. */
function numbered(ids: readonly string[]): ReadonlyMap<string, number> {
  const isNumber = (id: string) => /^(0|[1-9]\d{0,14})$/.test(id);
  const taken = new Set(ids.filter(isNumber).map(Number));
  let next = 0;
  return new Map(
    ids.map((id) => {
      if (isNumber(id)) return [id, Number(id)];
      do next += 1;
      while (taken.has(next));
      return [id, next];
    }),
  );
}

function withPanels(
  dashboard: Dashboard,
  traced: TracedDashboard | undefined,
  body: JsonObject,
  locale: Locale,
): { readonly body: JsonObject; readonly ids: ReadonlyMap<string, string> } {
  const context: PanelContext = {
    locale,
    numbers: numbered(dashboard.panels.map(({ id }) => id)),
    datasource: dashboard.variables.find(({ kind }) => kind === 'datasource')?.name,
  };
  const stays = traced !== undefined && isSame(layoutOf(traced.dashboard.panels), layoutOf(dashboard.panels));
  const panels = placed(dashboard.panels).flatMap((panel) => {
    const known = traced?.panels.get(panel.id);
    const trace = stays || panel.kind !== 'row' || known?.source['type'] === 'row' ? known : undefined;
    const own = trace?.was.grid === undefined && stays ? withoutGrid(panel) : panel;
    const json = panelJson(own, trace, context);
    return json === undefined ? [] : [{ panel, json, source: trace?.source }];
  });
  if (stays) {
    const replaced = new Map(panels.flatMap(({ json, source }) => (source ? [[source, json] as const] : [])));
    return { body: inPlace(body, replaced), ids: new Map(panels.map(({ panel }) => [panel.id, panel.id])) };
  }
  const ids = new Map(panels.map(({ panel }) => [panel.id, String(context.numbers.get(panel.id))] as const));
  const complete = panels.map(({ panel, json }) => {
    const { x = 0, y = 0, w = 24, h = 8 } = panel.grid ?? {};
    return { panel, json: { gridPos: { x, y, w, h }, ...json, id: context.numbers.get(panel.id) ?? 0 } };
  });
  const { rows: _, ...others } = body;
  const version = typeof body['schemaVersion'] === 'number' ? body['schemaVersion'] : NEW_SCHEMA;
  const schema = { schemaVersion: Math.max(version, GRID_SCHEMA) };
  return { body: { ...others, ...schema, panels: nested(complete) }, ids };
}

/** What decides whether the file's own arrangement still holds. */
function layoutOf(panels: readonly DashboardPanel[]): Json {
  return panels.map((panel) => [
    panel.id,
    panel.row ?? null,
    panel.grid === undefined ? null : { ...panel.grid },
    panel.kind === 'row' && panel.collapsed,
  ]);
}

function withoutGrid(panel: DashboardPanel): DashboardPanel {
  const { grid: _, ...others } = panel;
  return others;
}

/** Below all others, for panels without a place of their own. */
function placed(panels: readonly DashboardPanel[]): readonly DashboardPanel[] {
  let bottom = Math.max(0, ...panels.map(({ grid }) => (grid === undefined ? 0 : grid.y + grid.h)));
  return panels.map((panel) => {
    if (panel.grid !== undefined) return panel;
    const h = panel.kind === 'row' ? 1 : 8;
    bottom += h;
    return { ...panel, grid: { x: 0, y: bottom - h, w: 24, h } };
  });
}

/** The file's own lists of panels and rows, each panel as it is now. */
function inPlace(body: JsonObject, replaced: ReadonlyMap<Json, JsonObject>): JsonObject {
  const walk = (list: Json): Json => {
    if (!Array.isArray(list)) return list;
    return list.map((element: Json) => {
      const json = replaced.get(element) ?? element;
      if (!isObject(json)) return json;
      const { panels } = json;
      return panels === undefined ? json : { ...json, panels: walk(panels) };
    });
  };
  const lists = Object.entries(body).filter(([key]) => key === 'panels' || key === 'rows');
  return { ...body, ...Object.fromEntries(lists.map(([key, list]) => [key, walk(list)])) };
}

interface Placed {
  readonly panel: DashboardPanel;
  readonly json: JsonObject;
}

/** Panels of a folded row stand in it, others behind it. */
function nested(panels: readonly Placed[]): readonly Json[] {
  const folded = new Set(
    panels.flatMap(({ panel }) => (panel.kind === 'row' && panel.collapsed ? [panel.id] : [])),
  );
  return panels
    .filter(({ panel }) => panel.row === undefined || !folded.has(panel.row))
    .map(({ panel, json }) => {
      if (panel.kind !== 'row') return json;
      const members = panels.filter((one) => panel.collapsed && one.panel.row === panel.id);
      return { ...json, panels: members.map((one) => one.json) };
    });
}
