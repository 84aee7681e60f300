import type { Json, JsonObject } from '../../../json.ts';
import { GRID_COLUMNS } from '../../../model.ts';
import { isObject } from '../../document.ts';
import { type Item, sectionsOf } from './layouts.ts';
import { datasourceOf, groupOf, numberAt, objectAt, objectsAt, ordinal, present, textAt } from './parts.ts';
import { classicAnnotation, classicVariable, partsOf } from './variables.ts';

/** The classic schema that Grafana 12 writes beside v2. */
const CLASSIC_SCHEMA = 41;
const CURSOR_SYNC = ['Off', 'Crosshair', 'Tooltip'];

/**
 * The dashboard of Grafana's schema v2 (v2alpha1, v2beta1, v2) that a document holds: the resource's spec, or a spec by itself;
 * undefined where there is none.
 */
export function schemaV2Of(document: JsonObject): JsonObject | undefined {
  const { apiVersion, spec, elements, layout, dashboard } = document;
  if (isObject(dashboard)) return schemaV2Of(dashboard);
  if (typeof apiVersion === 'string' && /^dashboard\.grafana\.app\/v2/.test(apiVersion))
    return isObject(spec) ? spec : {};
  return apiVersion === undefined && isObject(elements) && isObject(layout) ? document : undefined;
}

/**
 * A dashboard of schema v2 as the classic one says it, so that one reader reads both. Fields without a classic place are kept
 * where they belong: the reader reports them.
 * @param name the resource's name, which is the classic `uid`
 */
export function toClassic(spec: JsonObject, name: string | undefined): JsonObject {
  const {
    elements: _e,
    layout: _l,
    variables: _v,
    annotations: _a,
    timeSettings: _t,
    cursorSync,
    ...rest
  } = spec;
  return present({
    ...rest,
    ...timeFields(objectAt(spec, 'timeSettings')),
    uid: name,
    graphTooltip: ordinal(CURSOR_SYNC, cursorSync),
    schemaVersion: CLASSIC_SCHEMA,
    templating: { list: partsOf(spec, 'variables').map(([holder, own]) => classicVariable(holder, own)) },
    annotations: { list: partsOf(spec, 'annotations').map(([, own]) => classicAnnotation(own)) },
    panels: panelsOf(spec),
  });
}

function timeFields(time: JsonObject): JsonObject {
  const { from, to, autoRefresh, autoRefreshIntervals, quickRanges, hideTimepicker, nowDelay, ...rest } =
    time;
  const refresh = typeof autoRefresh === 'string' && autoRefresh !== '' ? autoRefresh : undefined;
  const times = present({ from, to });
  return present({
    ...rest,
    time: Object.keys(times).length === 2 ? times : undefined,
    refresh,
    timepicker: present({
      refresh_intervals: autoRefreshIntervals,
      quick_ranges: quickRanges,
      hidden: hideTimepicker,
      nowDelay,
    }),
  });
}

/** Sections stand one below the other; a folded row holds its panels, an open one is followed by them. */
function panelsOf(spec: JsonObject): readonly Json[] {
  const elements = objectAt(spec, 'elements');
  let y = 0;
  let row = 0;
  return sectionsOf(objectAt(spec, 'layout')).flatMap(({ heading, items }): JsonObject[] => {
    const top = heading === null ? y : y + 1;
    const panels = items.flatMap((item) => panelOf(elements, item, top));
    const head =
      heading === null
        ? []
        : [
            {
              ...heading.more,
              ...{ type: 'row', title: heading.title, collapsed: heading.collapsed },
              id: FIRST_ROW_ID + row,
              gridPos: { x: 0, y, w: GRID_COLUMNS, h: 1 },
            },
          ];
    row += head.length;
    y = Math.max(top, ...items.map(({ grid }) => top + grid.y + grid.h));
    const [first] = head;
    return first !== undefined && heading?.collapsed === true ? [{ ...first, panels }] : [...head, ...panels];
  });
}

/** Rows have no ids in v2; panels' are small. */
const FIRST_ROW_ID = 1_000_000;

function panelOf(elements: JsonObject, { element, grid, more }: Item, top: number): JsonObject[] {
  const found = objectAt(elements, element);
  const kind = textAt(found, 'kind');
  if (kind === undefined) return [];
  const place = { ...more, gridPos: { ...grid, y: top + grid.y } };
  const spec = objectAt(found, 'spec');
  return [{ ...(kind === 'Panel' ? classicPanel(spec) : otherPanel(spec, kind)), ...place }];
}

/** A panel of the library is elsewhere, as it is in the classic schema; other kinds are named by what they are. */
function otherPanel(spec: JsonObject, kind: string): JsonObject {
  return kind === 'LibraryPanel' ? { ...spec } : { ...spec, type: kind };
}

function classicPanel(spec: JsonObject): JsonObject {
  const { data: _d, vizConfig: _v, ...rest } = spec;
  const viz = objectAt(spec, 'vizConfig');
  const { options, fieldConfig, pluginVersion } = objectAt(viz, 'spec');
  const data = objectAt(objectAt(spec, 'data'), 'spec');
  return present({
    ...rest,
    ...objectAt(data, 'queryOptions'),
    type: groupOf(viz) ?? '',
    pluginVersion: textAt(viz, 'version') ?? pluginVersion,
    options,
    fieldConfig,
    targets: objectsAt(data, 'queries').map((query) => classicTarget(objectAt(query, 'spec'))),
    transformations: objectsAt(data, 'transformations').map(classicTransformation),
  });
}

function classicTarget(spec: JsonObject): JsonObject {
  const query = objectAt(spec, 'query');
  return present({
    ...objectAt(query, 'spec'),
    refId: textAt(spec, 'refId'),
    hide: spec['hidden'] === true ? true : undefined,
    datasource: datasourceOf(query, spec),
  });
}

function classicTransformation(part: JsonObject): JsonObject {
  const { id: _, ...spec } = objectAt(part, 'spec');
  return present({ ...spec, id: groupOf(part) ?? numberAt(part, 'id') });
}
