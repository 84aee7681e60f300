import type { Locale } from '../../../units/index.ts';
import type { Dashboard, DashboardPanel, DashboardQuery, Json, JsonObject } from '../../model.ts';
import { writeAnnotation } from '../annotationFields.ts';
import { isObject } from '../document.ts';
import { mergedList, type WrittenPart } from '../mergedList.ts';
import { threeWayMerge } from '../threeWayMerge.ts';
import type { PanelTrace, TracedDashboard } from '../traced.ts';
import { writeVariable } from '../variableFields.ts';
import { inOneLanguage } from '../words.ts';
import { kubesphereName } from './objectName.ts';
import { GROUP, readKubesphere, variablesKey } from './readKubesphere.ts';
import { type Version, writePanel, writeTarget } from './writePanel.ts';

export interface KubesphereOptions {
  readonly version: Version;
  readonly locale: Locale;
  /** Those of the file that the dashboard came from, or those that its id stands for, without it. */
  readonly object?: { readonly kind: 'Dashboard' | 'ClusterDashboard'; readonly namespace?: string };
}

/** The object, and under which id each panel stands in it; panels without an id have no kind in the format. */
export interface WrittenKubesphere {
  readonly document: JsonObject;
  readonly ids: ReadonlyMap<string, string>;
}

/** The dashboard as a KubeSphere object: the file it came from with what was changed, if that is of the same version. */
export function writeKubesphere(dashboard: Dashboard, options: KubesphereOptions): WrittenKubesphere {
  const { version, locale } = options;
  const { origin } = dashboard;
  const traced =
    origin?.format === `kubesphere-${version}` ? readKubesphere(origin.document, version) : undefined;
  const source = traced === undefined ? {} : (origin?.document ?? {});
  const before = traced === undefined ? {} : head(traced.dashboard, { version, locale });
  const after = head(
    dashboard,
    traced === undefined ? { object: kubesphereName(dashboard.id), ...options } : options,
  );
  const merged = threeWayMerge(source, before, after);
  const spec = isObject(merged['spec']) ? merged['spec'] : {};
  const { lists, ids } = writeLists(dashboard, traced, spec, options);
  return { document: { ...merged, spec: { ...spec, ...lists } }, ids };
}

/** All but the lists. */
function head(dashboard: Dashboard, { version, locale, object }: KubesphereOptions): JsonObject {
  const { id, title, description, tags, time, refresh, editable, sharedCrosshair } = dashboard;
  const words = description === undefined ? {} : { description: inOneLanguage(description, locale) };
  const { name, namespace = object?.namespace } = kubesphereName(id);
  const place = namespace === undefined ? {} : { namespace };
  return {
    apiVersion: `${GROUP}/${version}`,
    ...(object === undefined ? {} : { kind: object.kind }),
    metadata: { name, ...place },
    spec: {
      title: inOneLanguage(title, locale),
      ...words,
      ...(time === undefined ? {} : { time: { ...time } }),
      ...(version === 'v1alpha1'
        ? {}
        : {
            ...(tags === undefined ? {} : { tags: [...tags] }),
            ...(refresh === undefined ? {} : { auto_refresh: refresh }),
            ...(editable === undefined ? {} : { editable }),
            ...(sharedCrosshair === undefined ? {} : { shared_crosshair: sharedCrosshair }),
          }),
    },
  };
}

