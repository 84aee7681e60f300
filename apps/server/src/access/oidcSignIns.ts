import type { Request, Response } from 'express';
import { LRUCache } from 'lru-cache';
import * as client from 'openid-client';
import { z } from 'zod';
import { ProblemError } from '../http/problem.ts';
import type { CookieJar } from './cookieJar.ts';
import type { CookieSeal } from './cookieSeal.ts';
import type { SignInSecrets } from './oidcProvider.ts';
import { nowSeconds } from './sessions.ts';

const PREFIX = 'login-';
/** A provider may want a second factor. */
const MAX_SECONDS = 600;
/** As many tabs of one browser may sign in at the same time. */
const MAX_AT_ONCE = 5;
const MAX_USED = 10_000;
const MS_PER_SECOND = 1000;
/** openid-client's, of 32 random bytes. */
const STATE = /^[\w-]{43}$/;

const BegunSignIn = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  begun: z.number(),
});
type BegunSignIn = z.infer<typeof BegunSignIn>;

/**
 * Sign-ins that are under way, each in a cookie of the browser that began it, which alone can finish it, once. Several
 * tabs have one each.
 */
export class OidcSignIns {
  readonly #cookies: CookieJar;
  readonly #seal: CookieSeal;
  readonly #used = new LRUCache<string, true>({ max: MAX_USED, ttl: MAX_SECONDS * MS_PER_SECOND });

  constructor(cookies: CookieJar, seal: CookieSeal) {
    this.#cookies = cookies;
    this.#seal = seal;
  }

  /** @param returnTo where the browser goes in the end */
  async begin(request: Request, response: Response, returnTo: string): Promise<SignInSecrets> {
    await this.#makeRoom(request, response);
    const secrets = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
    const begun: BegunSignIn = { ...secrets, returnTo, begun: Math.floor(nowSeconds()) };
    // Another site's page can begin many; all that stay go with every request, and too many make it too large.
    this.#cookies.write(response, nameOf(secrets.state), await this.#seal.seal(begun), MAX_SECONDS);
    return secrets;
  }

  /** The sign-in that the provider's answer is for; it is over by that. @throws ProblemError 400 where there is none */
  async finish(request: Request, response: Response): Promise<BegunSignIn> {
    const { state } = request.query;
    const begun =
      typeof state === 'string' && STATE.test(state) ? await this.#open(request, nameOf(state)) : undefined;
    if (begun !== undefined) this.#cookies.clear(response, nameOf(begun.state));
    const isOver = begun === undefined || begun.state !== state || this.#used.has(begun.state);
    if (isOver || nowSeconds() - begun.begun > MAX_SECONDS)
      throw new ProblemError(
        400,
        'sign_in_expired',
        'This sign-in took too long, was finished before, or began in another browser',
      );
    this.#used.set(begun.state, true);
    return begun;
  }

  /** Forgets the oldest, and what no longer opens. */
  async #makeRoom(request: Request, response: Response): Promise<void> {
    const names = this.#cookies.names(request, PREFIX);
    const begun = await Promise.all(
      names.map(async (name) => ({ name, at: (await this.#open(request, name))?.begun ?? 0 })),
    );
    const oldestFirst = begun.sort((a, b) => a.at - b.at);
    const tooMany = oldestFirst.length - MAX_AT_ONCE + 1;
    oldestFirst.forEach(({ name, at }, index) => {
      if (at === 0 || index < tooMany) this.#cookies.clear(response, name);
    });
  }

  async #open(request: Request, name: string): Promise<BegunSignIn | undefined> {
    const sealed = this.#cookies.read(request, name);
    return sealed === undefined ? undefined : BegunSignIn.safeParse(await this.#seal.open(sealed)).data;
  }
}

const nameOf = (state: string) => PREFIX + state.slice(0, 12);
