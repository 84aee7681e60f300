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
  data: z.object({ sessions: z.string().default('') }).default({ sessions: '' }),
});

/** The list of signed-out sessions as a ConfigMap: a line for each, with its hash and the Unix seconds until which it matters. */
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
    return (await this.#stored())?.list ?? new Map();
  }

  async add(hash: string, until: number): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await this.#write(hash, until);
        return;
      } catch (error) {
        const isConflict = error instanceof KubernetesError && error.status === 409;
        if (!isConflict || tries === MAX_TRIES) throw error;
      }
    }
  }

  /** @throws KubernetesError 409 where somebody else has written meanwhile */
  async #write(hash: string, until: number): Promise<void> {
    const stored = await this.#stored();
    const now = Date.now() / 1000;
    const list = new Map([...(stored?.list ?? [])].filter(([, end]) => end >= now));
    list.set(hash, Math.max(until, list.get(hash) ?? 0));
    if (list.size > MAX_REVOCATIONS) throw new Error(`ConfigMap ${NAME} holds ${MAX_REVOCATIONS} already`);
    const sessions = [...list].map(([key, end]) => `${key} ${Math.ceil(end)}`).join('\n');
    const object = { apiVersion: 'v1', kind: 'ConfigMap', data: { sessions } };
    const metadata = { name: NAME, labels: { 'app.kubernetes.io/managed-by': 'gpu-console' } };
    if (stored === undefined) {
      await this.#writer.create(this.#collection, { ...object, metadata }, { dryRun: false });
    } else {
      const { resourceVersion } = stored;
      const path = `${this.#collection}/${NAME}`;
      await this.#writer.replace(path, { ...object, metadata: { ...metadata, resourceVersion } });
    }
  }

  async #stored(): Promise<{ readonly list: RevocationList; readonly resourceVersion: string } | undefined> {
    const object = await unlessMissing(() => this.#api.get(`${this.#collection}/${NAME}`, {}, TIMEOUT_MS));
    if (object === undefined) return undefined;
    const { metadata, data } = StoredList.parse(object);
    return { list: listIn(data.sessions), resourceVersion: metadata.resourceVersion };
  }

  get #collection(): string {
    return `/api/v1/namespaces/${this.#namespace}/configmaps`;
  }
}

/** @throws Error for a line that is none of ours: a list that was damaged would let somebody in */
function listIn(text: string): RevocationList {
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const [, hash, until] = /^([\w-]+) (\d+)$/.exec(line) ?? [];
      if (hash === undefined) throw new Error(`ConfigMap ${NAME} cannot be read: delete it`);
      return [hash, Number(until)];
    }),
  );
}
