import type { Json, JsonObject } from '../model.ts';
import { canonical, isObject } from './document.ts';

/**
 * `source` with just those fields changed that differ between `before` and `after`: what the console wrote of the source
 * as it read it, and what it writes now. Everything else of the source stays as it is, known or not.
 */
export function threeWayMerge(source: JsonObject, before: JsonObject, after: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...source };
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [own(before, key), own(after, key)];
    if (isSame(was, is)) continue;
    const kept = own(source, key);
    if (is === undefined) delete merged[key];
    else if (isObject(kept) && isObject(was) && isObject(is)) merged[key] = threeWayMerge(kept, was, is);
    else merged[key] = is;
  }
  return merged;
}

/** Whether both are the same JSON, whatever the order of their keys. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
