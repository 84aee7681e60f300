import { LRUCache } from 'lru-cache';
import { type OidcProvider, type ProviderTokens, ProviderUnavailable } from './oidcProvider.ts';
import type { ProviderSession, Sessions } from './sessions.ts';

/** Requests that left the browser with the cookie of before get what the first one got. */
const KEPT_MS = 60_000;
const RETRY_MS = 10_000;
const MAX_KEPT = 10_000;

/** New tokens; that another replica gets them; that the provider has ended the session; or why it could not be asked. */
type Refreshed = ProviderTokens | 'elsewhere' | 'ended' | ProviderUnavailable;

/** Asks the provider anew for sessions, once for all requests of one: a refresh token is often good for one use. */
export class OidcRefreshes {
  readonly #provider: OidcProvider;
  readonly #sessions: Sessions;
  /** By the clock on the wall, as all that sessions have. */
  readonly #kept = new LRUCache<string, Promise<Refreshed>>({
    max: MAX_KEPT,
    ttl: KEPT_MS,
    perf: { now: () => Date.now() },
  });

  constructor(provider: OidcProvider, sessions: Sessions) {
    this.#provider = provider;
    this.#sessions = sessions;
  }

  of(session: ProviderSession, refreshToken: string): Promise<Refreshed> {
    const { id, refreshAt } = session;
    const key = `${id} ${refreshAt}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const asking = this.#ask(session, refreshToken);
    this.#kept.set(key, asking);
    void asking.then((outcome) => {
      const isLast = outcome !== 'elsewhere' && !(outcome instanceof ProviderUnavailable);
      const ttl = isLast ? KEPT_MS : RETRY_MS;
      this.#kept.set(key, asking, { ttl });
    });
    return asking;
  }

  async #ask(session: ProviderSession, refreshToken: string): Promise<Refreshed> {
    try {
      if (!(await this.#sessions.claimRenewal(session, KEPT_MS / 1000))) return 'elsewhere';
      return (await this.#provider.refresh(refreshToken)) ?? 'ended';
    } catch (error) {
      return error instanceof ProviderUnavailable ? error : new ProviderUnavailable(error);
    }
  }
}
