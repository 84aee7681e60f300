import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { LRUCache } from 'lru-cache';
import { clientAddress } from '../http/clientAddress.ts';
import { ProblemError } from '../http/problem.ts';
import type { Rate } from '../limits/rateLimit.ts';

const DEFAULT_RATE: Rate = { limit: 120, windowMs: 60_000 };
const MAX_CLIENTS = 10_000;
const MS_PER_SECOND = 1000;

/** Counts what each client tries in order to get in, by its address, and ends it where that is too often. */
export class SignInAttempts {
  readonly #rate: Rate;
  readonly #counts: LRUCache<string, { count: number }>;

  constructor(rate: Rate = DEFAULT_RATE) {
    this.#rate = rate;
    this.#counts = new LRUCache({ max: MAX_CLIENTS, ttl: rate.windowMs });
  }

  /** Counts one more. @throws ProblemError 429 where that is one too many */
  take(request: Request): void {
    const { limit, windowMs } = this.#rate;
    const key = ipKeyGenerator(clientAddress(request) ?? '');
    const taken = this.#counts.get(key);
    if (taken === undefined) {
      this.#counts.set(key, { count: 1 });
    } else if (taken.count < limit) {
      taken.count += 1;
    } else {
      throw new ProblemError(
        429,
        'too_many_sign_ins',
        `${limit} attempts to sign in within ${windowMs / MS_PER_SECOND} s are the most for one client: Retry-After says when there are more. Where many people share a proxy's address, set TRUST_PROXY`,
        { retryAfterSeconds: Math.max(1, this.#counts.getRemainingTTL(key) / MS_PER_SECOND) },
      );
    }
  }
}
