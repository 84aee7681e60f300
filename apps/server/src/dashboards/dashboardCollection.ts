import type { JsonObject } from '@gpu-console/shared/dashboards';
import { plainDocument } from '@gpu-console/shared/dashboards/codecs';
import { MAX_DASHBOARD_BYTES } from '@gpu-console/shared/dashboards/limits';
import { DashboardSchema } from '@gpu-console/shared/dashboards/schema';
import { z } from 'zod';
import type { KubernetesApi } from '../kubernetes/kubernetesApi.ts';
import { unlessMissing } from '../kubernetes/kubernetesError.ts';
import { reflect } from '../kubernetes/reflector.ts';
import { type OptionalTarget, reflectWhereServed } from '../kubernetes/whereServed.ts';
import { explained } from './dashboardIn.ts';
import type { DashboardKind, ObjectName } from './dashboardKinds.ts';
import type { Stored } from './dashboardStore.ts';

const Time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text) / 1000);

/** Of the dashboards of one kind that the console holds. */
export const MAX_COLLECTION_BYTES = 64 * 2 ** 20;
const TOO_MUCH = `the console holds ${MAX_COLLECTION_BYTES} bytes of dashboards of this kind, and there is no room for more: delete some, or keep them in a directory with DASHBOARDS_DIR`;

/** What the store has to know of any object. */
const Seen = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string().default(''),
    resourceVersion: z.string(),
    generation: z.number().optional(),
    creationTimestamp: Time.optional().catch(undefined),
    managedFields: z.array(z.looseObject({ time: Time.optional().catch(undefined) })).default([]),
  }),
});

/** An object as it is in the cluster, and the dashboard in it or why there is none. */
export interface StoredEntry {
  readonly id: string;
  /** `Dashboard ml/gpu`. */
  readonly name: string;
  readonly uid: string;
  readonly version: string;
  readonly object: JsonObject;
  /** About what it takes as JSON. */
  readonly bytes: number;
  /** False until `object` or `held` was asked for: reading a large one takes long. */
  readonly isRead: boolean;
  readonly held: Stored | { readonly unreadable: string };
}

/** The dashboards in objects of one kind, kept equal to the cluster by list and watch. */
export class DashboardCollection {
  readonly kind: DashboardKind;
  /** The collection that is followed; undefined until it is known, and where the cluster does not have the kind. */
  path: string | undefined;
  /** Why it cannot be read; null where it can, or is not there. */
  problem: string | null = 'it was not asked yet';
  /** Once the API server has answered for the first time. */
  readonly settled: Promise<void>;
  #settle: () => void = () => {};
  readonly #kept = new Map<string, Omit<StoredEntry, 'object'>>();
  #bytes = 0;
  /** The collection that was listed last: another version of a kind reads otherwise. */
  #readFrom: string | undefined;

  constructor(kind: DashboardKind) {
    this.kind = kind;
    this.settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
    if (kind.orElse === undefined) this.path = kind.path;
  }

