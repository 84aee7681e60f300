import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import {
  createRemoteJWKSet,
  type JWTPayload,
  type JWTVerifyOptions,
  customFetch as joseFetch,
  jwtVerify,
} from 'jose';
import * as client from 'openid-client';
import { Agent, fetch as undiciFetch } from 'undici';
import { ConfigError } from '../config/configError.ts';
import { ProblemError } from '../http/problem.ts';
import { innermostMessage } from '../innermost.ts';
import { rememberSecret } from '../redaction.ts';
import { TtlCache } from '../ttlCache.ts';
import type { OidcConfig } from './accessConfig.ts';
import { nowSeconds } from './sessions.ts';

const TIMEOUT_SECONDS = 10;
/** Clocks of the provider and of the console differ by so much at most. */
const SKEW_SECONDS = 60;
/** What the provider says of itself is read again, and with it the client's secret. */
const METADATA_TTL_MS = 3_600_000;
/** A token that ends sooner is not asked about sooner. */
const MIN_TOKEN_SECONDS = 30;
/** Signatures that anybody with the provider's public key can check. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** What the provider gives for somebody who signed in. */
export interface ProviderTokens {
  /** The ID token's; undefined where a refresh brought none. */
  readonly claims: Readonly<Record<string, unknown>> | undefined;
  readonly idToken: string | null;
  readonly refreshToken: string | null;
  /** Unix seconds at which the first of the tokens ends; null where it does not say. */
  readonly expiresAt: number | null;
}

/** What binds a sign-in to the browser that began it. */
export interface SignInSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The provider, or the way to it, is broken: later it may work. */
export class ProviderUnavailable extends ProblemError {
  constructor(cause: unknown) {
    const reason = innermostMessage(cause);
    super(503, 'provider_unavailable', `The sign-in provider cannot be reached: ${reason}`, {
      retryAfterSeconds: TIMEOUT_SECONDS,
    });
  }
}

/** The provider, or what came in its name, does not let somebody in; its cause is for the log alone. */
export class SignInRefused extends ProblemError {
  constructor(code: string, detail: string, cause?: unknown) {
    super(403, code, detail);
    this.cause = cause;
  }
}

/** An OpenID provider, whose metadata is read when it is first needed: the console starts without it. */
export class OidcProvider {
  readonly #config: OidcConfig;
  readonly #redirectUri: string;
  readonly #fetch: ReturnType<typeof fetchTrusting> | undefined;
  readonly #configuration: TtlCache<client.Configuration>;
  #keys: { readonly uri: string; readonly get: ReturnType<typeof createRemoteJWKSet> } | undefined;

  /** @throws ConfigError for a file that cannot be read */
  constructor(config: OidcConfig, redirectUri: string) {
    this.#config = config;
    this.#redirectUri = redirectUri;
    this.#fetch =
      config.caFile === undefined ? undefined : fetchTrusting(textOf('OIDC_CA_FILE', config.caFile));
    if (config.clientSecretFile !== undefined) textOf('OIDC_CLIENT_SECRET_FILE', config.clientSecretFile);
    this.#configuration = new TtlCache(METADATA_TTL_MS, () => this.#discover());
  }

  /** Where a browser is sent to sign in. @throws ProviderUnavailable */
  async signInUrl({ state, nonce, verifier }: SignInSecrets): Promise<URL> {
    const configuration = await this.#known();
    return client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#redirectUri,
      scope: this.#config.scopes,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
  }

