import type { Locale } from '../../units/index.ts';
import type { Dashboard, Json, JsonObject } from '../model.ts';
import { DashboardSchema } from '../schema.ts';
import { isObject } from './document.ts';
import { exportDashboard } from './exportDashboard.ts';
import { type Imported, importDocument } from './importDashboard.ts';
import { kubesphereId, kubesphereName } from './kubesphere/objectName.ts';
import type { Version } from './kubesphere/writePanel.ts';
import { isSame } from './threeWayMerge.ts';

/** Holds, beside KubeSphere's own fields, the whole dashboard: places on the grid, thresholds, where it came from. */
const WHOLE = 'gpu-console.io/dashboard';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** What the API server or a controller keeps of an object for itself, and an object elsewhere cannot have. */
const SERVERS_OWN = new Set([
  ...['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'selfLink', 'managedFields'],
  ...['ownerReferences', 'finalizers', 'deletionTimestamp', 'deletionGracePeriodSeconds'],
]);

interface StoredOptions {
  readonly version: Version;
  /** The language of texts that the dashboard has in several, in KubeSphere's fields. */
  readonly locale: Locale;
  /** The object as it is in the cluster, where the dashboard is there already: all of it that is no dashboard stays. */
  readonly live?: JsonObject;
}

/**
 * The dashboard as the object that its id stands for: KubeSphere shows it as well as it can, and the console reads all
 * of it again. What KubeSphere's fields cannot hold stands in an annotation, which is left out where they hold it all.
 */
export function toStoredObject(dashboard: Dashboard, { version, locale, live }: StoredOptions): JsonObject {
  const before = live === undefined ? undefined : withoutServersOwn(live);
  const isOwn = before !== undefined && isSame(dashboard.origin?.document, before);
  const format = `kubesphere-${version}` as const;
  const base: Dashboard =
    before === undefined ? dashboard : { ...dashboard, origin: { format, document: before } };
  const { kind, name, namespace } = kubesphereName(dashboard.id);
  const { document } = exportDashboard(base, { format, locale, object: { kind } });
  const plain = withoutServersOwn(document);
  const { namespace: _, ...metadata } = objectIn(plain, 'metadata');
  const place = { name, ...(namespace === undefined ? {} : { namespace }) };
  const placed = live === undefined ? { ...metadata, ...place } : objectIn(live, 'metadata');
  const kept = live === undefined ? plain : { ...live, spec: plain['spec'] ?? {} };
  const whole = isOwn ? withoutOrigin(dashboard) : dashboard;
  const says = { ...plain, metadata: { ...metadata, ...place } };
  return { ...kept, metadata: annotated(placed, holds(says, whole) ? undefined : JSON.stringify(whole)) };
}

/** Whether KubeSphere's fields alone say all of the dashboard; a file that it came from has to be kept beside them. */
function holds(document: JsonObject, whole: Dashboard): boolean {
  if (whole.origin !== undefined) return false;
  const read = withoutOrigin({ ...importDocument(document).dashboard, id: whole.id });
  const json = (dashboard: Dashboard): Json => JSON.parse(JSON.stringify(dashboard));
  return isSame(json(read), json(whole));
}

function annotated(metadata: JsonObject, text: string | undefined): JsonObject {
  const { annotations, ...others } = metadata;
  const { [WHOLE]: _, ...kept } = isObject(annotations) ? annotations : {};
  const all = text === undefined ? kept : { ...kept, [WHOLE]: text };
  return Object.keys(all).length === 0 ? others : { ...others, annotations: all };
}

/**
 * The dashboard in an object. What the console stored beside KubeSphere's fields counts as long as those still say the
 * same: where somebody changed them since, they alone do. Throws a `Refusal` where there is none.
 */
export function fromStoredObject(object: JsonObject, locale: Locale): Imported {
  const document = withoutServersOwn(object);
  const read = importDocument(document);
  const { origin } = read.dashboard;
  const imported = { ...read, dashboard: { ...read.dashboard, id: idOf(document) ?? read.dashboard.id } };
  const whole = wholeIn(object);
  if (whole === undefined || origin === undefined) return imported;
  const { id } = imported.dashboard;
  const written = exportDashboard({ ...whole, id, origin }, { format: origin.format, locale }).document;
  if (!isSame(written, document)) return imported;
  return { dashboard: { origin, ...whole, id }, report: [] };
}

function idOf({ kind, metadata }: JsonObject): string | undefined {
  const { name, namespace } = isObject(metadata) ? metadata : {};
  if (typeof name !== 'string') return undefined;
  if (kind !== 'Dashboard' || typeof namespace !== 'string') return name;
  return kubesphereId({ kind, namespace, name });
}

function wholeIn({ metadata }: JsonObject): Dashboard | undefined {
  const text = objectIn(isObject(metadata) ? metadata : {}, 'annotations')[WHOLE];
  if (typeof text !== 'string') return undefined;
  try {
    return DashboardSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The object as a file of it would be. */
function withoutServersOwn({ status: _, ...object }: JsonObject): JsonObject {
  const metadata = objectIn(object, 'metadata');
  const own = Object.entries(metadata).filter(([field]) => !SERVERS_OWN.has(field));
  const { annotations, ...others }: JsonObject = Object.fromEntries(own);
  const { [WHOLE]: _whole, [LAST_APPLIED]: _applied, ...kept } = isObject(annotations) ? annotations : {};
  return {
    ...object,
    metadata: Object.keys(kept).length === 0 ? others : { ...others, annotations: kept },
  };
}

function objectIn(object: JsonObject, field: string): JsonObject {
  const value: Json | undefined = object[field];
  return isObject(value) ? value : {};
}

function withoutOrigin({ origin: _, ...dashboard }: Dashboard): Dashboard {
  return dashboard;
}
