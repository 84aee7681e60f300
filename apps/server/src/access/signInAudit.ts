import type { SignInMode } from '@gpu-console/shared/contract';
import type { Request } from 'express';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { clientAddress } from '../http/clientAddress.ts';
import { ProblemError } from '../http/problem.ts';
import { innermostMessage } from '../innermost.ts';

/** Of one address that is refused again and again, so many lines in a minute. */
const MAX_REFUSALS = 10;
const REFUSAL_WINDOW_MS = 60_000;
const MAX_ADDRESSES = 10_000;
const MAX_CAUSE_LENGTH = 500;

/** The lines of the log that say who signed in or out, from where, and who was refused; never with what lets somebody in. */
export class SignInAudit {
  readonly #logger: Logger;
  readonly #mode: SignInMode;
  readonly #refusals = new LRUCache<string, { count: number }>({
    max: MAX_ADDRESSES,
    ttl: REFUSAL_WINDOW_MS,
  });

  constructor(logger: Logger, mode: SignInMode) {
    this.#logger = logger;
    this.#mode = mode;
  }

  signedIn(request: Request, user: string, cluster: string | null): void {
    this.#logger.info({ signIn: { ...this.#from(request), user, cluster } }, 'signed in');
  }

  signedOut(request: Request, user: string | null): void {
    this.#logger.info({ signIn: { ...this.#from(request), user } }, 'signed out');
  }

  /** @param reason a ProblemError, of which the log tells the code, the words and the cause; of all else it tells the name */
  refused(request: Request, reason: unknown): void {
    const from = this.#from(request);
    const refusals = this.#refusals.get(from.address) ?? { count: 0 };
    refusals.count += 1;
    if (refusals.count === 1) this.#refusals.set(from.address, refusals);
    if (refusals.count > MAX_REFUSALS) return;
    const refusal =
      reason instanceof ProblemError
        ? { code: reason.problem.code, detail: reason.message, cause: causeOf(reason) }
        : { code: reason instanceof Error ? reason.name : 'unknown', detail: null, cause: null };
    this.#logger.info({ signIn: from, refusal }, 'not signed in');
  }

  #from(request: Request) {
    return { mode: this.#mode, address: clientAddress(request) ?? '' };
  }
}

/** In words, and what the provider said; both may be anybody's. */
function causeOf({ cause }: ProblemError): string | null {
  if (!(cause instanceof Error)) return null;
  const said = 'error_description' in cause ? ` (${String(cause.error_description)})` : '';
  return `${innermostMessage(cause)}${said}`.slice(0, MAX_CAUSE_LENGTH);
}
