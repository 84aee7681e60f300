import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type KubernetesApi, KubernetesError } from './kubernetesApi.ts';

const PAGE = '500';
/**
 * The API server sends a bookmark each minute and 2 s before it ends a watch in good order (apiserver, cacher.go,
 * nextBookmarkTime). Ending each watch before the client's 30 s of silence are over, a quiet one moves on too.
 */
const WATCH_SECONDS = '25';
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

const List = z.object({
  metadata: z.object({ resourceVersion: z.string().default(''), continue: z.string().optional() }),
  items: z.array(z.unknown()),
});
const Versioned = z.object({ metadata: z.object({ resourceVersion: z.string() }) });
const WatchFailure = z.object({ code: z.number(), message: z.string().default('watch failed') });

/** Where a reflector puts what it hears. */
export interface ReflectorTarget {
  /** The whole list, replacing all that was there. */
  replace(objects: readonly unknown[]): void;
  apply(object: unknown): void;
  remove(object: unknown): void;
  heard(): void;
  failed(reason: string): void;
}

/** What of the API server is followed: all of a collection, or what a label selector picks. */
export interface Followed {
  readonly path: string;
  readonly labelSelector?: string;
}

/**
 * Keeps a target equal to one collection of the API server: list in pages, then watch from there; list again after
 * 410 Gone; carry on from the last version otherwise; wait longer after each failure. Ends when `signal` aborts.
 */
export async function reflect(
  api: KubernetesApi,
  followed: Followed,
  target: ReflectorTarget,
  signal: AbortSignal,
): Promise<void> {
  let version: string | undefined;
  let retryMs = FIRST_RETRY_MS;
  while (!signal.aborted) {
    try {
      version ??= await listAll(api, followed, target);
      // Kept as it comes: a watch that breaks goes on from there too.
      const seen = (latest: string) => {
        version = latest;
        retryMs = FIRST_RETRY_MS;
      };
      await watchFrom(api, followed, version, target, seen, signal);
      retryMs = FIRST_RETRY_MS;
    } catch (error) {
      if (error instanceof KubernetesError && error.status === 410) version = undefined;
      else target.failed(error instanceof Error ? error.message : String(error));
      await delay(retryMs * (0.75 + Math.random() / 2), undefined, { signal }).catch(() => {});
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    }
  }
}

async function listAll(
  api: KubernetesApi,
  { path, labelSelector }: Followed,
  target: ReflectorTarget,
): Promise<string> {
  const objects: unknown[] = [];
  let next: string | undefined;
  let version = '';
  do {
    const query = {
      ...selecting(labelSelector),
      limit: PAGE,
      ...(next === undefined ? {} : { continue: next }),
    };
    const page = List.parse(await api.get(path, query));
    for (const item of page.items) objects.push(item);
    version = page.metadata.resourceVersion;
    next = page.metadata.continue || undefined;
  } while (next !== undefined);
  target.replace(objects);
  target.heard();
  return version;
}

/** Watches until the stream ends; `seen` is told each version to go on from. */
async function watchFrom(
  api: KubernetesApi,
  { path, labelSelector }: Followed,
  from: string,
  target: ReflectorTarget,
  seen: (version: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let failure: KubernetesError | undefined;
  const stop = new AbortController();
  const query = {
    ...selecting(labelSelector),
    resourceVersion: from,
    allowWatchBookmarks: 'true',
    timeoutSeconds: WATCH_SECONDS,
  };
  await api.watch(
    path,
    query,
    ({ type, object }) => {
      if (type === 'ERROR') {
        const { code, message } = WatchFailure.catch({ code: 500, message: 'watch failed' }).parse(object);
        failure = new KubernetesError(message, code);
        stop.abort();
        return;
      }
      seen(Versioned.parse(object).metadata.resourceVersion);
      target.heard();
      if (type === 'DELETED') target.remove(object);
      else if (type !== 'BOOKMARK') target.apply(object);
    },
    AbortSignal.any([signal, stop.signal]),
    () => target.heard(),
  );
  if (failure !== undefined) throw failure;
}

const selecting = (labelSelector: string | undefined) =>
  labelSelector === undefined ? {} : { labelSelector };