  /**
   * What the provider gives for what a browser came back with.
   * @param query of the address it came back to, as it was
   * @throws SignInRefused, ProviderUnavailable
   */
  async exchange(query: string, { state, nonce, verifier }: SignInSecrets): Promise<ProviderTokens> {
    const configuration = await this.#known();
    try {
      const tokens = await client.authorizationCodeGrant(
        configuration,
        new URL(`${this.#redirectUri}${query}`),
        { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
      );
      return tokensOf(tokens);
    } catch (error) {
      throw refusedOrAway(error);
    }
  }

  /** New tokens; undefined where the provider has ended what the old one stood for. @throws ProviderUnavailable */
  async refresh(refreshToken: string): Promise<ProviderTokens | undefined> {
    const configuration = await this.#known();
    try {
      return tokensOf(await client.refreshTokenGrant(configuration, refreshToken));
    } catch (error) {
      if (error instanceof client.ResponseBodyError && error.error === 'invalid_grant') return undefined;
      throw new ProviderUnavailable(error);
    }
  }

  /** Where a browser is sent to end the provider's session; null where the provider has no such address, or is away. */
  async signOutUrl(idToken: string | null, backTo: string): Promise<string | null> {
    const configuration = await this.#known().catch(() => undefined);
    if (configuration?.serverMetadata().end_session_endpoint === undefined) return null;
    return client.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: backTo,
      ...(idToken === null ? {} : { id_token_hint: idToken }),
    }).href;
  }

  /** Lets the provider forget a refresh token, if it can. */
  async revoke(refreshToken: string): Promise<void> {
    const configuration = await this.#known();
    if (configuration.serverMetadata().revocation_endpoint !== undefined)
      await client.tokenRevocation(configuration, refreshToken, { token_type_hint: 'refresh_token' });
  }

  /** The claims of an ID token that a program shows; undefined for one that is not good. @throws ProviderUnavailable */
  async verifyIdToken(token: string): Promise<JWTPayload | undefined> {
    const claims = await this.#verify(token, { requiredClaims: ['sub', 'exp', 'iat'] });
    // A logout token is signed by the same key for the same client.
    return claims !== undefined && 'events' in claims ? undefined : claims;
  }

  /** The session that the provider says it has ended; undefined for a logout token that is not good. @throws ProviderUnavailable */
  async verifyLogoutToken(token: string): Promise<string | undefined> {
    const claims = await this.#verify(token, { requiredClaims: ['iat', 'jti', 'events'], maxTokenAge: 600 });
    const { events, sid, nonce } = claims ?? {};
    const isLogout = typeof events === 'object' && events !== null && LOGOUT_EVENT in events;
    return isLogout && nonce === undefined && typeof sid === 'string' ? sid : undefined;
  }

  async #verify(token: string, options: JWTVerifyOptions): Promise<JWTPayload | undefined> {
    const { issuer, jwks_uri: uri } = (await this.#known()).serverMetadata();
    if (uri === undefined) return undefined;
    if (this.#keys?.uri !== uri) {
      const fetched = this.#fetch === undefined ? {} : { [joseFetch]: this.#fetch };
      this.#keys = { uri, get: createRemoteJWKSet(new URL(uri), fetched) };
    }
    try {
      const { payload } = await jwtVerify(token, this.#keys.get, {
        issuer,
        audience: this.#config.clientId,
        algorithms: ALGORITHMS,
        clockTolerance: SKEW_SECONDS,
        ...options,
      });
      // One that is for several is good for the one that it was given to.
      const { azp = this.#config.clientId } = payload;
      const isEarly = payload.iat !== undefined && payload.iat > nowSeconds() + SKEW_SECONDS;
      return azp === this.#config.clientId && !isEarly ? payload : undefined;
    } catch (error) {
      if (isAway(error)) throw new ProviderUnavailable(error);
      return undefined;
    }
  }

  async #known(): Promise<client.Configuration> {
    try {
      return await this.#configuration.get();
    } catch (error) {
      throw error instanceof ProblemError ? error : new ProviderUnavailable(error);
    }
  }

  async #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecretFile } = this.#config;
    const url = new URL(issuer);
    // The library would not believe a token that came over TLS by its signature; the keys are checked all the same.
    const execute = [client.enableNonRepudiationChecks];
    // Only this machine's own (accessConfig.ts).
    if (url.protocol === 'http:') execute.push(client.allowInsecureRequests);
    const options = {
      execute,
      timeout: TIMEOUT_SECONDS,
      ...(this.#fetch === undefined ? {} : { [client.customFetch]: this.#fetch }),
    };
    const secret =
      clientSecretFile === undefined ? undefined : textOf('OIDC_CLIENT_SECRET_FILE', clientSecretFile);
    const metadata = { [client.clockTolerance]: SKEW_SECONDS };
    return client.discovery(url, clientId, metadata, clientAuth(secret), options);
  }
}