  follow(api: KubernetesApi, signal: AbortSignal, lookAgainMs: number): Promise<void> {
    const { orElse, path, labelSelector } = this.kind;
    const followed = { path, ...(labelSelector === undefined ? {} : { labelSelector }) };
    return orElse === undefined
      ? reflect(api, followed, this.#target(), signal)
      : reflectWhereServed(api, { ...followed, orElse }, this.#target(), signal, lookAgainMs);
  }

  /** The collection as far as is known. */
  get served(): string {
    return this.path ?? this.kind.path;
  }

  all(): readonly Omit<StoredEntry, 'object'>[] {
    return [...this.#kept.values()];
  }

  /** Without the object, which is asked for anew before it is changed. */
  find(id: string): Omit<StoredEntry, 'object'> | undefined {
    return this.#kept.get(id);
  }

  /** Where an object is, or would be. */
  pathOf({ namespace, name }: ObjectName): string {
    return `${this.collectionOf(namespace)}/${name}`;
  }

  /** The collection that an object of this namespace is created in. */
  collectionOf(namespace: string | undefined): string {
    const path = this.served;
    if (namespace === undefined || path.includes('/namespaces/')) return path;
    return path.replace(/\/([^/]+)$/, `/namespaces/${namespace}/$1`);
  }

  /** The object as the API server has it now; undefined where it has none of the kind. @throws KubernetesError */
  async ask(api: Pick<KubernetesApi, 'get'>, name: ObjectName): Promise<StoredEntry | undefined> {
    const object = await unlessMissing(() => api.get(this.pathOf(name)));
    if (object !== undefined && this.kind.isOne(Labelled.parse(object).metadata.labels))
      return this.take(object);
    this.forget(this.kind.idOf(name));
    return undefined;
  }

  /** Notes an object that the API server gave, without waiting for the watch to tell of it. */
  take(value: unknown): StoredEntry {
    const kept = keptOf(this.kind, this.served, value);
    const before = this.#kept.get(kept.id);
    // The watch may be behind.
    if (before === undefined || before.uid !== kept.uid || !isOlder(kept.version, before.version)) {
      this.forget(kept.id);
      const { id, name, uid, version } = kept;
      const isOver = this.#bytes + kept.bytes > MAX_COLLECTION_BYTES;
      const own = isOver
        ? { id, name, uid, version, bytes: 0, isRead: true, held: { unreadable: TOO_MUCH } }
        : kept;
      this.#kept.set(kept.id, own);
      this.#bytes += own.bytes;
    }
    return kept;
  }

  forget(id: string): void {
    this.#bytes -= this.#kept.get(id)?.bytes ?? 0;
    this.#kept.delete(id);
  }

  /** Of a list, what has not changed is not read again: reading a large dashboard takes long. */
  #replace(objects: readonly unknown[]): void {
    const before = this.#readFrom === this.served ? new Map(this.#kept) : new Map<string, never>();
    this.#readFrom = this.served;
    this.#kept.clear();
    this.#bytes = 0;
    for (const object of objects) {
      const seen = Seen.parse(object);
      const known = before.get(idOf(this.kind, seen));
      const { uid, resourceVersion } = seen.metadata;
      if (known === undefined || known.uid !== uid || known.version !== resourceVersion || known.bytes === 0)
        this.take(object);
      else {
        this.#kept.set(known.id, known);
        this.#bytes += known.bytes;
      }
    }
  }

  #target(): OptionalTarget {
    return {
      replace: (objects) => {
        this.#replace(objects);
        this.problem = null;
        this.#settle();
      },
      apply: (object) => {
        this.take(object);
      },
      remove: (object) => this.forget(idOf(this.kind, Seen.parse(object))),
      markHealthy: () => {
        this.problem = null;
      },
      markFailed: (reason) => {
        this.problem = reason;
        this.#settle();
      },
      served: (path) => {
        this.path = path;
        if (path !== undefined) return;
        this.problem = null;
        this.#settle();
      },
    };
  }
}

const Labelled = z.object({ metadata: z.object({ labels: z.record(z.string(), z.string()).default({}) }) });

/** Versions of an object are numbers that grow: etcd's revisions. */
function isOlder(version: string, than: string): boolean {
  const [one, other] = [Number(version), Number(than)];
  return Number.isFinite(one) && Number.isFinite(other) && one < other;
}

type Seen = z.infer<typeof Seen>;

function idOf(kind: DashboardKind, { metadata: { name, namespace } }: Seen): string {
  return kind.idOf({ name, ...(namespace !== undefined && { namespace }) });
}

function keptOf(kind: DashboardKind, path: string, value: unknown): StoredEntry {
  const seen = Seen.parse(value);
  const { metadata } = seen;
  const { name, namespace, uid, resourceVersion: version } = metadata;
  const id = idOf(kind, seen);
  const common = {
    id,
    name: `${kind.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`,
    uid,
    version,
  };
  const bytes = JSON.stringify(value).length;
  let read: ReadObject | undefined;
  const whole = (): ReadObject => {
    read = read ?? readObject(kind, path, value, { id, seen, bytes });
    return read;
  };
  return {
    ...common,
    bytes,
    get isRead() {
      return read !== undefined;
    },
    get object() {
      return whole().object;
    },
    get held() {
      return whole().held;
    },
  };
}

type ReadObject = Pick<StoredEntry, 'object' | 'held'>;

function readObject(
  kind: DashboardKind,
  path: string,
  value: unknown,
  { id, seen: { metadata }, bytes }: { id: string; seen: Seen; bytes: number },
): ReadObject {
  const { name, namespace, resourceVersion: version } = metadata;
  try {
    if (bytes > MAX_DASHBOARD_BYTES)
      throw new Error(`it has ${bytes} bytes, and a dashboard may have ${MAX_DASHBOARD_BYTES}`);
    // The items of a list need not say what they are.
    const says = { apiVersion: apiVersionIn(path), kind: kind.kind, ...Object(value) };
    const object = explained(() => plainDocument(says));
    DashboardSchema.shape.id.parse(id);
    const dashboard = { ...kind.read(object), id };
    const place = { kind: kind.kind, namespace: namespace ?? null, name };
    return {
      object,
      held: { dashboard, version, updatedAt: changedAt(metadata), object: place },
    };
  } catch (error) {
    return { object: {}, held: { unreadable: messageOf(error) } };
  }
}

/** `monitoring.kubesphere.io/v1alpha2` of `/apis/monitoring.kubesphere.io/v1alpha2/…`. */
function apiVersionIn(path: string): string {
  return /^\/apis?\/(.+?)\/(?:namespaces\/|[^/]+$)/.exec(path)?.[1] ?? '';
}

/** When an object was last written, as its managers noted it, or when it was made if it was not changed since. */
function changedAt({ managedFields, generation, creationTimestamp }: Seen['metadata']): number | null {
  const times = managedFields.flatMap(({ time }) => time ?? []);
  if (times.length > 0) return Math.max(...times);
  return generation === 1 ? (creationTimestamp ?? null) : null;
}

function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
}
