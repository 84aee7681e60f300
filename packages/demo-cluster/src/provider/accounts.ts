/** Somebody who can sign in at the demo's provider, without a password. */
export interface Account {
  /** What the provider knows them by: the claims `sub` and `preferred_username`. */
  readonly id: string;
  readonly groups: readonly string[];
}

/** The demo's people: who runs the cluster, and two teams that work on it. */
export const ACCOUNTS: readonly Account[] = [
  { id: 'admin', groups: ['gpu-admins'] },
  { id: 'nlp-team', groups: ['nlp'] },
  { id: 'vision-team', groups: ['vision'] },
];
