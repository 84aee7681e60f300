import { deadline } from '../deadline.ts';
import { readReply } from './kubernetesApi.ts';
import type { KubernetesConnection } from './kubernetesConnection.ts';
import { networkError, tooLate } from './kubernetesError.ts';

const TIMEOUT_MS = 30_000;

/** The very object that was seen; with a version, as it was seen. */
interface Preconditions {
  readonly uid: string;
  readonly resourceVersion?: string;
}

/**
 * All that the console can change in a cluster: it creates an object, or replaces or deletes the very one that it has
 * seen. One is made where `ALLOW_WRITES` is set, and nowhere else.
 */
export class KubernetesWriter {
  readonly #connection: KubernetesConnection;
  readonly #onRequest: () => void;

  constructor(connection: KubernetesConnection, onRequest: () => void = () => {}) {
    this.#connection = connection;
    this.#onRequest = onRequest;
  }

  /**
   * Creates an object in a collection, e.g. `/api/v1/namespaces/ml/pods`; with `dryRun` the API server does all but store it.
   * @returns the object as it was stored
   * @throws KubernetesError with the API server's own message
   */
  create(collection: string, object: object, { dryRun }: { readonly dryRun: boolean }): Promise<unknown> {
    return this.#send('POST', collection, dryRun ? { dryRun: 'All' } : {}, object);
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
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    query: Readonly<Record<string, string>>,
    body: object,
  ): Promise<unknown> {
    this.#onRequest();
    using limit = deadline(TIMEOUT_MS, () => tooLate(TIMEOUT_MS));
    const { signal } = limit;
    try {
      const sent = { method, query, body: JSON.stringify(body), signal };
      return await readReply(await this.#connection.request(path, sent), path);
    } catch (cause) {
      throw networkError(signal.aborted ? signal.reason : cause);
    }
  }
}
