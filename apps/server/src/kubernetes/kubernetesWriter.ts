import type { KubeConfig } from '@kubernetes/client-node';
import { fetch } from 'undici';
import { authorized } from './authorized.ts';
import { KubernetesError, networkMessage, statusMessage } from './kubernetesApi.ts';

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
  readonly #config: KubeConfig;
  readonly #onRequest: () => void;

  constructor(config: KubeConfig, onRequest: () => void = () => {}) {
    this.#config = config;
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
    try {
      const { url, headers, ...options } = await authorized(this.#config, path, query);
      const response = await fetch(url, {
        ...options,
        method,
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const answer: unknown = await response.json().catch(() => undefined);
      if (!response.ok) throw new KubernetesError(statusMessage(answer, response.status), response.status);
      return answer;
    } catch (cause) {
      if (cause instanceof KubernetesError) throw cause;
      throw new KubernetesError(networkMessage(cause), null, { cause });
    }
  }
}
