import type { RequestOptions } from 'node:https';
import { HttpMethod, type KubeConfig, RequestContext } from '@kubernetes/client-node';
import { Agent, type Dispatcher, request } from 'undici';
import { unlessAborted } from '../deadline.ts';
import { KubernetesError, networkError } from './kubernetesError.ts';

/** A kubeconfig is read again at most so often, however many requests are refused. */
const RELOAD_AFTER_MS = 10_000;

const TWICE =
  "The console's kubeconfig acts as somebody else (`as`), and cannot act as a second one: give it an account of its own";

interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly query?: Readonly<Record<string, string>>;
  /** Beside the credentials, which none of these replaces. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** What lets a request in: the way, and who asks. */
interface Credentials {
  readonly server: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly dispatcher: Dispatcher;
}

/**
 * The one way to a cluster's API server. Connections are kept and used again as long as the certificates stay the same;
 * credentials are taken anew for every request, so that tokens and certificates may rotate, and the kubeconfig is read
 * again where the API server no longer knows the user (401).
 */
export class KubernetesConnection {
  readonly #load: () => KubeConfig;
  /** Undefined where it could not be loaded yet. */
  #config: KubeConfig | undefined;
  #loadedAt = performance.now();
  #closed = false;
  #connections: { readonly key: string; readonly dispatcher: Dispatcher } | undefined;
  /** One for all who wait: a credential plugin is a program. */
  #preparing: Promise<Credentials> | undefined;

  /** @param load reads the way to the cluster from where it is kept; where it throws, so does each request until it no longer does */
  constructor(load: () => KubeConfig) {
    this.#load = load;
  }

  /**
   * One request; its reply's body is for the caller to read or to dump. Redirects are not followed: the credentials are
   * for the address that was configured.
   * @throws KubernetesError where the credentials cannot be had, for a redirect, and once it is closed; undici's errors for
   *   the network's; the signal's reason once it aborts
   */
  async request(path: string, request: ApiRequest): Promise<Dispatcher.ResponseData> {
    const response = await this.#ask(path, request);
    if (response.statusCode !== 401 || !this.#reloadUnlessLately()) return response;
    await response.body.dump();
    return this.#ask(path, request);
  }

  /**
   * Reads the kubeconfig again: later requests go by it, and a credential plugin is asked anew.
   * @throws Error where it cannot be used, and then the one known so far stands
   */
  reload(): void {
    this.#config = this.#load();
    this.#loadedAt = performance.now();
    this.#preparing = undefined;
  }

  /** Ends the connections. Whatever goes over them fails, and so does what is asked later. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#connections?.dispatcher.destroy(closed());
  }

  async #ask(path: string, { method = 'GET', query = {}, headers: more = {}, body, signal }: ApiRequest) {
    const { server, headers: credentials, dispatcher } = await unlessAborted(this.#credentials(), signal);
    if (this.#closed) throw closed();
    const url = new URL(server.replace(/\/+$/, '') + path);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const headers = { ...listed(more), ...credentials };
    if (impersonates(more) && impersonates(credentials)) throw new KubernetesError(TWICE, 403);
    const response = await request(url, {
      method,
      dispatcher,
      signal,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
      // Whoever asks sets a deadline; a watch or a log may be silent for long.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    if (response.statusCode < 300 || response.statusCode >= 400) return response;
    await response.body.dump();
    throw new KubernetesError(
      `${url.origin} redirects to ${redirectedTo(response, url)}: give that address in the kubeconfig`,
      null,
    );
  }

  #credentials(): Promise<Credentials> {
    if (this.#preparing !== undefined) return this.#preparing;
    const preparing = this.#prepare().finally(() => {
      if (this.#preparing === preparing) this.#preparing = undefined;
    });
    this.#preparing = preparing;
    return preparing;
  }

  async #prepare(): Promise<Credentials> {
    const config = this.#loaded();
    const options: RequestOptions = {};
    await config.applyToHTTPSOptions(options).catch((error: unknown) => {
      throw networkError(error);
    });
    const { headers, auth, ca, cert, key, pfx, passphrase, rejectUnauthorized, servername } = options;
    const server = config.getCurrentCluster()?.server ?? '';
    const tls = [ca, cert, key, pfx, passphrase, rejectUnauthorized, servername];
    return {
      server,
      headers: {
        ...(typeof auth === 'string' && { authorization: `Basic ${Buffer.from(auth).toString('base64')}` }),
        ...Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)])),
      },
      dispatcher: await this.#dispatcher(config, JSON.stringify([server, ...tls.map(String)])),
    };
  }

  /** @param key of what a connection is made with */
  async #dispatcher(config: KubeConfig, key: string): Promise<Dispatcher> {
    if (this.#connections?.key === key) return this.#connections.dispatcher;
    const context = new RequestContext(config.getCurrentCluster()?.server ?? '', HttpMethod.GET);
    await config.applySecurityAuthentication(context);
    if (this.#closed) throw closed();
    const dispatcher = context.getDispatcher() ?? new Agent();
    // What is under way goes on over the old connections.
    void this.#connections?.dispatcher.close().catch(() => {});
    this.#connections = { key, dispatcher };
    return dispatcher;
  }

  /** @throws KubernetesError that says what is wrong with the kubeconfig */
  #loaded(): KubeConfig {
    if (this.#closed) throw closed();
    try {
      this.#config ??= this.#load();
      return this.#config;
    } catch (error) {
      throw networkError(error);
    }
  }

  /** False where it was read again lately, or cannot be. */
  #reloadUnlessLately(): boolean {
    if (performance.now() - this.#loadedAt < RELOAD_AFTER_MS) return false;
    this.#loadedAt = performance.now();
    try {
      this.reload();
      return true;
    } catch {
      // Half written, as like as not: the one known so far stands.
      return false;
    }
  }
}

/** As undici takes headers that come several times. */
function listed(headers: NonNullable<ApiRequest['headers']>): Record<string, string | string[]> {
  const entries = Object.entries(headers);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );
}

function closed(): KubernetesError {
  return new KubernetesError(
    'this cluster was removed from the console, or its settings changed meanwhile',
    null,
  );
}

function impersonates(headers: object): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === 'impersonate-user');
}

/** Where a redirect leads, without a query, which may hold a secret. */
function redirectedTo({ headers: { location } }: Dispatcher.ResponseData, from: URL): string {
  if (typeof location !== 'string' || !URL.canParse(location, from.href)) return 'nowhere';
  const { origin, pathname } = new URL(location, from.href);
  return origin + pathname;
}
