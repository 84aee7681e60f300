import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dashboard } from '@gpu-console/shared/dashboards';
import { DashboardSchema } from '@gpu-console/shared/dashboards/schema';
import { LRUCache } from 'lru-cache';
import { dashboardIn } from './dashboardIn.ts';
import {
  type DashboardStore,
  type Listing,
  StoreConflict,
  type Stored,
  StoreRefusal,
} from './dashboardStore.ts';

const OWN = '.json';
/** KubeSphere's and Grafana's files may be laid into the directory, too; saving one writes it in the console's own form. */
const READ = [OWN, '.yaml', '.yml'];
const MOST_DASHBOARDS = 2000;
const LARGEST_FILE = 8 * 2 ** 20;

/** Dashboards in the files of a directory, each by its id. */
export class FileStore implements DashboardStore {
  readonly kind = 'files';
  readonly readOnly: string | null;
  readonly #directory: string;
  /** By path, time and size: a file is read again only once it changed. */
  readonly #read = new LRUCache<string, Stored>({ max: MOST_DASHBOARDS });
  /** By the same, why others are no dashboards: what takes long to be refused does so once. */
  readonly #refused = new LRUCache<string, string>({ max: MOST_DASHBOARDS });
  /** Writes one after the other, so that of two that know the same version one is told. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(directory: string, readOnly: string | null) {
    this.#directory = directory;
    this.readOnly = readOnly;
  }

  /** Makes the directory where it is missing; one that cannot be written is read only. */
  static async open(directory: string): Promise<FileStore> {
    try {
      await mkdir(directory, { recursive: true });
      await access(directory, constants.R_OK | constants.W_OK);
      return new FileStore(directory, null);
    } catch (error) {
      return new FileStore(directory, `${directory} cannot be written: ${messageOf(error)}`);
    }
  }

  async list(): Promise<Listing> {
    const stored: Stored[] = [];
    const unreadable: { name: string; reason: string }[] = [];
    for (const [id, name] of await this.#files()) {
      try {
        stored.push(await this.#readFile(id, name));
      } catch (error) {
        unreadable.push({ name, reason: messageOf(error) });
      }
    }
    return { stored, unreadable };
  }

  async get(id: string): Promise<Stored | undefined> {
    const name = (await this.#files()).get(id);
    return name === undefined ? undefined : this.#readFile(id, name);
  }

  put(dashboard: Dashboard, version: string | null): Promise<Stored> {
    const { id } = dashboard;
    return this.#alone(async () => {
      const before = await this.#expect(id, version);
      const path = join(this.#directory, id + OWN);
      const text = `${JSON.stringify(dashboard, null, 1)}\n`;
      await writeFile(`${path}.tmp`, text);
      await rename(`${path}.tmp`, path);
      if (before !== undefined && before !== id + OWN) await rm(join(this.#directory, before));
      return this.#readFile(id, id + OWN);
    });
  }

  remove(id: string, version: string): Promise<void> {
    return this.#alone(async () => {
      const name = await this.#expect(id, version);
      if (name !== undefined) await rm(join(this.#directory, name));
    });
  }

  /** The file of a dashboard that is as its writer knows it; undefined for one that is new, and new to the store. */
  async #expect(id: string, version: string | null): Promise<string | undefined> {
    if (this.readOnly !== null) throw new StoreRefusal(this.readOnly);
    const files = await this.#files();
    const name = files.get(id);
    if (name === undefined) {
      if (version !== null) throw new StoreConflict(`The dashboard "${id}" was deleted meanwhile`, null);
      if (files.size >= MOST_DASHBOARDS)
        throw new StoreRefusal(`There are ${files.size} dashboards already; delete some first.`);
      return undefined;
    }
    const current = await this.#readFile(id, name);
    if (version === null) throw new StoreConflict(`There is a dashboard "${id}" already`, current);
    if (version !== current.version)
      throw new StoreConflict(`The dashboard "${id}" was changed by somebody else meanwhile`, current);
    return name;
  }

  #alone<T>(act: () => Promise<T>): Promise<T> {
    const result = this.#last.then(act);
    this.#last = result.catch(() => {});
    return result;
  }

  /** The dashboards' files by id: the console's own form first where one lies there in several. */
  async #files(): Promise<ReadonlyMap<string, string>> {
    const names = await readdir(this.#directory).catch((error: unknown) => {
      throw new StoreRefusal(`${this.#directory} cannot be read: ${messageOf(error)}`);
    });
    const files = new Map<string, string>();
    for (const extension of READ.toReversed()) {
      for (const name of names.filter((one) => one.endsWith(extension)).sort()) {
        const id = DashboardSchema.shape.id.safeParse(name.slice(0, -extension.length));
        if (id.success) files.set(id.data, name);
      }
    }
    return files;
  }

  async #readFile(id: string, name: string): Promise<Stored> {
    const path = join(this.#directory, name);
    const { mtimeMs, size } = await stat(path);
    const key = `${name} ${mtimeMs} ${size}`;
    const kept = this.#read.get(key);
    if (kept !== undefined) return kept;
    if (size > LARGEST_FILE)
      throw new Error(`it has ${size} bytes, and a dashboard may have ${LARGEST_FILE}`);
    const refused = this.#refused.get(key);
    if (refused !== undefined) throw new Error(refused);
    const text = await readFile(path, 'utf8');
    const stored = {
      dashboard: { ...this.#dashboardIn(text, key), id },
      version: createHash('sha256').update(text).digest('base64url').slice(0, 16),
      updatedAt: mtimeMs / 1000,
      object: null,
    };
    this.#read.set(key, stored);
    return stored;
  }

  #dashboardIn(text: string, key: string): Dashboard {
    try {
      return dashboardIn(text);
    } catch (error) {
      this.#refused.set(key, messageOf(error));
      throw error;
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
