import { isDeepStrictEqual } from 'node:util';

/** Kubernetes ObjectMeta, as far as the simulated cluster reads it. Times are RFC 3339 strings in UTC. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  creationTimestamp?: string;
  generation?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  deletionTimestamp?: string;
  /** Seconds. */
  deletionGracePeriodSeconds?: number;
  generateName?: string;
  ownerReferences?: unknown[];
  finalizers?: string[];
  [field: string]: unknown;
}

/** Any Kubernetes object. Stored objects are never changed in place, so a reader may keep one. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
  [field: string]: unknown;
}

/** One change of the store; `object` is the state after it, or the last state for DELETED. */
export type StoreEvent = {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubeObject;
  /** The state before, for MODIFIED and DELETED: tells a selective watch what entered or left its selection. */
  previous?: KubeObject;
  resourceVersion: number;
};

/** Why the store refused a write; the API server turns it into a Status of the same reason. */
export class StoreError extends Error {
  readonly reason: 'AlreadyExists' | 'NotFound' | 'Conflict';

  constructor(reason: StoreError['reason'], object: Pick<KubeObject, 'kind' | 'metadata'>) {
    super(`${reason}: ${object.kind} ${objectKey(object.metadata.namespace, object.metadata.name)}`);
    this.name = 'StoreError';
    this.reason = reason;
  }
}

interface KindIndex {
  objects: Map<string, KubeObject>;
  /** The keys in order, rebuilt when an object came or went: most writes change an object that is there. */
  sortedKeys: string[] | undefined;
}

/**
 * All objects of the cluster, by kind, namespace and name, with one counter for every write, as etcd has.
 * It knows nothing of HTTP or of what a kind means.
 */
export class ObjectStore {
  readonly #now: () => number;
  readonly #uid: () => string;
  readonly #watchHistory: number;
  readonly #indexes = new Map<string, KindIndex>();
  readonly #listeners = new Set<(event: StoreEvent) => void>();
  #resourceVersion = 0;
  /** Each write adds exactly one event, so the last one always carries `#resourceVersion`. */
  #history: StoreEvent[] = [];
  readonly #undelivered: StoreEvent[] = [];
  #delivering = false;

  /**
   * @param options.now simulated time in Unix seconds
   * @param options.uid a fresh `metadata.uid`
   * @param options.watchHistory events kept for watches that resume, 10,000 unless told
   */
  constructor(options: { now: () => number; uid: () => string; watchHistory?: number }) {
    this.#now = options.now;
    this.#uid = options.uid;
    this.#watchHistory = options.watchHistory ?? 10_000;
  }

  /** Simulated time in Unix seconds. */
  now(): number {
    return this.#now();
  }

  /** The version of the newest write. */
  get resourceVersion(): number {
    return this.#resourceVersion;
  }

