import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { SessionConfig } from './accessConfig.ts';
import { CookieJar } from './cookieJar.ts';
import { CookieSeal } from './cookieSeal.ts';
import type { Revocations } from './revocations.ts';

const COOKIE = 'session';
/** A session that is in use has its cookie written anew so often, for the time since its last use. */
const REISSUE_SECONDS = 60;
const ID_BYTES = 18;

const Common = {
  id: z.string(),
  /** Unix seconds of the end, however much it is used, and of its last use. */
  until: z.number(),
  seen: z.number(),
};

/** What is kept of somebody who signed in at a provider. */
const ProviderSession = z.strictObject({
  ...Common,
  kind: z.literal('provider'),
  user: z.string(),
  groups: z.array(z.string()),
  subject: z.string(),
  /** The provider's own name of the session, by which it ends it at a back-channel logout. */
  providerSession: z.nullable(z.string()),
  /** Null where it does not fit into the cookies. */
  idToken: z.nullable(z.string()),
  refreshToken: z.nullable(z.string()),
  /** Unix seconds from which on the provider is to be asked whether they still are who they were; null for never. */
  refreshAt: z.nullable(z.number()),
});

/** What is kept of somebody who signed in with a token of a cluster. */
const TokenSession = z.strictObject({
  ...Common,
  kind: z.literal('token'),
  cluster: z.string(),
  token: z.string(),
});

const StoredSession = z.discriminatedUnion('kind', [ProviderSession, TokenSession]);

export type ProviderSession = z.infer<typeof ProviderSession>;
export type TokenSession = z.infer<typeof TokenSession>;
export type StoredSession = z.infer<typeof StoredSession>;

export const nowSeconds = (): number => Date.now() / 1000;

/**
 * Sessions, which browsers keep in encrypted cookies. A session ends on time, after so long without use, or when
 * somebody signs out.
 */
export class Sessions {
  readonly cookies: CookieJar;
  readonly maxSeconds: number;
  readonly #idleSeconds: number;
  readonly #seal: CookieSeal;
  readonly #revocations: Revocations;

  constructor(config: SessionConfig, secrets: readonly Uint8Array[], revocations: Revocations) {
    this.cookies = new CookieJar(config.publicUrl);
    this.maxSeconds = config.maxSeconds;
    this.#idleSeconds = config.idleSeconds;
    this.#seal = new CookieSeal(secrets, 'session');
    this.#revocations = revocations;
  }

  /** What a new session has. @param until where it ends earlier than others, in Unix seconds */
  begin(until = Number.POSITIVE_INFINITY): Pick<StoredSession, 'id' | 'until' | 'seen'> {
    const now = nowSeconds();
    const id = randomBytes(ID_BYTES).toString('base64url');
    return { id, until: Math.floor(Math.min(until, now + this.maxSeconds)), seen: Math.floor(now) };
  }

  /**
   * The request's session, if it has one that is good; one that is not is removed from the browser.
   * @throws ProblemError 503 where it is not known whether it was signed out
   */
  async find(request: Request, response: Response): Promise<StoredSession | undefined> {
    const session = await this.stored(request);
    if (session !== undefined && !this.#isIdle(session) && !(await this.isOver(session))) return session;
    this.forget(response);
    return undefined;
  }

  /** Notes that a session is in use; the browser is told once a minute. */
  async touch(session: StoredSession, response: Response): Promise<void> {
    const now = Math.floor(nowSeconds());
    if (now - session.seen >= REISSUE_SECONDS) await this.write({ ...session, seen: now }, response);
  }

  /** False for a session that is too large for cookies, even without its ID token. */
  async write(session: StoredSession, response: Response): Promise<boolean> {
    if (this.cookies.write(response, COOKIE, await this.#seal.seal(session))) return true;
    if (session.kind !== 'provider' || session.idToken === null) return false;
    return this.cookies.write(response, COOKIE, await this.#seal.seal({ ...session, idToken: null }));
  }

  /** The session in the request's cookies, whether or not it has ended. */
  async stored(request: Request): Promise<StoredSession | undefined> {
    const sealed = this.cookies.read(request, COOKIE);
    if (sealed === undefined) return undefined;
    return StoredSession.safeParse(await this.#seal.open(sealed)).data;
  }

  /**
   * Ends a session, for all copies of its cookies, on all replicas.
   * @throws ProblemError 503 where other replicas may not have been told; the browser's cookies are removed then, too
   */
  async end({ id, until }: StoredSession, response: Response): Promise<void> {
    this.forget(response);
    await this.#revocations.revoke(id, until);
  }

  /** Removes a session from the browser that is no use any more. */
  forget(response: Response): void {
    this.cookies.clear(response, COOKIE);
  }

  /** Ends all sessions that began in one session at the provider. */
  endProviderSession(providerSession: string): Promise<void> {
    return this.#revocations.revoke(providerKey(providerSession), nowSeconds() + this.maxSeconds);
  }

  /** Whether this replica is the one that renews a session, for so many seconds. */
  claimRenewal({ id, refreshAt }: ProviderSession, seconds: number): Promise<boolean> {
    return this.#revocations.claim(`${id} ${refreshAt}`, seconds);
  }

  /** Whether the provider has ended a session of its own. @throws ProblemError 503 where that is not known */
  isProviderSessionOver(providerSession: string): Promise<boolean> {
    return this.#revocations.hasAny([providerKey(providerSession)]);
  }

  /** Whether a session has ended that has been in use ever since. @throws as `find` */
  async isOver(session: StoredSession): Promise<boolean> {
    if (nowSeconds() >= session.until) return true;
    const more =
      session.kind === 'provider' && session.providerSession !== null
        ? [providerKey(session.providerSession)]
        : [];
    return this.#revocations.hasAny([session.id, ...more]);
  }

  #isIdle({ seen }: StoredSession): boolean {
    return nowSeconds() - seen > this.#idleSeconds;
  }
}

const providerKey = (providerSession: string) => `provider ${providerSession}`;
