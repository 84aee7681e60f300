import type { Json, JsonObject } from '../model.ts';

/** A part as it is written now, and the element of the file's list that it was read from. */
export interface WrittenPart {
  readonly json: JsonObject;
  readonly source: JsonObject | undefined;
}

/**
 * A list of the file with its parts as they are now. Elements that were never read stay where they stood, each behind the
 * part it followed.
 * @param read the elements that the model was read from; those without a part now are left out
 */
export function mergedList(
  list: readonly Json[],
  read: ReadonlySet<Json>,
  parts: readonly WrittenPart[],
): readonly Json[] {
  const followers = new Map<Json | undefined, Json[]>();
  let leader: Json | undefined;
  for (const element of list) {
    if (read.has(element)) leader = element;
    else if (followers.get(leader)?.push(element) === undefined) followers.set(leader, [element]);
  }
  const take = (of: Json | undefined) => {
    const found = followers.get(of) ?? [];
    followers.delete(of);
    return found;
  };
  const merged: Json[] = [...take(undefined)];
  for (const { json, source } of parts) {
    merged.push(json);
    for (const element of source === undefined ? [] : take(source)) merged.push(element);
  }
  return [...merged, ...[...followers.values()].flat()];
}
