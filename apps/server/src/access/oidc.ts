import express, { type Request, type Response, type Router } from 'express';
import type { JWTPayload } from 'jose';
import { ProblemError } from '../http/problem.ts';
import type { OidcConfig, SessionConfig } from './accessConfig.ts';
import type { Authentication, SignedIn } from './authentication.ts';
import { BearerSignIns, bearerToken } from './bearerToken.ts';
import { CookieSeal } from './cookieSeal.ts';
import type { Identity } from './identity.ts';
import { claimedIdentity } from './oidcClaims.ts';
import { OidcProvider, ProviderUnavailable, SignInRefused } from './oidcProvider.ts';
import { OidcRefreshes } from './oidcRefreshes.ts';
import { OidcSignIns } from './oidcSignIns.ts';
import { returnAddress } from './returnAddress.ts';
import { nowSeconds, type ProviderSession, type Sessions } from './sessions.ts';
import type { SignInAttempts } from './signInAttempts.ts';
import type { SignInAudit } from './signInAudit.ts';
import { signInProblem } from './signInProblem.ts';

/** Sessions go on for so long while the provider cannot be asked whether they should. */
const GRACE_SECONDS = 600;
/** So long after the provider should have been asked about a session, what goes on in its name ends. */
const MAX_UNASKED_SECONDS = 3600;
/** A longer ID token does not fit into an address. */
const MAX_HINT_LENGTH = 4000;
const FORM_LIMIT = '64kb';

export interface OidcParts {
  readonly oidc: OidcConfig;
  readonly session: SessionConfig;
  readonly secrets: readonly Uint8Array[];
  readonly sessions: Sessions;
  readonly attempts: SignInAttempts;
  readonly audit: SignInAudit;
}

/** People sign in at an OpenID provider; programs show an ID token that it made for the console. */
export class OidcAuthentication implements Authentication {
  readonly mode = 'oidc';
  readonly pages: Router;
  readonly #config: OidcConfig;
  readonly #publicUrl: string;
  readonly #provider: OidcProvider;
  readonly #refreshes: OidcRefreshes;
  readonly #signIns: OidcSignIns;
  readonly #sessions: Sessions;
  readonly #attempts: SignInAttempts;
  readonly #audit: SignInAudit;
  readonly #bearers: BearerSignIns;

  /** @throws ConfigError for a file that cannot be read */
  constructor({ oidc, session, secrets, sessions, attempts, audit }: OidcParts) {
    this.#config = oidc;
    this.#publicUrl = session.publicUrl;
    this.#provider = new OidcProvider(oidc, `${session.publicUrl}/auth/callback`);
    this.#refreshes = new OidcRefreshes(this.#provider, sessions);
    this.#signIns = new OidcSignIns(sessions.cookies, new CookieSeal(secrets, 'login'));
    this.#sessions = sessions;
    this.#attempts = attempts;
    this.#audit = audit;
    this.#bearers = new BearerSignIns(attempts, audit);
    this.pages = this.#router();
  }

  async identify(request: Request, response: Response): Promise<SignedIn | null> {
    const token = bearerToken(request);
    if (token !== undefined) return this.#byToken(request, token);
    const session = await this.#sessions.find(request, response);
    if (session?.kind !== 'provider') return null;
    const { refreshToken, refreshAt } = session;
    if (refreshToken !== null && refreshAt !== null && nowSeconds() >= refreshAt)
      return this.#refresh(session, refreshToken, response);
    await this.#sessions.touch(session, response);
    return signedIn(session);
  }

