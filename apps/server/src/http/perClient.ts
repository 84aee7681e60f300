import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Rate } from '../limits/rateLimit.ts';
import { askerOf, viewerOf } from './asker.ts';
import { clientAddress } from './clientAddress.ts';
import { ProblemError } from './problem.ts';

/** How often one client may ask for something. */
export interface ClientLimit extends Rate {
  /** The problem's code, e.g. `too_many_queries`. */
  readonly code: string;
  /** What is counted, in the plural: "queries". */
  readonly what: string;
}

/**
 * Refuses what one client asks for too often, with 429 and Retry-After. Clients are told apart by who is signed in, else by
 * their address (TRUST_PROXY), of IPv6 by its first 56 bits, of which a household has all.
 */
export function perClient({ limit, windowMs, code, what }: ClientLimit): RequestHandler {
  return rateLimit({
    limit,
    windowMs,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // What it would complain of on the console's error stream is decided by TRUST_PROXY.
    validate: false,
    keyGenerator: (request) =>
      askerOf(request) === null ? ipKeyGenerator(clientAddress(request) ?? '') : viewerOf(request),
    handler: (_request, _response, next) => {
      const detail = `${limit} ${what} within ${windowMs / 1000} s are the most for one client: Retry-After says when there are more. Where many people share a proxy's address, set TRUST_PROXY`;
      next(new ProblemError(429, code, detail));
    },
  });
}
