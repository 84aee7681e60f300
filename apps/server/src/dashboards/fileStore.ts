import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dashboard } from '@gpu-console/shared/dashboards';
import { MAX_DASHBOARD_BYTES } from '@gpu-console/shared/dashboards/limits';
import { DashboardSchema } from '@gpu-console/shared/dashboards/schema';
import { LRUCache } from 'lru-cache';
import { OneByOne } from '../limits/oneByOne.ts';
import { fileText, removeLeftovers, type WriteText, writeAtomically } from './atomicFile.ts';
import { dashboardIn } from './dashboardIn.ts';
import {
  type DashboardStore,
  type Listing,
  StoreConflict,
  type Stored,
  StoreRefusal,
  StoreUnreadable,
} from './dashboardStore.ts';
import { codeOf, messageOf, readErrorText, writeRefusal } from './fileErrors.ts';
import { fewUnreadable, summaryOf } from './summaries.ts';

const OWN = '.json';
/** KubeSphere's and Grafana's files may be laid into the directory, too; saving one writes it in the console's own form. */
const READ = [OWN, '.yaml', '.yml'];
const MAX_DASHBOARDS = 2000;
/** Of dashboards that were read, about what they take as objects. */
const MAX_CACHE_BYTES = 128 * 2 ** 20;
/** A text's bytes as objects, roughly. */
const BYTES_PER_CHARACTER = 4;

/** A file as it was read: the dashboard in it, or why there is none. */
interface ReadFile {
  /** Changes with the file. */
  readonly state: string;
  readonly size: number;
  readonly held: Stored | { readonly unreadable: string };
}

