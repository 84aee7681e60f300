import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { KubernetesApi } from './kubernetesApi.ts';
import { KubernetesError, WatchLost } from './kubernetesError.ts';
import { listPages } from './listItems.ts';

/**
 * The API server sends a bookmark each minute and 2 s before it ends a watch in good order (apiserver, cacher.go,
 * nextBookmarkTime). Each watch ends before its silence would be a failure (`MAX_SILENCE_MS`), so a quiet one is heard, too.
 */
const WATCH_SECONDS = '25';
/** A watch that ends sooner was not worth opening: before the next there is a pause, as after a failure. */
const MIN_WATCH_MS = 5000;
const MIN_RETRY_MS = 500;
const MAX_RETRY_MS = 5000;
/** As long as an API server may tell to stay away. */
const MAX_RETRY_AFTER_SECONDS = 60;
/** What a list told wrongly, or a watch forgot, is put right by the next list. */
const RELIST_AFTER_MS = 30 * 60_000;

const Versioned = z.object({ metadata: z.object({ resourceVersion: z.string().min(1) }) });
const WatchFailure = z.object({ code: z.number(), message: z.string().default('watch failed') });

/** Where a reflector puts what it hears. */
export interface ReflectorTarget {
  /** The whole list, replacing all that was there. */
  replace(objects: readonly unknown[]): void;
  apply(object: unknown): void;
  remove(object: unknown): void;
  markHealthy(): void;
  markFailed(reason: string): void;
}

/** What of the API server is followed: all of a collection, or what a label selector picks. */
export interface Followed {
  readonly path: string;
  readonly labelSelector?: string;
}

/** A list that was taken, and the version up to which its target is right. */
interface Track {
  version: string;
  readonly listedAt: number;
  /** An empty list costs nothing to ask for again, and may be a lie. */
  readonly isEmpty: boolean;
}

/**
 * Keeps a target equal to one collection of the API server: list in pages, then watch from there; carry on from the last
 * version where a watch ends or breaks; list again after 410 Gone, silence, events that make no sense, and every half
 * hour. Waits longer after each failure, and as long as it is told to. Ends when `signal` aborts.
 * @param goneStatus ends it, too: the collection is not served any more
 */
export async function reflect(
  api: KubernetesApi,
  followed: Followed,
  target: ReflectorTarget,
  signal: AbortSignal,
  goneStatus?: 404,
): Promise<void> {
  let track: Track | undefined;
  let retryMs = MIN_RETRY_MS;
  while (!signal.aborted) {
    let pauseMs = 0;
    let began = performance.now();
    const lasted = () => performance.now() - began >= MIN_WATCH_MS;
    try {
      track ??= await listAll(api, followed, target, signal);
      began = performance.now();
      await watchFrom(api, followed, track, target, signal);
      if (lasted()) retryMs = MIN_RETRY_MS;
      else pauseMs = retryMs;
      if (track.isEmpty || performance.now() - track.listedAt > RELIST_AFTER_MS) track = undefined;
    } catch (error) {
      if (signal.aborted) return;
      const status = error instanceof KubernetesError ? error.status : null;
      if (status !== null && status === goneStatus) return;
      if (status === 410 || !(error instanceof KubernetesError) || error instanceof WatchLost)
        track = undefined;
      if (status !== 410) target.markFailed(error instanceof Error ? error.message : String(error));
      if (track !== undefined && lasted()) retryMs = MIN_RETRY_MS;
      pauseMs = Math.max(retryMs, 1000 * retryAfter(error));
    }
    if (pauseMs === 0) continue;
    await delay(pauseMs * (0.75 + Math.random() / 2), undefined, { signal }).catch(() => {});
    retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
  }
}

function retryAfter(error: unknown): number {
  const seconds = error instanceof KubernetesError ? (error.retryAfterSeconds ?? 0) : 0;
  return Math.min(seconds, MAX_RETRY_AFTER_SECONDS);
}

async function listAll(
  api: KubernetesApi,
  { path, labelSelector }: Followed,
  target: ReflectorTarget,
  signal: AbortSignal,
): Promise<Track> {
  const objects: unknown[] = [];
  let version = '';
  for await (const page of listPages(api, path, { query: selecting(labelSelector) })) {
    for (const item of page.items) objects.push(item);
    version = page.version;
    if (version === '') throw new WatchLost(`the answer to ${path} is a list without a version`);
    if (signal.aborted) break;
  }
  if (!signal.aborted) {
    target.replace(objects);
    target.markHealthy();
  }
  return { version, listedAt: performance.now(), isEmpty: objects.length === 0 };
}

/** Watches until the stream ends, and moves the track on. */
async function watchFrom(
  api: KubernetesApi,
  { path, labelSelector }: Followed,
  track: Track,
  target: ReflectorTarget,
  signal: AbortSignal,
): Promise<void> {
  const query = {
    ...selecting(labelSelector),
    resourceVersion: track.version,
    allowWatchBookmarks: 'true',
    timeoutSeconds: WATCH_SECONDS,
  };
  await api.watch(
    path,
    query,
    ({ type, object }) => {
      if (type === 'ERROR') {
        const { code, message } = WatchFailure.catch({ code: 500, message: 'watch failed' }).parse(object);
        throw new KubernetesError(message, code);
      }
      const versioned = Versioned.safeParse(object);
      if (!versioned.success) throw new WatchLost('the watch brought an object without a version');
      target.markHealthy();
      if (type === 'DELETED') target.remove(object);
      else if (type !== 'BOOKMARK') target.apply(object);
      // Kept as it comes: a watch that breaks goes on from there, too.
      track.version = versioned.data.metadata.resourceVersion;
    },
    signal,
    { onOpen: () => target.markHealthy() },
  );
}

const selecting = (labelSelector: string | undefined) =>
  labelSelector === undefined ? {} : { labelSelector };
