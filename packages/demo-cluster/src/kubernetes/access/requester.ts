import type { IncomingMessage } from 'node:http';
import type { AccessAttributes } from './attributes.ts';
import type { Authorizer } from './authorizer.ts';
import { impersonated } from './impersonation.ts';
import { forbidden, unauthorized } from './refusals.ts';
import type { TokenTable } from './tokenTable.ts';
import { AUTHENTICATED, MASTERS, type User } from './user.ts';

/** Who asks without a token: a cluster's first user with every right, or nobody, who is told to say who they are. */
export type WithoutToken = 'admin' | 'unauthorized';

const ADMIN: User = { name: 'kubernetes-admin', groups: [MASTERS, AUTHENTICATED] };

/** What tells an API server who asks, and what they may do. */
export interface AccessControl {
  readonly tokens: TokenTable;
  readonly withoutToken: WithoutToken;
  readonly authorizer: Authorizer;
}

/**
 * The user whose rights a request has: its token's, or whom that impersonates.
 * @throws ApiError 401 for an unknown token, 403 for an impersonation that is not allowed
 */
export function requesterOf(access: AccessControl, request: IncomingMessage): User {
  return impersonated(access.authorizer, authenticated(access, request), request);
}

/** @throws ApiError 403 in the API server's words */
export function requireAccess({ authorizer }: AccessControl, user: User, attributes: AccessAttributes): void {
  const { allowed, reason } = authorizer.decide(user, attributes);
  if (!allowed) throw forbidden(user.name, attributes, reason);
}

function authenticated({ tokens, withoutToken }: AccessControl, request: IncomingMessage): User {
  const { authorization } = request.headers;
  if (authorization === undefined && withoutToken === 'admin') return ADMIN;
  const [, token] = /^bearer (\S+)$/i.exec(authorization?.trim() ?? '') ?? [];
  const found = token === undefined ? undefined : tokens.authenticate(token);
  if (found === undefined) throw unauthorized();
  return found.user;
}
