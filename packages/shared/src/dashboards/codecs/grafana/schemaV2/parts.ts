import type { Json, JsonObject } from '../../../json.ts';
import { isObject } from '../../document.ts';

/** The object under a name; an empty one where there is none. */
export function objectAt(holder: JsonObject, name: string): JsonObject {
  const value = holder[name];
  return isObject(value) ? value : {};
}

/** The objects of a list. */
export function objectsAt(holder: JsonObject, name: string): readonly JsonObject[] {
  const value = holder[name];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textAt(holder: JsonObject, name: string): string | undefined {
  const value = holder[name];
  return typeof value === 'string' ? value : undefined;
}

export function numberAt(holder: JsonObject, name: string): number | undefined {
  const value = holder[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Without fields that say nothing: undefined ones are not JSON. */
export function present(fields: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/**
 * What kind of plug-in a part is of: since v2beta1 its `group` beside `kind: "DataQuery"`, `"VizConfig"` or `"Transformation"`,
 * in v2alpha1 the `kind` itself (grafana/grafana: apps/dashboard/kinds).
 */
export function groupOf(part: JsonObject): string | undefined {
  return textAt(part, 'group') ?? textAt(part, 'kind');
}

/** The data source of a query: in v2alpha1 beside it, since v2beta1 in it by its name. */
export function datasourceOf(query: JsonObject, beside: JsonObject): JsonObject | undefined {
  const given = objectAt(beside, 'datasource');
  if (Object.keys(given).length > 0) return given;
  const name = textAt(objectAt(query, 'datasource'), 'name');
  const type = groupOf(query);
  if (type === undefined && name === undefined) return undefined;
  return present({ type, uid: name });
}

/** Of a choice that v2 has in words, the number that the classic schema has for it. */
export function ordinal(words: readonly string[], given: Json | undefined): number | undefined {
  const index = typeof given === 'string' ? words.indexOf(given) : -1;
  return index < 0 ? undefined : index;
}
