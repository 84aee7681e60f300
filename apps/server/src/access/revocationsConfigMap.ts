import { z } from 'zod';
import type { KubernetesApi } from '../kubernetes/kubernetesApi.ts';
import { KubernetesError, unlessMissing } from '../kubernetes/kubernetesError.ts';
import type { KubernetesWriter } from '../kubernetes/kubernetesWriter.ts';
import { MAX_REVOCATIONS, type RevocationList, type RevocationStore } from './revocations.ts';

const NAME = 'gpu-console-signed-out';
/** Somebody waits for an answer to a page meanwhile. */
const TIMEOUT_MS = 3000;
/** Others sign out at the same time. */
const MAX_TRIES = 8;

const StoredList = z.object({
  metadata: z.object({ resourceVersion: z.string() }),
  data: z.partialRecord(z.enum(['sessions', 'renewals']), z.string()).default({}),
});

type ListName = 'sessions' | 'renewals';
/** What becomes of a list, of which what is over has been left out; undefined leaves it as it is. */
type Change = (list: Map<string, number>) => Map<string, number> | undefined;

/**
 * The list of signed-out sessions as a ConfigMap: a line for each, with its hash and the Unix seconds until which it
 * matters. Beside it stand the sessions that a replica is about to renew.
 */
export class ConfigMapRevocations implements RevocationStore {
  readonly #api: KubernetesApi;
  readonly #writer: KubernetesWriter;
  readonly #namespace: string;

  constructor(parts: {
    readonly api: KubernetesApi;
    readonly writer: KubernetesWriter;
    /** The console's own. */
    readonly namespace: string;
  }) {
    this.#api = parts.api;
    this.#writer = parts.writer;
    this.#namespace = parts.namespace;
  }

  async read(): Promise<RevocationList> {
    return listIn((await this.#stored())?.data.sessions);
  }

  async add(hash: string, until: number): Promise<void> {
    await this.#change('sessions', (list) => list.set(hash, Math.max(until, list.get(hash) ?? 0)));
  }

  claim(hash: string, until: number): Promise<boolean> {
    return this.#change('renewals', (list) => (list.has(hash) ? undefined : list.set(hash, until)));
  }

  /** Whether it was changed. */
  async #change(name: ListName, change: Change): Promise<boolean> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#write(name, change);
      } catch (error) {
        const isConflict = error instanceof KubernetesError && error.status === 409;
        if (!isConflict || tries === MAX_TRIES) throw error;
      }
    }
  }

  /** @throws KubernetesError 409 where somebody else has written meanwhile */
  async #write(name: ListName, change: Change): Promise<boolean> {
    const stored = await this.#stored();
    const now = Date.now() / 1000;
    const list = change(new Map([...listIn(stored?.data[name])].filter(([, end]) => end >= now)));
    if (list === undefined) return false;
    if (list.size > MAX_REVOCATIONS) throw new Error(`ConfigMap ${NAME} holds ${MAX_REVOCATIONS} already`);
    const lines = [...list].map(([hash, until]) => `${hash} ${Math.ceil(until)}`);
    const data = { ...stored?.data, [name]: lines.join('\n') };
    const object = { apiVersion: 'v1', kind: 'ConfigMap', data };
    const metadata = { name: NAME, labels: { 'app.kubernetes.io/managed-by': 'gpu-console' } };
    if (stored === undefined) {
      await this.#writer.create(this.#collection, { ...object, metadata }, { dryRun: false });
    } else {
      const { resourceVersion } = stored.metadata;
      const path = `${this.#collection}/${NAME}`;
      await this.#writer.replace(path, { ...object, metadata: { ...metadata, resourceVersion } });
    }
    return true;
  }

  async #stored(): Promise<z.infer<typeof StoredList> | undefined> {
    const object = await unlessMissing(() => this.#api.get(`${this.#collection}/${NAME}`, {}, TIMEOUT_MS));
    return object === undefined ? undefined : StoredList.parse(object);
  }

  get #collection(): string {
    return `/api/v1/namespaces/${this.#namespace}/configmaps`;
  }
}

/** @throws Error for a line that is none of ours: a list that was damaged would let somebody in */
function listIn(text = ''): RevocationList {
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const [, hash, until] = /^([\w-]+) (\d+)$/.exec(line) ?? [];
      if (hash === undefined) throw new Error(`ConfigMap ${NAME} cannot be read: delete it`);
      return [hash, Number(until)];
    }),
  );
}