/** Dashboards in the files of a directory, each by its id. */
export class FileStore implements DashboardStore {
  readonly kind = 'files';
  readonly readOnly: string | null;
  readonly #directory: string;
  readonly #write: WriteText | undefined;
  /** By name: a file is read again only once it changed, and what it was before is forgotten. */
  readonly #read = new LRUCache<string, ReadFile>({
    maxSize: MAX_CACHE_BYTES,
    sizeCalculation: ({ size }, name) => BYTES_PER_CHARACTER * size + 2 * name.length + 500,
  });
  /** Writes one after the other, so that of two that know the same version one is told. */
  readonly #writes = new OneByOne();

  private constructor(directory: string, readOnly: string | null, write?: WriteText) {
    this.#directory = directory;
    this.readOnly = readOnly;
    this.#write = write;
  }

  /**
   * Makes the directory where it is missing; one that cannot be written is read only.
   * @param write what puts a text into a file; for tests
   */
  static async open(directory: string, write?: WriteText): Promise<FileStore> {
    try {
      await mkdir(directory, { recursive: true });
      await access(directory, constants.R_OK | constants.W_OK);
      await removeLeftovers(directory);
      return new FileStore(directory, null, write);
    } catch (error) {
      return new FileStore(directory, `${directory} cannot be written: ${messageOf(error)}`);
    }
  }

  /** What is held of files that were read; bytes as they are counted. */
  get kept(): { readonly files: number; readonly bytes: number } {
    return { files: this.#read.size, bytes: this.#read.calculatedSize };
  }

  async list(): Promise<Listing> {
    const stored: Listing['stored'][number][] = [];
    const unreadable: { name: string; reason: string }[] = [];
    const files = [...(await this.#files())];
    for (const [id, name] of files.slice(0, MAX_DASHBOARDS)) {
      const held = await this.#held(id, name);
      if (held === undefined) continue;
      if ('unreadable' in held) unreadable.push({ name, reason: held.unreadable });
      else stored.push(summaryOf(held));
    }
    const more = files.length - MAX_DASHBOARDS;
    if (more > 0)
      unreadable.unshift({
        name: this.#directory,
        reason: `${more} of its files are not read: ${MAX_DASHBOARDS} are the most`,
      });
    return { stored, unreadable: fewUnreadable(unreadable) };
  }

  async placeOf(): Promise<null> {
    return null;
  }

  async get(id: string): Promise<Stored | undefined> {
    const name = (await this.#files()).get(id);
    return name === undefined ? undefined : this.#stored(id, name);
  }

  put(dashboard: Dashboard, version: string | null): Promise<Stored> {
    const { id } = dashboard;
    return this.#writes.run(async () => {
      const before = await this.#expect(id, version);
      const path = join(this.#directory, id + OWN);
      const text = `${JSON.stringify(dashboard, null, 1)}\n`;
      const bytes = Buffer.byteLength(text);
      if (bytes > MAX_DASHBOARD_BYTES)
        throw new StoreRefusal(
          `The dashboard makes a file of ${bytes} bytes, and one may have ${MAX_DASHBOARD_BYTES}. Split it into smaller ones.`,
        );
      await this.#orRefusal(() => writeAtomically(path, text, this.#write));
      if (before !== undefined && before !== id + OWN)
        await this.#orRefusal(() => rm(join(this.#directory, before)));
      const stored = await this.#stored(id, id + OWN);
      if (stored === undefined) throw new StoreConflict(`The dashboard "${id}" was deleted meanwhile`, null);
      return stored;
    });
  }

  remove(id: string, version: string): Promise<void> {
    return this.#writes.run(async () => {
      const name = await this.#expect(id, version);
      if (name !== undefined) await this.#orRefusal(() => rm(join(this.#directory, name)));
    });
  }

  /** The file of a dashboard that is as its writer knows it; undefined for one that is new, and new to the store. */
  async #expect(id: string, version: string | null): Promise<string | undefined> {
    if (this.readOnly !== null) throw new StoreRefusal(this.readOnly);
    const files = await this.#files();
    const name = files.get(id);
    if (name === undefined) {
      if (version !== null) throw new StoreConflict(`The dashboard "${id}" was deleted meanwhile`, null);
      if (files.size >= MAX_DASHBOARDS)
        throw new StoreRefusal(`There are ${files.size} dashboards already; delete some first.`);
      return undefined;
    }
    const current = await this.#stored(id, name);
    if (current === undefined) throw new StoreConflict(`The dashboard "${id}" was deleted meanwhile`, null);
    if (version === null) throw new StoreConflict(`There is a dashboard "${id}" already`, current);
    if (version !== current.version)
      throw new StoreConflict(`The dashboard "${id}" was changed by somebody else meanwhile`, current);
    return name;
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

  /** The dashboard in a file; undefined for a file that is gone. @throws StoreUnreadable */
  async #stored(id: string, name: string): Promise<Stored | undefined> {
    const held = await this.#held(id, name);
    if (held !== undefined && 'unreadable' in held) throw new StoreUnreadable(name, held.unreadable);
    return held;
  }

  async #held(id: string, name: string): Promise<ReadFile['held'] | undefined> {
    const path = join(this.#directory, name);
    try {
      const { mtimeMs, ctimeMs, ino, size } = await stat(path);
      const state = `${mtimeMs} ${ctimeMs} ${ino} ${size}`;
      const kept = this.#read.get(name);
      if (kept?.state === state) return kept.held;
      const read = await this.#readFile(id, path);
      this.#read.set(name, { state, ...read });
      return read.held;
    } catch (error) {
      const isGone = codeOf(error) === 'ENOENT' && !(await readdir(this.#directory)).includes(name);
      return isGone ? undefined : { unreadable: readErrorText(error) };
    }
  }

  /** @throws Error of the system */
  async #readFile(id: string, path: string): Promise<Omit<ReadFile, 'state'>> {
    const { text, mtimeMs } = await fileText(path, MAX_DASHBOARD_BYTES);
    try {
      const version = createHash('sha256').update(text).digest('base64url').slice(0, 16);
      const dashboard = { ...dashboardIn(text), id };
      return { size: text.length, held: { dashboard, version, updatedAt: mtimeMs / 1000, object: null } };
    } catch (error) {
      const unreadable = messageOf(error);
      return { size: unreadable.length, held: { unreadable } };
    }
  }

  /** What the file system refuses, in words. @throws StoreRefusal, StoreFull */
  async #orRefusal<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      throw writeRefusal(error, this.#directory);
    }
  }
}