function writeLists(
  dashboard: Dashboard,
  traced: TracedDashboard | undefined,
  spec: JsonObject,
  { version, locale }: KubesphereOptions,
): { readonly lists: JsonObject; readonly ids: ReadonlyMap<string, string> } {
  const { parts, ids } = panelParts(dashboard.panels, traced, version, locale);
  const variables = dashboard.variables.map((variable): WrittenPart => {
    const trace = traced?.variables.get(variable.name);
    const write = (one: typeof variable) => variableFields(writeVariable(one, 'kubesphere', locale), version);
    return merge(trace?.source, trace && write(trace.was), write(variable));
  });
  const annotations = (dashboard.annotations ?? []).map((annotation): WrittenPart => {
    const trace = traced?.annotations.get(annotation.name);
    return merge(trace?.source, trace && writeAnnotation(trace.was), writeAnnotation(annotation));
  });
  const sources = (traces: Iterable<{ readonly source: JsonObject }>) =>
    new Set<Json>([...traces].map(({ source }) => source));
  const list = (key: string, read: ReadonlySet<Json>, written: readonly WrittenPart[]) => {
    const old = spec[key];
    if (!Array.isArray(old) && written.length === 0) return {};
    return { [key]: mergedList(Array.isArray(old) ? old : [], read, written) };
  };
  return {
    lists: {
      ...list('panels', sources(traced?.panels.values() ?? []), parts),
      ...list(variablesKey(spec, version), sources(traced?.variables.values() ?? []), variables),
      ...(version === 'v1alpha1' && !Array.isArray(spec['annotations'])
        ? {}
        : list('annotations', sources(traced?.annotations.values() ?? []), annotations)),
    },
    ids,
  };
}

function merge(
  source: JsonObject | undefined,
  before: JsonObject | undefined,
  after: JsonObject,
): WrittenPart {
  if (source === undefined || before === undefined) return { json: after, source: undefined };
  return { json: threeWayMerge(source, before, after), source };
}

/** v1alpha1 has a name and a query alone; v1alpha2 has no least interval. */
function variableFields(written: JsonObject, version: Version): JsonObject {
  const { auto_min: _, ...known } = written;
  if (version === 'v1alpha2') return known;
  const { name = '', query = '' } = known;
  return { name, query };
}

/** Whole numbers for names: those that are numbers stay, others take the next that are free. */
function numbered(names: readonly string[]): readonly number[] {
  const isNumber = (name: string) => /^(0|[1-9]\d{0,14})$/.test(name);
  const taken = new Set(names.filter(isNumber).map(Number));
  let next = 0;
  return names.map((name) => {
    if (isNumber(name)) return Number(name);
    do next += 1;
    while (taken.has(next));
    return next;
  });
}

function panelParts(
  panels: readonly DashboardPanel[],
  traced: TracedDashboard | undefined,
  version: Version,
  locale: Locale,
) {
  const numbers = numbered(panels.map(({ id }) => id));
  const ids = new Map<string, string>();
  const parts = panels.flatMap((panel, index): WrittenPart[] => {
    const id = numbers[index] ?? 0;
    const trace = traced?.panels.get(panel.id);
    const kept = trace?.was.kind === panel.kind ? trace : undefined;
    const written = writePanel(panel, id, version, locale);
    if (kept === undefined && written === undefined) return [];
    ids.set(panel.id, kept === undefined ? String(id) : panel.id);
    const queries = 'queries' in panel ? panel.queries : [];
    return [panelPart(kept, written ?? {}, queries, { id, version, locale })];
  });
  return { parts, ids };
}

interface PanelContext {
  readonly id: number;
  readonly version: Version;
  readonly locale: Locale;
}

function panelPart(
  trace: PanelTrace | undefined,
  written: JsonObject,
  queries: readonly DashboardQuery[],
  { id, version, locale }: PanelContext,
): WrittenPart {
  const before = trace && (writePanel(trace.was, id, version, locale) ?? {});
  const { json, source } = merge(trace?.source, before, written);
  const old = source?.['targets'];
  const numbers = numbered(queries.map((query) => query.id));
  const targets = queries.map((query, index): WrittenPart => {
    const refId = numbers[index] ?? 0;
    const known = trace?.queries.find((one) => one.query.id === query.id);
    const was = known && writeTarget(known.query, refId, locale);
    return merge(known?.source, was, writeTarget(query, refId, locale));
  });
  if (!Array.isArray(old) && targets.length === 0) return { json, source };
  const read = new Set<Json>(trace?.queries.map((one) => one.source));
  return { json: { ...json, targets: mergedList(Array.isArray(old) ? old : [], read, targets) }, source };
}
