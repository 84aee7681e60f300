import type { Subject } from './accessReviews.ts';
import { inTime } from './inTime.ts';
import { readReply } from './kubernetesApi.ts';
import type { KubernetesConnection } from './kubernetesConnection.ts';
import { KubernetesError } from './kubernetesError.ts';

const TIMEOUT_MS = 30_000;

/** The very object that was seen; with a version, as it was seen. */
interface Preconditions {
  readonly uid: string;
  readonly resourceVersion?: string;
}

/**
 * All that the console can change in a cluster: it creates an object, or replaces or deletes the very one that it has
 * seen, which it reads with the same rights. One is made where `ALLOW_WRITES` is set, and for the list of sessions that were
 * signed out; nowhere else.
 */
export class KubernetesWriter {
  readonly #connection: KubernetesConnection;
  readonly #onRequest: () => void;
  readonly #as: Subject | undefined;

  /** @param as in whose name it writes, and with whose rights alone; the console's own without it */
  constructor(connection: KubernetesConnection, onRequest: () => void = () => {}, as?: Subject) {
    this.#connection = connection;
    this.#onRequest = onRequest;
    this.#as = as;
  }

  /** The same in somebody's name: the API server lets it do what they may do, and its own audit names them. */
  as(subject: Subject): KubernetesWriter {
    return new KubernetesWriter(this.#connection, this.#onRequest, subject);
  }

  /**
   * Creates an object in a collection, e.g. `/api/v1/namespaces/ml/pods`; with `dryRun` the API server does all but store it.
   * @returns the object as it was stored
   * @throws KubernetesError with the API server's own message
   */
  create(collection: string, object: object, { dryRun }: { readonly dryRun: boolean }): Promise<unknown> {
    return this.#send('POST', collection, dryRun ? { dryRun: 'All' } : {}, object);
  }

  /** The object at a path, as it is before a change. @throws KubernetesError with the API server's own message */
  get(path: string): Promise<unknown> {
    return this.#send('GET', path, {});
  }

  /**
   * Replaces the object at a path, if it still is of the version that `object` has as its `metadata.resourceVersion`.
   * @returns the object as it was stored
   * @throws KubernetesError with the API server's own message; 409 where it was changed meanwhile
   */
  replace(
    path: string,
    object: { readonly metadata: { readonly resourceVersion: string } },
  ): Promise<unknown> {
    return this.#send('PUT', path, {}, object);
  }

  /**
   * Deletes the object at a path, if it still is the one that was seen.
   * @throws KubernetesError with the API server's own message; 409 where it is another one by now
   */
  async delete(path: string, preconditions: Preconditions): Promise<void> {
    const options = { kind: 'DeleteOptions', apiVersion: 'v1', preconditions };
    await this.#send('DELETE', path, {}, options);
  }

  async #send(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    query: Readonly<Record<string, string>>,
    body?: object,
  ): Promise<unknown> {
    this.#onRequest();
    return inTime(TIMEOUT_MS, async (signal) => {
      const headers = this.#as === undefined ? {} : impersonating(this.#as);
      const sent = { method, query, headers, ...(body && { body: JSON.stringify(body) }), signal };
      return readReply(await this.#connection.request(path, sent), path);
    });
  }
}

/** As Kubernetes takes whom a request is made for ("User impersonation" of its documentation). */
function impersonating({ user, groups, uid, extra }: Subject): Record<string, string | readonly string[]> {
  const extras = Object.entries(extra).map(([key, values]) => [
    `impersonate-extra-${encodeURIComponent(key)}`,
    values.map(asHeader),
  ]);
  return {
    'impersonate-user': asHeader(user),
    'impersonate-group': groups.filter((group) => group !== AUTHENTICATED).map(asHeader),
    ...(uid !== null && { 'impersonate-uid': asHeader(uid) }),
    ...Object.fromEntries(extras),
  };
}

/** The API server adds it by itself; to ask for it would take one right more. */
const AUTHENTICATED = 'system:authenticated';
const CHANGED_ON_THE_WAY = /^$|^\s|\s$|\p{Cc}/u;

/**
 * As Kubernetes reads a header: UTF-8. A name that would arrive as another is nobody's to write in.
 * @throws KubernetesError 403
 */
function asHeader(name: string): string {
  if (!CHANGED_ON_THE_WAY.test(name)) return Buffer.from(name, 'utf8').toString('latin1');
  const why = 'it is empty, begins or ends with a space, or has a control character';
  throw new KubernetesError(`Nothing can be written in the name ${JSON.stringify(name)}: ${why}`, 403);
}
