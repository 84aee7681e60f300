import type { SignInMode } from '@gpu-console/shared/contract';
import type { Request, Response, Router } from 'express';
import type { Identity } from './identity.ts';

/** Somebody who said who they are, and was believed. */
export interface SignedIn {
  readonly identity: Identity;
  /** Unix seconds until which; null where whoever signed them in decides. */
  readonly expiresAt: number | null;
  /** What they are known by to the sources, where these are to be told: a bearer token. */
  readonly token: string | null;
}

/** How the console knows who asks. */
export interface Authentication {
  readonly mode: SignInMode;
  /**
   * Who sends the request; null for nobody. It may set cookies on the response.
   * @throws ProblemError 403 for who may not say so, 503 where whoever could tell is away
   */
  identify(request: Request, response: Response): Promise<SignedIn | null>;
  /**
   * Whether what let the sender of a request in has ended since: for a reply that goes on for long, since it sets no cookies.
   * @throws ProblemError 503 where that is not known
   */
  hasEnded(request: Request): Promise<boolean>;
  /**
   * Signs in by a token of a cluster's API server, in the mode of that.
   * @throws ProblemError 401 for a token that is not known, 503 where the API server is away
   */
  signIn(token: string, cluster: string, response: Response): Promise<SignedIn>;
  /** Ends the session of who sends the request; where the provider's own session ends, if it has one. */
  signOut(request: Request, response: Response): Promise<string | null>;
  /** What a browser is sent to and comes back from beside the API: a provider's login. */
  readonly pages: Router | null;
}

/** Nobody is asked who they are: whoever reaches the console is let in. */
export const noAuthentication: Authentication = {
  mode: 'none',
  identify: async () => null,
  hasEnded: async () => false,
  signIn: () => Promise.reject(new Error('nobody signs in')),
  signOut: async () => null,
  pages: null,
};
