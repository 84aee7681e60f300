import { AUTHENTICATED, serviceAccountGroups, serviceAccountOf, type User } from './user.ts';

/** One bearer token, and whom it stands for. */
export interface TokenEntry {
  readonly token: string;
  readonly name: string;
  readonly uid?: string;
  /** Beside `system:authenticated`, and beside its own two for a ServiceAccount's name. */
  readonly groups?: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
  /** Whom it may be shown to, the API server alone unless told. */
  readonly audiences?: readonly string[];
}

/** What the API server calls itself (`--api-audiences`). */
const API_AUDIENCE = 'https://kubernetes.default.svc.cluster.local';

/** The bearer tokens that an API server takes; they come and go while it runs. */
export class TokenTable {
  readonly #entries = new Map<string, TokenEntry>();

  constructor(entries: readonly TokenEntry[] = []) {
    for (const entry of entries) this.add(entry);
  }

  add(entry: TokenEntry): void {
    this.#entries.set(entry.token, entry);
  }

  revoke(token: string): void {
    this.#entries.delete(token);
  }

  /**
   * The user of a token, and which of the wanted audiences it is for.
   * @param wanted the API server's own unless any is named
   * @returns undefined for an unknown token, and for one that is for none of them
   */
  authenticate(
    token: string,
    wanted: readonly string[] = [],
  ): { user: User; audiences: string[] } | undefined {
    const entry = this.#entries.get(token);
    if (entry === undefined) return undefined;
    const { audiences: own = [API_AUDIENCE] } = entry;
    const audiences = (wanted.length > 0 ? wanted : [API_AUDIENCE]).filter((one) => own.includes(one));
    return audiences.length > 0 ? { user: userOf(entry), audiences } : undefined;
  }
}

function userOf({ name, uid, groups = [], extra }: TokenEntry): User {
  const account = serviceAccountOf(name);
  const all = [...groups, ...(account ? serviceAccountGroups(account.namespace) : []), AUTHENTICATED];
  return { name, groups: [...new Set(all)], ...(uid !== undefined && { uid }), ...(extra && { extra }) };
}
