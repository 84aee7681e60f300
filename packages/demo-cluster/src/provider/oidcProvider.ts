import { generateKeyPairSync, type JsonWebKey, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Configuration, Provider } from 'oidc-provider';
import { ACCOUNTS, type Account } from './accounts.ts';
import { memoryAdapter } from './memoryAdapter.ts';
import { signInPage, signOutPage } from './signInPage.ts';

export { ACCOUNTS, type Account } from './accounts.ts';

const SCOPES = 'openid profile email groups offline_access';
const INTERACTION = /^\/interaction\/[\w-]+$/;
const RSA_BITS = 2048;
const DAY_SECONDS = 86_400;

/** A program at which people sign in with an account of the provider's. */
export interface ProviderClient {
  readonly id: string;
  /** Undefined for one that has none, and proves by PKCE alone that it began a sign-in. */
  readonly secret?: string;
  /** Where it is, without a slash at its end: `/auth/callback` and `/auth/backchannel-logout` are below. */
  readonly url: string;
}

export interface ProviderOptions {
  readonly clients: readonly ProviderClient[];
  readonly accounts?: readonly Account[];
  /** 0 for any that is free. */
  readonly port?: number;
  /** How long access and ID tokens last. */
  readonly tokenSeconds?: number;
}

type Middleware = Parameters<Provider['use']>[0];

/**
 * A real OpenID provider on this machine, over HTTP, whose people sign in by a button. Refresh tokens are good for one
 * use each; what is kept is in memory.
 */
export class OidcProvider {
  readonly #options: ProviderOptions;
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #middlewares: Middleware[] = [];
  readonly #cookieKey = randomBytes(32).toString('base64url');
  readonly #adapter = memoryAdapter();
  #accounts: readonly Account[];
  #key = signingKey();
  #port: number;
  #provider: Provider | undefined;

  private constructor(options: ProviderOptions) {
    this.#options = options;
    this.#accounts = options.accounts ?? ACCOUNTS;
    this.#port = options.port ?? 0;
  }

  static async start(options: ProviderOptions): Promise<OidcProvider> {
    const provider = new OidcProvider(options);
    await provider.resume();
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** What signs tokens now. */
  get key(): Readonly<JsonWebKey> & { readonly kid: string } {
    return this.#key;
  }

  /** Signs with another key from now on; the one of before is forgotten. */
  rotateKey(): void {
    this.#key = signingKey();
    this.#provider = this.#open();
  }

  /** Other groups from the next token on. */
  setGroups(id: string, groups: readonly string[]): void {
    this.#accounts = this.#accounts.map((account) => (account.id === id ? { id, groups } : account));
  }

  /** Koa's: sees every request, and what is answered. */
  use(middleware: Middleware): void {
    this.#middlewares.push(middleware);
    this.#provider?.use(middleware);
  }

  /** Listens, again on the port it had before. */
  async resume(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address !== null && typeof address === 'object') this.#port = address.port;
    this.#provider ??= this.#open();
  }

  /** Breaks every connection and takes no more. */
  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #open(): Provider {
    const { clients, tokenSeconds = 3600 } = this.#options;
    const configuration: Configuration = {
      clients: clients.map(({ id, secret, url }) => ({
        client_id: id,
        ...(secret === undefined
          ? { token_endpoint_auth_method: 'none' as const }
          : { client_secret: secret }),
        redirect_uris: [`${url}/auth/callback`],
        post_logout_redirect_uris: [`${url}/`],
        grant_types: ['authorization_code', 'refresh_token'],
        backchannel_logout_uri: `${url}/auth/backchannel-logout`,
        backchannel_logout_session_required: true,
      })),
      adapter: this.#adapter,
      jwks: { keys: [this.#key] },
      cookies: { keys: [this.#cookieKey] },
      claims: {
        openid: ['sub'],
        profile: ['name', 'preferred_username'],
        email: ['email', 'email_verified'],
        groups: ['groups'],
      },
      // The claims stand in the ID token, as other providers have it.
      conformIdTokenClaims: false,
      pkce: { required: () => true },
      issueRefreshToken: async () => true,
      rotateRefreshToken: true,
      ttl: {
        AccessToken: tokenSeconds,
        IdToken: tokenSeconds,
        Interaction: 600,
        Session: DAY_SECONDS,
        Grant: DAY_SECONDS,
        RefreshToken: DAY_SECONDS,
      },
      // Its own would not go to this machine, where the console is.
      fetch: (url, { dispatcher: _, ...options }: RequestInit & { dispatcher?: unknown } = {}) =>
        globalThis.fetch(url, options),
      features: {
        devInteractions: { enabled: false },
        revocation: {
          enabled: true,
          allowedPolicy: async (_context, client, token) => token.clientId === client.clientId,
        },
        backchannelLogout: { enabled: true },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: async (context, form) => {
            context.body = signOutPage(form);
          },
        },
      },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, id) => this.#accountOf(id),
      // Nobody is asked what the console may know of them.
      loadExistingGrant: async ({ oidc }) => {
        const { provider, client, session } = oidc;
        if (client === undefined || session?.accountId === undefined) return undefined;
        const before = session.grantIdFor(client.clientId);
        if (before !== undefined) return provider.Grant.find(before);
        const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
        grant.addOIDCScope(SCOPES);
        await grant.save();
        return grant;
      },
    };
    const provider = new Provider(this.issuer, configuration);
    for (const middleware of this.#middlewares) provider.use(middleware);
    return provider;
  }

  #accountOf(id: string) {
    const account = this.#accounts.find((one) => one.id === id);
    if (account === undefined) return undefined;
    const email = `${id}@example.com`;
    return {
      accountId: id,
      claims: () => ({
        sub: id,
        name: id,
        preferred_username: id,
        email,
        email_verified: true,
        groups: [...account.groups],
      }),
    };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const provider = this.#provider;
    if (provider === undefined) {
      response.writeHead(503).end();
    } else if (!INTERACTION.test(request.url ?? '')) {
      await provider.callback()(request, response);
    } else if (request.method === 'POST') {
      const accountId = new URLSearchParams(await text(request)).get('account') ?? '';
      await provider
        .interactionFinished(request, response, { login: { accountId } })
        .catch(() => response.writeHead(400).end('This sign-in is over'));
    } else {
      response.writeHead(200, { 'content-type': 'text/html' }).end(signInPage(this.#accounts));
    }
  }
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: RSA_BITS });
  const kid = randomBytes(8).toString('hex');
  return { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' };
}