  /** Adds an object, filling uid, creationTimestamp and a generated name. @throws StoreError AlreadyExists */
  create(object: KubeObject): KubeObject {
    const uid = object.metadata.uid ?? this.#uid();
    const name = object.metadata.name || `${object.metadata.generateName ?? ''}${nameSuffix(uid)}`;
    const metadata: ObjectMeta = {
      ...object.metadata,
      name,
      uid,
      creationTimestamp: object.metadata.creationTimestamp ?? rfc3339(this.#now()),
    };
    if (this.get(object.kind, metadata.namespace, name)) {
      throw new StoreError('AlreadyExists', { kind: object.kind, metadata });
    }
    return this.#write('ADDED', { ...object, metadata });
  }

  /**
   * Replaces a whole object; uid and creationTimestamp stay. A replacement that changes nothing is no write.
   * @throws StoreError NotFound, or Conflict when `metadata.resourceVersion` is given and not the current one
   */
  update(object: KubeObject): KubeObject {
    const { kind, metadata } = object;
    const current = this.get(kind, metadata.namespace, metadata.name);
    if (!current) throw new StoreError('NotFound', object);
    if (metadata.resourceVersion && metadata.resourceVersion !== current.metadata.resourceVersion) {
      throw new StoreError('Conflict', object);
    }
    return this.#replace(current, object);
  }

  /** Changes a copy of the object and stores that; undefined when there is no such object. */
  modify(
    kind: string,
    namespace: string | undefined,
    name: string,
    change: (draft: KubeObject) => void,
  ): KubeObject | undefined {
    const current = this.get(kind, namespace, name);
    if (!current) return undefined;
    const draft = copyOf(current);
    change(draft);
    return this.#replace(current, draft);
  }

  /** Removes an object at once, finalizers or not; undefined when there was none. */
  delete(kind: string, namespace: string | undefined, name: string): KubeObject | undefined {
    const current = this.get(kind, namespace, name);
    return current && this.#write('DELETED', { ...current, metadata: { ...current.metadata } });
  }

  get(kind: string, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.#indexes.get(kind)?.objects.get(objectKey(namespace, name));
  }

  /** All objects of a kind, or those of one namespace, ordered by namespace and name. */
  list(kind: string, namespace?: string): KubeObject[] {
    const index = this.#indexes.get(kind);
    if (!index) return [];
    index.sortedKeys ??= [...index.objects.keys()].sort();
    return index.sortedKeys.flatMap((key) => {
      const object = index.objects.get(key);
      return object && (namespace === undefined || object.metadata.namespace === namespace) ? [object] : [];
    });
  }

  /** Calls back for every later write, in order. @returns the way to stop it */
  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The writes after a version, oldest first; `gone` when some of them are forgotten. */
  eventsSince(resourceVersion: number): StoreEvent[] | 'gone' {
    const missed = Math.max(0, this.#resourceVersion - resourceVersion);
    if (missed > this.#history.length) return 'gone';
    return this.#history.slice(this.#history.length - missed);
  }

  /** Forgets the watch history, so that a watch or a `continue` from an older version gets 410 Gone. */
  compact(): void {
    this.#history = [];
  }

  #replace(current: KubeObject, next: KubeObject): KubeObject {
    const { uid, creationTimestamp, resourceVersion } = current.metadata;
    const metadata: ObjectMeta = {
      ...next.metadata,
      ...(uid !== undefined && { uid }),
      ...(creationTimestamp !== undefined && { creationTimestamp }),
      ...(resourceVersion !== undefined && { resourceVersion }),
    };
    const replacement = { ...next, metadata };
    return isDeepStrictEqual(current, replacement) ? current : this.#write('MODIFIED', replacement);
  }

  /** Takes ownership of `object`: the caller hands over a fresh top level and fresh metadata. */
  #write(type: StoreEvent['type'], object: KubeObject): KubeObject {
    this.#resourceVersion += 1;
    object.metadata.resourceVersion = String(this.#resourceVersion);
    const index = this.#indexOf(object.kind);
    const key = objectKey(object.metadata.namespace, object.metadata.name);
    const previous = index.objects.get(key);
    if (type === 'DELETED') index.objects.delete(key);
    else index.objects.set(key, object);
    if (type !== 'MODIFIED') index.sortedKeys = undefined;
    const event: StoreEvent = {
      type,
      object,
      ...(previous && { previous }),
      resourceVersion: this.#resourceVersion,
    };
    this.#history.push(event);
    // Trimmed at twice the size, so that a write costs no copy of the history.
    if (this.#history.length > 2 * this.#watchHistory)
      this.#history = this.#history.slice(-this.#watchHistory);
    this.#deliver(event);
    return object;
  }

  /** A listener may write in turn; its event waits until every listener has seen this one. */
  #deliver(event: StoreEvent): void {
    this.#undelivered.push(event);
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      for (let next = this.#undelivered.shift(); next; next = this.#undelivered.shift()) {
        for (const listener of this.#listeners) listener(next);
      }
    } finally {
      this.#delivering = false;
    }
  }

  #indexOf(kind: string): KindIndex {
    let index = this.#indexes.get(kind);
    if (!index) {
      index = { objects: new Map(), sortedKeys: undefined };
      this.#indexes.set(kind, index);
    }
    return index;
  }
}

/** Kubernetes' time format: whole seconds, UTC. @param unixSeconds may have a fraction, which is cut off */
export function rfc3339(unixSeconds: number): string {
  return `${new Date(Math.floor(unixSeconds) * 1000).toISOString().slice(0, 19)}Z`;
}

/** The place of an object among those of its kind, and the order of lists. */
export function objectKey(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

/** Five characters from the uid, as `metadata.generateName` gets from the API server; seeded when uids are. */
function nameSuffix(uid: string): string {
  return uid.replaceAll('-', '').slice(-5);
}

/** A deep copy of plain JSON data; several times faster than structuredClone for objects of this size. */
function copyOf<T>(value: T): T;
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => copyOf(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyOf(item)]));
}
