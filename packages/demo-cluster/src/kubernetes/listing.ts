import { isRecord } from './jsonAccess.ts';
import { type KubeObject, type ObjectStore, objectKey } from './objectStore.ts';
import type { ListMeta } from './representation.ts';
import type { ResourceType } from './resourceTypes.ts';
import { parseFieldSelector, parseLabelSelector, type Selector } from './selectors.ts';
import { badRequest, expired, type FieldCause, invalid, versionTooLarge } from './status.ts';

/** Which objects of a type a list or watch is about. */
export interface Selection {
  type: ResourceType;
  namespace: string | undefined;
  matches: Selector;
  /** Whether a label or field selector narrows it. */
  selective: boolean;
}

/** Reads the selectors of a list, watch or deletecollection. @throws ApiError 400 */
export function parseSelection(
  type: ResourceType,
  namespace: string | undefined,
  query: URLSearchParams,
): Selection {
  const labels = parseLabelSelector(query.get('labelSelector') ?? '');
  const fields = parseFieldSelector(query.get('fieldSelector') ?? '', type.kind);
  const selective = Boolean(query.get('labelSelector') || query.get('fieldSelector'));
  return { type, namespace, matches: (object) => labels(object) && fields(object), selective };
}

/** Whether a request for a collection wants its changes. */
export function isWatch(query: URLSearchParams): boolean {
  const value = query.get('watch');
  return value === 'true' || value === '1';
}

/**
 * One page of a list, in the order of namespace and name. Later pages show the state of the first.
 * @throws ApiError 400, 410 when that state is no longer remembered, 422, or 504 for a version to come
 */
export function listPage(
  store: ObjectStore,
  selection: Selection,
  query: URLSearchParams,
): { objects: KubeObject[]; metadata: ListMeta } {
  const { version, after } = startOfPage(store, query);
  const all = objectsAt(store, selection, version).filter(
    (object) => selection.matches(object) && (after === undefined || keyOf(object) > after),
  );
  const limit = Number(query.get('limit') ?? 0);
  const objects = limit > 0 ? all.slice(0, limit) : all;
  const last = objects.at(-1);
  const remaining = all.length - objects.length;
  return {
    objects,
    metadata: {
      resourceVersion: String(version),
      ...(remaining > 0 && last && { continue: encodeContinue(version, keyOf(last)) }),
      // With a selector the API server does not know how many will match.
      ...(remaining > 0 && !selection.selective && { remainingItemCount: remaining }),
    },
  };
}

/** Reads `resourceVersion` of a list or watch; undefined when it is not given. @throws ApiError 400 */
export function parseResourceVersion(query: URLSearchParams): number | undefined {
  const text = query.get('resourceVersion');
  if (!text) return undefined;
  if (!/^\d+$/.test(text)) throw badRequest(`Invalid value: "${text}": must be a resource version`);
  return Number(text);
}

function startOfPage(store: ObjectStore, query: URLSearchParams): { version: number; after?: string } {
  const asked = parseResourceVersion(query);
  const token = query.get('continue');
  if (token) {
    if (asked) throw badRequest('specifying resource version is not allowed when using continue');
    return decodeContinue(token);
  }
  const match = query.get('resourceVersionMatch');
  refuseMatch(match, asked);
  if (asked !== undefined && asked > store.resourceVersion) {
    throw versionTooLarge(asked, store.resourceVersion);
  }
  return { version: match === 'Exact' && asked !== undefined ? asked : store.resourceVersion };
}

function refuseMatch(match: string | null, asked: number | undefined): void {
  if (!match) return;
  const fault = (reason: FieldCause['reason'], message: string): Error =>
    invalid({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', [
      { field: 'resourceVersionMatch', reason, message },
    ]);
  if (asked === undefined) {
    throw fault(
      'FieldValueForbidden',
      'Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    );
  }
  if (match !== 'Exact' && match !== 'NotOlderThan') {
    throw fault('FieldValueInvalid', `Invalid value: "${match}": supported values: "Exact", "NotOlderThan"`);
  }
  if (match === 'Exact' && asked === 0) {
    throw fault(
      'FieldValueForbidden',
      'Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
    );
  }
}

/** The selection's objects as they were at a version, by undoing the writes since. @throws ApiError 410 */
function objectsAt(store: ObjectStore, { type, namespace }: Selection, version: number): KubeObject[] {
  const current = store.list(type.kind, namespace);
  if (version >= store.resourceVersion) return current;
  const events = store.eventsSince(version);
  if (events === 'gone') {
    throw expired(
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
    );
  }
  const objects = new Map(current.map((object) => [keyOf(object), object]));
  for (const { object, previous } of events.toReversed()) {
    if (object.kind !== type.kind) continue;
    if (namespace !== undefined && object.metadata.namespace !== namespace) continue;
    if (previous) objects.set(keyOf(object), previous);
    else objects.delete(keyOf(object));
  }
  return [...objects].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
}

function keyOf({ metadata }: KubeObject): string {
  return objectKey(metadata.namespace, metadata.name);
}

function encodeContinue(version: number, after: string): string {
  return Buffer.from(JSON.stringify({ rv: version, start: after })).toString('base64url');
}

function decodeContinue(token: string): { version: number; after: string } {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (isRecord(value) && typeof value['rv'] === 'number' && typeof value['start'] === 'string') {
      return { version: value['rv'], after: value['start'] };
    }
  } catch {
    // Not JSON: refused below with the tokens that are JSON of another shape.
  }
  throw badRequest('continue key is not valid');
}
