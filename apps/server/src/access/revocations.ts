import { createHash } from 'node:crypto';
import { ProblemError } from '../http/problem.ts';
import { TtlCache } from '../ttlCache.ts';

/** So fresh is what a replica knows of those that signed out at others. */
const FRESH_MS = 1000;
/** A list that could not be read again is good for so long; then nobody is let in. */
const MAX_AGE_MS = 60_000;
/** More than ten thousand sign-outs within the longest life of a session are an attack. */
export const MAX_REVOCATIONS = 10_000;
/** Of SHA-256: enough that nobody finds another session of the same. */
const HASH_LENGTH = 24;

/** What was signed out, by hash, and the Unix seconds until which that matters. */
export type RevocationList = ReadonlyMap<string, number>;

/** Where replicas tell each other which sessions were signed out. */
export interface RevocationStore {
  read(): Promise<RevocationList>;
  /** @throws Error where the list cannot be written, or is full */
  add(hash: string, until: number): Promise<void>;
  /** True for the first replica that asks, until then. @throws Error where that cannot be found out */
  claim(hash: string, until: number): Promise<boolean>;
}

/**
 * Sessions that were signed out before their end: their cookies, wherever copies of them are, let nobody in. Without a
 * store this process alone knows them, which is enough where its key is its own, too.
 */
export class Revocations {
  readonly #own = new Map<string, number>();
  readonly #store: RevocationStore | undefined;
  readonly #shared: TtlCache<RevocationList>;

  constructor(store?: RevocationStore) {
    this.#store = store;
    this.#shared = new TtlCache(FRESH_MS, async () => (await store?.read()) ?? new Map());
  }

  /** Whether one of them was signed out. @throws ProblemError 503 where that is not known */
  async hasAny(ids: readonly string[]): Promise<boolean> {
    const hashes = ids.map(hashOf);
    if (hashes.some((hash) => this.#own.has(hash))) return true;
    const shared = await this.#list();
    return hashes.some((hash) => shared.has(hash));
  }

  /**
   * @param until Unix seconds at which it would have ended anyhow
   * @throws ProblemError 503 where other replicas may not have been told
   */
  async revoke(id: string, until: number): Promise<void> {
    const hash = hashOf(id);
    this.#remember(hash, until);
    try {
      await this.#store?.add(hash, until);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ProblemError(
        503,
        'revocation_not_shared',
        `You are signed out here, but other replicas of the console could not be told: ${reason}. A copy of your cookie may still be good there until the session’s end`,
      );
    }
  }

  /** Whether this replica is the one that does what all of them might do for a session; it is where they cannot agree. */
  async claim(id: string, seconds: number): Promise<boolean> {
    if (this.#store === undefined) return true;
    return this.#store.claim(hashOf(id), Date.now() / 1000 + seconds).catch(() => true);
  }

  async #list(): Promise<RevocationList> {
    try {
      return await this.#shared.get();
    } catch (error) {
      const last = this.#shared.peek({ refreshMs: Number.POSITIVE_INFINITY, oldestMs: MAX_AGE_MS });
      if (last !== undefined) return last;
      const reason = error instanceof Error ? error.message : String(error);
      throw new ProblemError(
        503,
        'revocations_unreadable',
        `The list of sessions that were signed out cannot be read, so that nobody is let in: ${reason}`,
      );
    }
  }

  #remember(hash: string, until: number): void {
    const now = Date.now() / 1000;
    for (const [known, end] of this.#own) if (end < now) this.#own.delete(known);
    if (this.#own.size >= MAX_REVOCATIONS && !this.#own.has(hash)) {
      throw new ProblemError(
        503,
        'revocation_not_kept',
        'Too many sessions were signed out lately: this one ends by itself',
      );
    }
    this.#own.set(hash, until);
  }
}

const hashOf = (id: string) => createHash('sha256').update(id).digest('base64url').slice(0, HASH_LENGTH);
