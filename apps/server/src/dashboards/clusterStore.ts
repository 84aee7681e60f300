import { setImmediate } from 'node:timers/promises';
import type { DashboardObject, DashboardStoreKind } from '@gpu-console/shared/contract';
import type { Dashboard, JsonObject } from '@gpu-console/shared/dashboards';
import { z } from 'zod';
import type { Subject } from '../kubernetes/accessReviews.ts';
import type { KubernetesApi } from '../kubernetes/kubernetesApi.ts';
import { KubernetesError } from '../kubernetes/kubernetesError.ts';
import type { KubernetesWriter } from '../kubernetes/kubernetesWriter.ts';
import { DashboardCollection, type StoredEntry } from './dashboardCollection.ts';
import { dashboardKinds, type ObjectName } from './dashboardKinds.ts';
import {
  type DashboardStore,
  type Listing,
  StoreConflict,
  type Stored,
  StoreRefusal,
  StoreUnreadable,
} from './dashboardStore.ts';
import { messageOf } from './fileErrors.ts';
import { fewUnreadable, summaryOf } from './summaries.ts';

const READ_ONLY =
  'This console only reads the cluster. To store dashboards there, set ALLOW_WRITES=true and apply deploy/kubernetes/dashboards-role.yaml; or give it a directory with DASHBOARDS_DIR.';

/** KubeSphere's kinds may be installed at any time. */
const LOOK_AGAIN_MS = 10_000;
/** So long a reader waits for the first answer of an API server that is just being asked. */
const TIMEOUT_MS = 5000;
/** What the API server refuses for its own reasons; the rest is a fault between it and the console. */
const REFUSALS: ReadonlySet<number | null> = new Set([400, 403, 404, 405, 413, 415, 422, 429]);

const Versioned = z.looseObject({ metadata: z.looseObject({}) });

export interface ClusterStoreOptions {
  readonly api: KubernetesApi;
  /** Undefined where the console may not write. */
  readonly writer: KubernetesWriter | undefined;
  /** The one that ConfigMaps are kept in. */
  readonly namespace: string;
  /** Ends the watches. */
  readonly signal: AbortSignal;
  readonly lookAgainMs?: number;
}

/**
 * Dashboards as objects of the cluster: KubeSphere's where it has the kinds, else ConfigMaps with a label. All of them
 * are shown, wherever they are, and changed where they are; what is new goes to KubeSphere's kinds first.
 */
export class ClusterStore implements DashboardStore {
  readonly readOnly: string | null;
  readonly #api: KubernetesApi;
  readonly #writer: KubernetesWriter | undefined;
  readonly #signal: AbortSignal;
  readonly #lookAgainMs: number;
  readonly #collections: readonly DashboardCollection[];
  #follows = false;

  constructor({ api, writer, namespace, signal, lookAgainMs = LOOK_AGAIN_MS }: ClusterStoreOptions) {
    this.#api = api;
    this.#writer = writer;
    this.#signal = signal;
    this.#lookAgainMs = lookAgainMs;
    this.#collections = dashboardKinds(namespace).map((kind) => new DashboardCollection(kind));
    this.readOnly = writer === undefined ? READ_ONLY : null;
  }

  get kind(): DashboardStoreKind {
    return this.#hasKubesphere ? 'kubesphere' : 'configmaps';
  }

  async list(): Promise<Listing> {
    await this.#settled();
    const stored = new Map<string, Listing['stored'][number]>();
    const unreadable: { name: string; reason: string }[] = [];
    for (const collection of this.#collections) {
      const { problem, kind } = collection;
      if (problem !== null && this.#matters(collection))
        unreadable.push({ name: `${kind.kind}s`, reason: problem });
      for (const kept of collection.all()) {
        // Of many large ones each is read in a turn of its own, so that others are answered meanwhile.
        if (!kept.isRead) await setImmediate();
        const { id, name, held } = kept;
        if ('unreadable' in held) unreadable.push({ name, reason: held.unreadable });
        else if (stored.has(id))
          unreadable.push({ name, reason: `another dashboard is called "${id}", too` });
        else stored.set(id, summaryOf(held));
      }
    }
    return { stored: [...stored.values()], unreadable: fewUnreadable(unreadable) };
  }

  async get(id: string): Promise<Stored | undefined> {
    await this.#settled();
    const kept = this.#collectionWith(id)?.find(id);
    return kept && storedIn(kept);
  }

  async placeOf(id: string): Promise<DashboardObject> {
    const { collection, name } = await this.#place(id);
    return { kind: collection.kind.kind, name: name.name, namespace: name.namespace ?? null };
  }

  async put(dashboard: Dashboard, version: string | null, by?: Subject): Promise<Stored> {
    const { id } = dashboard;
    const writer = this.#writerFor(by);
    const { collection, name } = await this.#place(id);
    const object = (live?: StoredEntry) =>
      fitting(collection, collection.kind.write(dashboard, collection.served, live?.object));
    if (version === null) {
      const there = collection.find(id);
      if (there !== undefined) throw conflict(id, there, version);
      const path = collection.collectionOf(name.namespace);
      const create = () => writer.create(path, object(), { dryRun: false });
      return storedIn(collection.take(await orConflict(collection, name, version, writer, create)));
    }
    const live = await expectStored(collection, name, version, writer);
    const { metadata, ...others } = Versioned.parse(object(live));
    const seen = { ...others, metadata: { ...metadata, resourceVersion: version } };
    const replace = () => writer.replace(collection.pathOf(name), seen);
    return storedIn(collection.take(await orConflict(collection, name, version, writer, replace)));
  }

  async remove(id: string, version: string, by?: Subject): Promise<void> {
    const writer = this.#writerFor(by);
    const { collection, name } = await this.#place(id);
    const { uid } = await expectStored(collection, name, version, writer);
    const path = collection.pathOf(name);
    await orConflict(collection, name, version, writer, () =>
      writer.delete(path, { uid, resourceVersion: version }),
    );
    collection.forget(id);
  }

  get #hasKubesphere(): boolean {
    return this.#collections.some(({ kind, path }) => kind.orElse !== undefined && path !== undefined);
  }

