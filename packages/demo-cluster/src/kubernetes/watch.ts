import type { ServerResponse } from 'node:http';
import type { JsonRecord } from './jsonAccess.ts';
import { parseResourceVersion, type Selection } from './listing.ts';
import type { KubeObject, StoreEvent } from './objectStore.ts';
import type { Presenter } from './representation.ts';
import { apiVersionOf } from './resourceTypes.ts';
import type { ServerContext } from './serverContext.ts';
import { expired, versionTooLarge } from './status.ts';

/** Kubernetes ends a watch after 30 to 60 minutes unless the client names a time. */
const defaultTimeoutSeconds = 45 * 60;

/** A client that reads so slowly that this much piles up has gone, or wants to be told so. */
const unreadLimitBytes = 64 * 1024 * 1024;

/**
 * Streams the changes of a selection as watch events, one JSON object a line, until the time is up or the client
 * leaves. Without a version (or from 0) it starts with an ADDED for each object that is there.
 * @throws ApiError 400 or 504, before anything is sent
 */
export function serveWatch(
  context: ServerContext,
  selection: Selection,
  presenter: Presenter,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const from = parseResourceVersion(query) ?? 0;
  const { store } = context;
  if (from > store.resourceVersion) throw versionTooLarge(from, store.resourceVersion);
  const stream = new WatchStream(selection, presenter, response);
  const withInitialEvents = from === 0 || query.get('sendInitialEvents') === 'true';
  const missed = withInitialEvents ? [] : store.eventsSince(from);
  if (missed === 'gone') {
    stream.error(
      expired(`too old resource version: ${String(from)} (${String(store.resourceVersion)})`).toStatus(),
    );
    response.end();
    return;
  }

  if (withInitialEvents) {
    for (const object of store.list(selection.type.kind, selection.namespace)) stream.initial(object);
  }
  if (query.get('sendInitialEvents') === 'true') stream.bookmark(store.resourceVersion, true);
  for (const event of missed) stream.change(event);
  stayOpen(context, stream, query, response);
}

function stayOpen(
  { store, bookmarkSeconds }: ServerContext,
  stream: WatchStream,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const bookmark = (): void => {
    if (query.get('allowWatchBookmarks') === 'true') stream.bookmark(store.resourceVersion, false);
  };
  const unsubscribe = store.subscribe((event) => stream.change(event));
  const ticking = setInterval(bookmark, bookmarkSeconds * 1000);
  const seconds = Number(query.get('timeoutSeconds')) || defaultTimeoutSeconds;
  const ending = setTimeout(() => {
    bookmark();
    response.end();
  }, seconds * 1000);
  response.once('close', () => {
    unsubscribe();
    clearInterval(ticking);
    clearTimeout(ending);
  });
}

/** Writes one client's watch events. */
class WatchStream {
  readonly #selection: Selection;
  readonly #presenter: Presenter;
  readonly #response: ServerResponse;
  /** A Table names its columns once; kubectl remembers them. */
  #columnsSent = false;

  constructor(selection: Selection, presenter: Presenter, response: ServerResponse) {
    this.#selection = selection;
    this.#presenter = presenter;
    this.#response = response;
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.flushHeaders();
  }

  initial(object: KubeObject): void {
    if (this.#selection.matches(object)) this.#send('ADDED', object);
  }

  /** An object that starts or ceases to match is ADDED to or DELETED from this client's world. */
  change({ type, object, previous, resourceVersion }: StoreEvent): void {
    if (object.kind !== this.#selection.type.kind) return;
    const { namespace } = this.#selection;
    if (namespace !== undefined && object.metadata.namespace !== namespace) return;
    const before = previous !== undefined && this.#selection.matches(previous);
    const after = type !== 'DELETED' && this.#selection.matches(object);
    if (before && after) this.#send('MODIFIED', object);
    else if (after) this.#send('ADDED', object);
    else if (before) this.#send('DELETED', atVersion(previous, resourceVersion));
  }

  /** @param initialEnd tells a client that asked for initial events that it has them all */
  bookmark(resourceVersion: number, initialEnd: boolean): void {
    const { type } = this.#selection;
    const annotations = { 'k8s.io/initial-events-end': 'true' };
    this.#write(
      'BOOKMARK',
      this.#presenter.bookmark({
        kind: type.kind,
        apiVersion: apiVersionOf(type),
        metadata: { resourceVersion: String(resourceVersion), ...(initialEnd && { annotations }) },
      }),
    );
  }

  error(status: JsonRecord): void {
    this.#write('ERROR', status);
  }

  #send(type: StoreEvent['type'], object: KubeObject): void {
    this.#write(type, this.#presenter.one(object, !this.#columnsSent));
    this.#columnsSent = true;
  }

  #write(type: string, object: JsonRecord): void {
    if (this.#response.writableEnded) return;
    if (this.#response.writableLength > unreadLimitBytes) this.#response.destroy();
    else this.#response.write(`${JSON.stringify({ type, object })}\n`);
  }
}

function atVersion(object: KubeObject, resourceVersion: number): KubeObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(resourceVersion) } };
}
