/** Who asks, by the names that Kubernetes is asked about. */
export interface Identity {
  readonly user: string;
  readonly groups: readonly string[];
  readonly uid: string | null;
  readonly extra: Readonly<Record<string, readonly string[]>>;
  /** The one cluster that knows them, where a token of its said who they are; null where every cluster does. */
  readonly cluster: string | null;
}

/** A text that two identities share only where they are the same. */
export function identityKey({ user, groups, uid, extra, cluster }: Identity): string {
  const more = Object.entries(extra).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([cluster, user, [...groups].sort(), uid, more]);
}
