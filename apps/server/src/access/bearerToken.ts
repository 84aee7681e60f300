import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { LRUCache } from 'lru-cache';
import { ProblemError } from '../http/problem.ts';
import type { Identity } from './identity.ts';
import type { SignInAttempts } from './signInAttempts.ts';
import type { SignInAudit } from './signInAudit.ts';

/** As long a token as any provider or cluster makes. */
const MAX_LENGTH = 16_384;
const BEARER = /^bearer +([\w\-.~+/]+=*) *$/i;
const MAX_TOKENS = 5000;
const RECENT_MS = 3_600_000;

/** The token that a program sends with its request; undefined where it sends none, null for one that can be none. */
export function bearerToken(request: Request): string | null | undefined {
  const { authorization } = request.headers;
  if (authorization === undefined || !/^bearer\b/i.test(authorization)) return undefined;
  const token = BEARER.exec(authorization)?.[1];
  return token === undefined || token.length > MAX_LENGTH ? null : token;
}

/** Stands for a token where it is kept: of the token itself no copy stays. */
export const tokenHash = (token: string, cluster = ''): string =>
  createHash('sha256').update(`${cluster}\n${token}`).digest('base64url');

/** Lets programs in by their tokens: the first use of one is a sign-in, and each that is not good an attempt at one. */
export class BearerSignIns {
  readonly #attempts: SignInAttempts;
  readonly #audit: SignInAudit;
  /** Tokens that were good lately, by their hash. */
  readonly #accepted = new LRUCache<string, true>({ max: MAX_TOKENS, ttl: RECENT_MS });

  constructor(attempts: SignInAttempts, audit: SignInAudit) {
    this.#attempts = attempts;
    this.#audit = audit;
  }

  /**
   * @param identify who holds the token; null for nobody
   * @throws ProblemError 429 for a client that tries one after the other, and what `identify` throws
   */
  async admit(
    request: Request,
    token: string | null,
    identify: (token: string) => Promise<Identity | null>,
    cluster?: string,
  ): Promise<Identity | null> {
    const key = tokenHash(token ?? '', cluster);
    const isNew = !this.#accepted.has(key);
    if (isNew) this.#attempts.take(request);
    const identity = token === null ? null : await identify(token);
    if (identity === null) {
      this.#accepted.delete(key);
      this.#audit.refused(request, new ProblemError(401, 'invalid_token', 'The token is not good'));
      return null;
    }
    if (isNew) this.#audit.signedIn(request, identity.user, identity.cluster);
    this.#accepted.set(key, true);
    return identity;
  }
}
