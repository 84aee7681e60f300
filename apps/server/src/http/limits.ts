import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { ProblemError } from './problem.ts';

interface ClientLimit {
  /** Requests of one client in a window. */
  readonly limit: number;
  /** Milliseconds. */
  readonly windowMs: number;
  /** Of the problem that those past it get. */
  readonly code: string;
  /** What they are, as people read it: `pictures`. */
  readonly what: string;
}

/** Lets so many requests of one client through in a window; past them 429 with Retry-After. */
export function perClient({ limit, windowMs, code, what }: ClientLimit): RequestHandler {
  const window = windowMs === 60_000 ? 'a minute' : `in ${windowMs / 1000} seconds`;
  return rateLimit({
    windowMs,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) => {
      next(
        new ProblemError(
          429,
          code,
          `${limit} ${what} ${window} are the most for one client; Retry-After says when there are more`,
        ),
      );
    },
  });
}
