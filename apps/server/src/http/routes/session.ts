import type { Session } from '@gpu-console/shared/contract';
import type { SignedIn } from '../../access/authentication.ts';
import { askerOf } from '../asker.ts';
import type { Clusters } from '../clusters.ts';
import { ProblemError } from '../problem.ts';
import { type Routes, sessionRoute } from '../route.ts';

/** Who is signed in, and how to be. */
export function sessionRoutes(routes: Routes, clusters: Clusters): void {
  const { authentication } = routes;
  const sessionOf = (signedIn: SignedIn | null): Session => ({
    mode: authentication.mode,
    user: signedIn && userOf(signedIn),
    clusters: authentication.mode === 'kubernetes' ? clusters.all.map(({ id, name }) => ({ id, name })) : [],
  });

  sessionRoute(routes, 'session', (_, { request }) => sessionOf(askerOf(request)));

  sessionRoute(routes, 'signIn', async ({ body: { cluster, token } }, { response }) => {
    if (authentication.mode !== 'kubernetes') {
      throw new ProblemError(
        404,
        'no_token_sign_in',
        'Nobody signs in to this console by a token of a cluster',
      );
    }
    // A cluster that is not there is told before the token goes anywhere.
    clusters.get(cluster);
    return sessionOf(await authentication.signIn(token, cluster, response));
  });

  sessionRoute(routes, 'signOut', async (_, { request, response }) => ({
    redirect: await authentication.signOut(request, response),
  }));
}

function userOf({ identity: { user, groups, cluster }, expiresAt }: SignedIn): Session['user'] {
  return { name: user, groups: [...groups], cluster, expiresAt };
}
