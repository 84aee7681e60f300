import type { RequestOptions } from 'node:https';
import { HttpMethod, type KubeConfig, RequestContext } from '@kubernetes/client-node';
import { Agent, type Dispatcher, request } from 'undici';
import { unlessAborted } from '../deadline.ts';
import { KubernetesError, networkError } from './kubernetesError.ts';

/** A kubeconfig is read again at most so often, however many requests are refused. */
const RELOAD_AFTER_MS = 10_000;

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
  #config: KubeConfig;
  #loadedAt = performance.now();
  #connections: { readonly key: string; readonly dispatcher: Dispatcher } | undefined;
  /** One for all who wait: a credential plugin is a program. */
  #preparing: Promise<Credentials> | undefined;

  /** @param load reads the way to the cluster from where it is kept */
  constructor(load: () => KubeConfig) {
    this.#load = load;
    this.#config = load();
  }

  /**
   * One request; its reply's body is for the caller to read or to dump. Redirects are not followed: the credentials are
   * for the address that was configured.
   * @throws KubernetesError where the credentials cannot be had, or for a redirect; undici's errors for the network's;
   *   the signal's reason once it aborts
   */
  async request(path: string, request: ApiRequest): Promise<Dispatcher.ResponseData> {
    const response = await this.#ask(path, request);
    if (response.statusCode !== 401 || !this.#reload()) return response;
    await response.body.dump();
    return this.#ask(path, request);
  }

  /** Ends the connections once what goes over them has ended. */
  async close(): Promise<void> {
    await this.#connections?.dispatcher.close();
  }

  async #ask(path: string, { method = 'GET', query = {}, headers: more = {}, body, signal }: ApiRequest) {
    const { server, headers: credentials, dispatcher } = await unlessAborted(this.#credentials(), signal);
    const url = new URL(server.replace(/\/+$/, '') + path);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const headers = { ...listed(more), ...credentials };
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
    this.#preparing ??= this.#prepare().finally(() => {
      this.#preparing = undefined;
    });
    return this.#preparing;
  }

  async #prepare(): Promise<Credentials> {
    const config = this.#config;
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
    const dispatcher = context.getDispatcher() ?? new Agent();
    // What is under way goes on over the old connections.
    void this.#connections?.dispatcher.close().catch(() => {});
    this.#connections = { key, dispatcher };
    return dispatcher;
  }

  /** Reads the kubeconfig again, and with it lets a credential plugin be asked again; false where that was done lately. */
  #reload(): boolean {
    if (performance.now() - this.#loadedAt < RELOAD_AFTER_MS) return false;
    this.#loadedAt = performance.now();
    try {
      this.#config = this.#load();
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

/** Where a redirect leads, without a query, which may hold a secret. */
function redirectedTo({ headers: { location } }: Dispatcher.ResponseData, from: URL): string {
  if (typeof location !== 'string' || !URL.canParse(location, from.href)) return 'nowhere';
  const { origin, pathname } = new URL(location, from.href);
  return origin + pathname;
}
