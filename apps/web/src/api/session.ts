import type { Session, SessionUser } from '@gpu-console/shared/contract';
import { type QueryClient, type QueryKey, queryOptions, useQuery } from '@tanstack/react-query';
import { basePath } from '../state/served.ts';
import { forgetPersonal } from '../state/stored.ts';
import { call, send } from './client.ts';
import { endpointKey } from './keys.ts';

/** Who is signed in, and whose answers may be in memory: of somebody whose session ended, still theirs. */
interface HeldSession extends Session {
  /** Tells users apart; null for nobody's. */
  readonly owner: string | null;
  /** How often one user's answers were forgotten for another's. */
  readonly generation: number;
}

const KEY = endpointKey('session', {});
const CHECK_MILLISECONDS = 180_000;
/** Another console of this host has another. */
const CHANNEL = `gpu-console-session${basePath}`;

const ownerOf = ({ name, groups, cluster }: SessionUser): string => JSON.stringify([cluster, name, groups]);

/** Takes in who is signed in now; what was answered to somebody else is forgotten. */
function hold(client: QueryClient, session: Session): HeldSession {
  const before = client.getQueryData<HeldSession>(KEY);
  const { owner: former = null, generation = 0 } = before ?? {};
  const owner = session.user === null ? former : ownerOf(session.user);
  const isOther = former !== null && owner !== former;
  if (isOther) forgetAnswers(client);
  // What was refused meanwhile is asked for again.
  else if (before !== undefined && isNobody(before)) void client.invalidateQueries({ predicate: isAnswer });
  return { ...session, owner, generation: isOther ? generation + 1 : generation };
}

const isAnswer = ({ queryKey }: { readonly queryKey: QueryKey }) => queryKey[0] !== KEY[0];

function forgetAnswers(client: QueryClient): void {
  client.removeQueries({ predicate: isAnswer });
  client.getMutationCache().clear();
}

/** Who is signed in; asked again every few minutes, and once the session should have ended. */
export const sessionQuery = queryOptions({
  queryKey: KEY,
  queryFn: async ({ client, signal }) => hold(client, await call('session', {}, { signal })),
  staleTime: CHECK_MILLISECONDS,
  gcTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: 'always',
  refetchInterval: ({ state: { data } }) => {
    const left = (data?.user?.expiresAt ?? Number.POSITIVE_INFINITY) * 1000 - Date.now();
    return left > 0 ? Math.min(CHECK_MILLISECONDS, left + 1000) : CHECK_MILLISECONDS;
  },
});

/** Whether somebody has to sign in before anything is told. */
export const isNobody = ({ mode, user }: Session): boolean => mode !== 'none' && user === null;

/** Whether it is known that nobody is signed in. */
export function useIsSignedOut(): boolean {
  const { data } = useQuery(sessionQuery);
  return data !== undefined && isNobody(data);
}

/** Signs in by a token of a cluster's API server, which is kept nowhere here. */
export async function signIn(client: QueryClient, cluster: string, token: string): Promise<void> {
  const session = await send('signIn', {}, { cluster, token });
  client.setQueryData(KEY, hold(client, session));
  tell('signed-in');
}

/** Ends the session in every tab; where the provider's own ends, if it has one. */
export async function signOut(client: QueryClient): Promise<string | null> {
  const { redirect } = await call('signOut', {});
  forgetUser(client);
  tell('signed-out');
  return redirect;
}

/** Nobody is signed in any more, and nothing is left of what they were told or wrote. */
function forgetUser(client: QueryClient): void {
  forgetAnswers(client);
  forgetPersonal();
  client.setQueryData<HeldSession>(
    KEY,
    (known) => known && { ...known, user: null, owner: null, generation: known.generation + 1 },
  );
}

type News = 'signed-in' | 'signed-out';

function tell(news: News): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(news);
  channel.close();
}

/** Learns of what other tabs do with the session. @returns how to stop */
export function followOtherTabs(client: QueryClient): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === ('signed-out' satisfies News)) forgetUser(client);
    else void client.invalidateQueries({ queryKey: KEY });
  };
  return () => channel.close();
}

/** Where a provider's sign-in begins. @param back a page of this console to come back to, by its whole path */
export const loginUrl = (back: string): string => `${basePath}/auth/login?return=${encodeURIComponent(back)}`;