  /** ConfigMaps that may not be read are missed only where they are all there is. */
  #matters({ kind }: DashboardCollection): boolean {
    return kind.orElse !== undefined || !this.#hasKubesphere;
  }

  /** Follows the cluster from when on somebody looks; done once the API server has answered. */
  async #settled(): Promise<void> {
    if (!this.#follows)
      for (const collection of this.#collections)
        void collection.follow(this.#api, this.#signal, this.#lookAgainMs);
    this.#follows = true;
    const timeout = new AbortController();
    const late = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, TIMEOUT_MS);
      timeout.signal.addEventListener('abort', () => clearTimeout(timer));
    });
    await Promise.race([Promise.all(this.#collections.map(({ settled }) => settled)), late]);
    timeout.abort();
  }

  #collectionWith(id: string): DashboardCollection | undefined {
    return this.#collections.find((collection) => collection.find(id) !== undefined);
  }

  /** Where a dashboard is, or goes if it is new. @throws StoreRefusal */
  async #place(id: string): Promise<{ collection: DashboardCollection; name: ObjectName }> {
    await this.#settled();
    const collection = this.#collectionWith(id) ?? this.#collectionFor(id);
    const name = collection.kind.nameOf(id);
    if (name === undefined) throw new Error(`no ${collection.kind.kind} is called "${id}"`);
    return { collection, name };
  }

  /** @throws StoreRefusal where the console may not write */
  #writerFor(by: Subject | undefined): KubernetesWriter {
    if (this.#writer === undefined) throw new StoreRefusal(READ_ONLY);
    return by === undefined ? this.#writer : this.#writer.as(by);
  }

  /** The first kind that has dashboards of that name, and that the cluster has. @throws StoreRefusal */
  #collectionFor(id: string): DashboardCollection {
    for (const collection of this.#collections) {
      const { kind, path, problem } = collection;
      if (kind.nameOf(id) === undefined) continue;
      if (path !== undefined) return collection;
      if (problem !== null)
        throw new StoreRefusal(`Whether the cluster has ${kind.kind}s cannot be told: ${problem}`);
    }
    throw new StoreRefusal(
      `"${id}" is the name of a KubeSphere dashboard in a namespace, and this cluster has none of those: choose a name without ".."`,
    );
  }
}

/** The object of a dashboard, if it is as its writer knows it. @throws StoreConflict, StoreRefusal */
async function expectStored(
  collection: DashboardCollection,
  name: ObjectName,
  version: string,
  writer: KubernetesWriter,
): Promise<StoredEntry> {
  const live = await refused(() => collection.ask(writer, name));
  if (live?.version !== version) throw conflict(collection.kind.idOf(name), live, version);
  storedIn(live);
  return live;
}

/** Writes; what was changed meanwhile is told with what it is now. @throws StoreConflict, StoreRefusal */
async function orConflict<T>(
  collection: DashboardCollection,
  name: ObjectName,
  version: string | null,
  writer: KubernetesWriter,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const status = error instanceof KubernetesError ? error.status : undefined;
    const isConflict = status === 409 || (status === 404 && version !== null);
    if (!isConflict) return refused(() => Promise.reject(error));
    const live = await refused(() => collection.ask(writer, name));
    // The name is taken by an object that is no dashboard.
    if (live === undefined && version === null) throw new StoreRefusal(messageOf(error), { cause: error });
    throw conflict(collection.kind.idOf(name), live, version);
  }
}

/** What the API server refuses, in its own words. @throws StoreRefusal */
async function refused<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof KubernetesError && REFUSALS.has(error.status))
      throw new StoreRefusal(error.message, { cause: error });
    throw error;
  }
}

/** @param version the one that the writer knows; null where it knows of none */
function conflict(
  id: string,
  live: Omit<StoredEntry, 'object'> | undefined,
  version: string | null,
): StoreConflict {
  if (live === undefined) return new StoreConflict(`The dashboard "${id}" was deleted meanwhile`, null);
  const current = storedIn(live);
  const what =
    version === null
      ? `There is a dashboard "${id}" already`
      : `The dashboard "${id}" was changed by somebody else meanwhile`;
  return new StoreConflict(what, current);
}

/** @throws StoreUnreadable where there is no dashboard in it */
function storedIn({ name, held }: Omit<StoredEntry, 'object'>): Stored {
  if ('unreadable' in held) throw new StoreUnreadable(name, held.unreadable);
  return held;
}

/** @throws StoreRefusal for an object that Kubernetes has no room for */
function fitting({ kind }: DashboardCollection, object: JsonObject): JsonObject {
  const tooLarge = kind.tooLarge(object);
  if (tooLarge !== undefined) throw new StoreRefusal(tooLarge);
  return object;
}
