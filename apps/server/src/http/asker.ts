import type { Request, RequestHandler } from 'express';
import type { Authentication, SignedIn } from '../access/authentication.ts';
import { identityKey } from '../access/identity.ts';
import { clientAddress } from './clientAddress.ts';
import { ProblemError } from './problem.ts';

/** Of requests that may be made: who makes them, null for nobody. */
const askers = new WeakMap<Request, SignedIn | null>();

/** Finds out who asks before anything else is done for them; where somebody has to be signed in, nobody is refused. */
export function identified(authentication: Authentication, isOpen: boolean): RequestHandler {
  return async (request, response, next) => {
    const signedIn = await authentication.identify(request, response);
    if (signedIn === null && !isOpen && authentication.mode !== 'none') throw notSignedIn();
    askers.set(request, signedIn);
    next();
  };
}

/** Who sends a request; null for nobody, and where nobody is asked who they are. */
export function askerOf(request: Request): SignedIn | null {
  return askers.get(request) ?? null;
}

/** Whether it is known that who asks may ask at all; false for what failed before, and at no endpoint. */
export function isLetIn(request: Request): boolean {
  return askers.has(request);
}

/** A name of who asks that is theirs alone: of those who are not signed in, their address. */
export function viewerOf(request: Request): string {
  const signedIn = askerOf(request);
  return signedIn === null ? (clientAddress(request) ?? '') : identityKey(signedIn.identity);
}

function notSignedIn(): ProblemError {
  return new ProblemError(
    401,
    'not_signed_in',
    'Nobody is signed in, or the session has ended: sign in, then ask again',
  );
}
