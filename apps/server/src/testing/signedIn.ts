import { z } from 'zod';
import { type Authentication, noAuthentication } from '../access/authentication.ts';

const HEADER = 'x-test-user';
const User = z.object({ user: z.string(), groups: z.array(z.string()) });

/** Believes a header of the test's own. */
export const byHeader: Authentication = {
  ...noAuthentication,
  mode: 'proxy',
  identify: async (request) => {
    const said = request.get(HEADER);
    if (said === undefined) return null;
    const { user, groups } = User.parse(JSON.parse(decodeURIComponent(said)));
    const identity = { user, groups: [...groups, AUTHENTICATED], uid: null, extra: {}, cluster: null };
    return { identity, expiresAt: null, token: null };
  },
};

/** What a sign-in gives everybody. */
export const AUTHENTICATED = 'system:authenticated';

/** What `byHeader` knows somebody by. */
export function headersOf(user: string, groups: readonly string[]): Readonly<Record<string, string>> {
  return { [HEADER]: encodeURIComponent(JSON.stringify({ user, groups })) };
}