/** As the provider takes it: Basic is what OpenID Connect has where nothing is said. */
function clientAuth(secret: string | undefined): client.ClientAuth {
  if (secret === undefined) return client.None();
  return (server, ...others) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const auth = methods.includes('client_secret_basic')
      ? client.ClientSecretBasic(secret)
      : client.ClientSecretPost(secret);
    auth(server, ...others);
  };
}

function tokensOf(
  tokens: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers,
): ProviderTokens {
  const claims = tokens.claims();
  const seconds = tokens.expiresIn();
  const now = nowSeconds();
  const ends = [
    ...(seconds === undefined ? [] : [now + seconds]),
    ...(claims === undefined ? [] : [claims.exp]),
  ];
  return {
    claims,
    idToken: tokens.id_token ?? null,
    refreshToken: tokens.refresh_token ?? null,
    expiresAt:
      ends.length === 0 ? null : Math.max(Math.floor(Math.min(...ends)), Math.floor(now) + MIN_TOKEN_SECONDS),
  };
}

function isAway(error: unknown): boolean {
  if (error instanceof client.ResponseBodyError) return error.status >= 500;
  if (error instanceof TypeError) return true;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return (
    code === 'OAUTH_TIMEOUT' ||
    code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' ||
    code === 'OAUTH_RESPONSE_IS_NOT_JSON' ||
    code === 'ERR_JWKS_TIMEOUT' ||
    code === 'ERR_JOSE_GENERIC'
  );
}

/** Its own words may hold what somebody made up, and are left out of what is shown. */
function refusedOrAway(error: unknown): ProblemError {
  if (isAway(error)) return new ProviderUnavailable(error);
  if (error instanceof client.AuthorizationResponseError) {
    return error.error === 'access_denied'
      ? new SignInRefused('sign_in_denied', 'The provider did not let you in', error)
      : new SignInRefused('sign_in_failed', 'The provider could not sign you in', error);
  }
  if (error instanceof client.ResponseBodyError && error.error === 'invalid_client')
    return new ProviderUnavailable(
      'it does not know the console: check OIDC_CLIENT_ID and OIDC_CLIENT_SECRET_FILE',
    );
  return new SignInRefused(
    'sign_in_failed',
    'What came back from the provider is not good (any more)',
    error,
  );
}

/** What of a request both libraries say. */
interface SentRequest {
  readonly method: string;
  readonly headers: Headers | Record<string, string>;
  readonly body?: client.FetchBody;
  readonly signal?: AbortSignal | undefined;
}

/** A fetch that also trusts what these certificates have signed. */
function fetchTrusting(certificates: string) {
  const dispatcher = new Agent({ connect: { ca: [...rootCertificates, certificates] } });
  return (url: string, { method, headers, body, signal }: SentRequest): Promise<Response> =>
    undiciFetch(url, {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      // Forms are all that is sent.
      body: body instanceof URLSearchParams ? body.toString() : null,
      redirect: 'manual',
      signal: signal ?? null,
      dispatcher,
    });
}

function textOf(setting: string, file: string): string {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (setting === 'OIDC_CLIENT_SECRET_FILE') rememberSecret(text);
    return text;
  } catch (cause) {
    throw new ConfigError(`${setting}=${file} cannot be read: ${String(cause)}`);
  }
}
