import { ProblemError } from '../http/problem.ts';
import type { Identity } from './identity.ts';

const MAX_GROUPS = 500;
const MAX_NAME_LENGTH = 256;
/** Names that Kubernetes keeps for itself: nobody outside its API servers may give them. */
const RESERVED = 'system:';
/** What Kubernetes adds to whoever signed in. */
const AUTHENTICATED = 'system:authenticated';
/** C0, C1, DEL, and halves of characters, which no header and no JSON of an API server carries. */
const UNUSABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Somebody was vouched for by a name that is not believed; the reason is for them to read. */
export class IdentityRefused extends ProblemError {
  constructor(reason: string) {
    super(403, 'identity_refused', `You cannot be signed in: ${reason}`);
  }
}

/**
 * Who a proxy or a provider says somebody is. Groups that Kubernetes keeps for itself are left out, since providers have
 * groups of all sorts.
 * @throws IdentityRefused
 */
export function outsideIdentity(user: string, groups: readonly string[]): Identity {
  if (user.trim().toLowerCase().startsWith(RESERVED))
    throw new IdentityRefused(`names that begin with ${RESERVED} are Kubernetes’ own`);
  const own = groups.filter((group) => group !== '' && !group.trim().toLowerCase().startsWith(RESERVED));
  const identity = { user, groups: [...new Set(own), AUTHENTICATED], uid: null, extra: {}, cluster: null };
  return boundedIdentity(identity);
}

/** An identity of which no part is empty, too long, unprintable or, in a header, another's. @throws IdentityRefused */
export function boundedIdentity(identity: Identity): Identity {
  const { user, groups } = identity;
  if (user.trim() === '') throw new IdentityRefused('the name is empty');
  if (groups.length > MAX_GROUPS)
    throw new IdentityRefused(`${groups.length} groups are more than ${MAX_GROUPS}`);
  for (const name of [user, ...groups]) {
    if (name.length > MAX_NAME_LENGTH)
      throw new IdentityRefused(`a name or group is longer than ${MAX_NAME_LENGTH} characters`);
    // HTTP takes it for no part of a header's value: in their name, somebody else's would be sent.
    if (name.trim() !== name) throw new IdentityRefused('space begins or ends a name or group');
    if (UNUSABLE.test(name)) throw new IdentityRefused('a name or group has control characters');
  }
  return identity;
}