  async hasEnded(request: Request): Promise<boolean> {
    const token = bearerToken(request);
    if (token !== undefined) return token === null || (await this.#claimsOf(token)) === null;
    const session = await this.#sessions.stored(request);
    if (session?.kind !== 'provider') return true;
    const { refreshToken, refreshAt } = session;
    const isUnasked =
      refreshToken !== null && refreshAt !== null && nowSeconds() - refreshAt > MAX_UNASKED_SECONDS;
    return isUnasked || this.#sessions.isOver(session);
  }

  signIn(): Promise<never> {
    const detail = 'Who signs in here does so at the provider: /auth/login leads there';
    return Promise.reject(new ProblemError(404, 'no_token_sign_in', detail));
  }

  async signOut(request: Request, response: Response): Promise<string | null> {
    const session = await this.#sessions.stored(request);
    if (session?.kind !== 'provider') return null;
    const { refreshToken, idToken, user } = session;
    this.#audit.signedOut(request, user);
    if (refreshToken !== null) void this.#provider.revoke(refreshToken).catch(() => {});
    await this.#sessions.end(session, response);
    const hint = idToken !== null && idToken.length <= MAX_HINT_LENGTH ? idToken : null;
    return this.#provider.signOutUrl(hint, `${this.#publicUrl}/`);
  }

  /** Asks the provider whether a session should go on, and who it is of by now. */
  async #refresh(
    session: ProviderSession,
    refreshToken: string,
    response: Response,
  ): Promise<SignedIn | null> {
    const tokens = await this.#refreshes.of(session, refreshToken);
    // The browser gets its new cookies there, which must not be overwritten from here.
    if (tokens === 'elsewhere') return signedIn(session);
    if (tokens instanceof ProviderUnavailable) {
      if (nowSeconds() - (session.refreshAt ?? 0) > GRACE_SECONDS) throw tokens;
      await this.#sessions.touch(session, response);
      return signedIn(session);
    }
    try {
      if (tokens === 'ended') throw new SignInRefused('session_ended', 'The provider has ended the session');
      const { claims, idToken, refreshToken: nextToken, expiresAt } = tokens;
      if (claims !== undefined && claims['sub'] !== session.subject)
        throw new SignInRefused('session_ended', 'The provider’s answer is about somebody else');
      const next: ProviderSession = {
        ...session,
        ...(claims === undefined ? {} : namesOf(claimedIdentity(claims, this.#config))),
        seen: Math.floor(nowSeconds()),
        idToken: idToken ?? session.idToken,
        refreshToken: nextToken ?? refreshToken,
        refreshAt: expiresAt,
      };
      await this.#write(next, response);
      return signedIn(next);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.#audit.refused(response.req, error);
      this.#sessions.forget(response);
      return null;
    }
  }

  async #byToken(request: Request, token: string | null): Promise<SignedIn | null> {
    let expiresAt: number | null = null;
    const identify = async (one: string): Promise<Identity | null> => {
      const claims = await this.#claimsOf(one);
      if (claims === null) return null;
      expiresAt = claims.exp ?? null;
      return claimedIdentity(claims, this.#config);
    };
    const identity = await this.#bearers.admit(request, token, identify);
    return identity && { identity, expiresAt, token };
  }

  /** Of an ID token; null for one that lets nobody in. @throws ProblemError 503 where that is not known */
  async #claimsOf(token: string): Promise<JWTPayload | null> {
    const claims = await this.#provider.verifyIdToken(token);
    if (claims === undefined) return null;
    const { sid } = claims;
    return typeof sid === 'string' && (await this.#sessions.isProviderSessionOver(sid)) ? null : claims;
  }

  async #write(session: ProviderSession, response: Response): Promise<void> {
    if (await this.#sessions.write(session, response)) return;
    throw new SignInRefused(
      'session_too_large',
      'Your name, groups and tokens do not fit into a browser’s cookies: let the provider give the console fewer groups',
    );
  }

  #router(): Router {
    const router = express.Router({ caseSensitive: true, strict: true });
    router.use((_request, response, next) => {
      // The address has the provider's answer in it.
      response.set({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
      next();
    });
    router.get('/login', (request, response) => this.#login(request, response));
    router.get('/callback', (request, response) => this.#callback(request, response));
    const form = express.urlencoded({ extended: false, limit: FORM_LIMIT });
    router.post('/backchannel-logout', form, (request, response) => this.#providerLogout(request, response));
    router.use(signInProblem(this.#publicUrl));
    return router;
  }

  async #login(request: Request, response: Response): Promise<void> {
    this.#attempts.take(request);
    const returnTo = returnAddress(request.query['return'], this.#publicUrl);
    const secrets = await this.#signIns.begin(request, response, returnTo);
    response.redirect(302, (await this.#provider.signInUrl(secrets)).href);
  }

  async #callback(request: Request, response: Response): Promise<void> {
    try {
      this.#attempts.take(request);
      const begun = await this.#signIns.finish(request, response);
      const { claims, idToken, refreshToken, expiresAt } = await this.#provider.exchange(
        queryOf(request),
        begun,
      );
      if (claims === undefined) throw new SignInRefused('sign_in_failed', 'The provider gave no ID token');
      const identity = claimedIdentity(claims, this.#config);
      const { sub, sid } = claims;
      const session: ProviderSession = {
        ...this.#sessions.begin(),
        ...namesOf(identity),
        kind: 'provider',
        subject: String(sub),
        providerSession: typeof sid === 'string' ? sid : null,
        idToken,
        refreshToken,
        refreshAt: expiresAt,
      };
      await this.#write(session, response);
      this.#audit.signedIn(request, identity.user, null);
      response.redirect(302, begun.returnTo);
    } catch (error) {
      this.#audit.refused(request, error);
      throw error;
    }
  }

  /** OpenID Connect Back-Channel Logout 1.0: the provider says that it has ended a session. */
  async #providerLogout(request: Request, response: Response): Promise<void> {
    const token: unknown = request.body?.logout_token;
    const ended = typeof token === 'string' ? await this.#provider.verifyLogoutToken(token) : undefined;
    if (ended === undefined) {
      this.#attempts.take(request);
      throw new ProblemError(400, 'invalid_request', 'This is no logout token that names a session (sid)');
    }
    await this.#sessions.endProviderSession(ended);
    this.#audit.signedOut(request, null);
    response.status(200).end();
  }
}

const namesOf = ({ user, groups }: Identity) => ({ user, groups: [...groups] });

function signedIn({ user, groups, until, idToken }: ProviderSession): SignedIn {
  const identity = { user, groups, uid: null, extra: {}, cluster: null };
  return { identity, expiresAt: until, token: idToken };
}

function queryOf({ originalUrl }: Request): string {
  const start = originalUrl.indexOf('?');
  return start < 0 ? '' : originalUrl.slice(start);
}
