import { createHash } from 'node:crypto';

/** Who asks, by the names that Kubernetes is asked about. */
export interface Identity {
  readonly user: string;
  readonly groups: readonly string[];
  readonly uid: string | null;
  readonly extra: Readonly<Record<string, readonly string[]>>;
  /** The one cluster that knows them, where a token of its said who they are; null where every cluster does. */
  readonly cluster: string | null;
}

/** A short text that two identities share only where they are the same: they may have hundreds of groups, and a key of many caches. */
export function identityKey(identity: Identity): string {
  const known = keys.get(identity);
  if (known !== undefined) return known;
  const { user, groups, uid, extra, cluster } = identity;
  const more = Object.entries(extra).sort(([a], [b]) => (a < b ? -1 : 1));
  const whole = JSON.stringify([cluster, user, [...groups].sort(), uid, more]);
  const key = createHash('sha256').update(whole).digest('base64url');
  keys.set(identity, key);
  return key;
}

const keys = new WeakMap<Identity, string>();
