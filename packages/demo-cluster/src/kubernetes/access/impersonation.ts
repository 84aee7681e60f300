import type { IncomingMessage } from 'node:http';
import { ApiError } from '../status.ts';
import type { ResourceAttributes } from './attributes.ts';
import type { Authorizer } from './authorizer.ts';
import { forbidden } from './refusals.ts';
import {
  ANONYMOUS,
  AUTHENTICATED,
  serviceAccountGroups,
  serviceAccountOf,
  UNAUTHENTICATED,
  type User,
} from './user.ts';

const EXTRA_PREFIX = 'impersonate-extra-';
const AUTHENTICATION = 'authentication.k8s.io';

/** What the Impersonate-* headers of a request ask for. */
interface ImpersonationHeaders {
  readonly name: string;
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

/**
 * Whom a request wants to be taken for, or its own user where it wants nobody else's rights.
 * @throws ApiError 403 where the user may not impersonate each part of that, 500 for groups, uid or extras without a user
 */
export function impersonated(authorizer: Authorizer, user: User, request: IncomingMessage): User {
  const wanted = wantedUser(request);
  if (wanted === undefined) return user;
  for (const attributes of attributesOf(wanted)) {
    const { allowed, reason } = authorizer.decide(user, attributes);
    if (!allowed) throw forbidden(user.name, attributes, reason);
  }
  const { name, uid, extra } = wanted;
  return { name, groups: groupsOf(wanted), ...(uid !== '' && { uid }), extra };
}

function wantedUser({ headersDistinct, url = '' }: IncomingMessage): ImpersonationHeaders | undefined {
  const valuesOf = (header: string) => (headersDistinct[header] ?? []).map(utf8);
  const [name = ''] = valuesOf('impersonate-user');
  const [uid = ''] = valuesOf('impersonate-uid');
  const groups = valuesOf('impersonate-group');
  const extra = Object.fromEntries(
    Object.keys(headersDistinct)
      .filter((header) => header.startsWith(EXTRA_PREFIX))
      .map((header) => [unescaped(header.slice(EXTRA_PREFIX.length)), valuesOf(header)]),
  );
  if (name !== '') return { name, uid, groups, extra };
  if (uid === '' && groups.length === 0 && Object.keys(extra).length === 0) return undefined;
  const what = JSON.stringify([...groups, ...Object.keys(extra), ...(uid === '' ? [] : [uid])]);
  throw new ApiError(
    500,
    'InternalError',
    `Internal Server Error: ${JSON.stringify(url)}: requested ${what} without impersonating a user`,
  );
}

/** Go's strings are bytes, which Node takes for Latin-1. */
const utf8 = (value: string) => Buffer.from(value, 'latin1').toString();

/** One question for the authorizer of each part, in the order of the API server's filter. */
function attributesOf({ name, uid, groups, extra }: ImpersonationHeaders): ResourceAttributes[] {
  const verb = 'impersonate';
  const core = { verb, group: '', subresource: '', namespace: '' };
  const account = serviceAccountOf(name);
  return [
    account ? { ...core, resource: 'serviceaccounts', ...account } : { ...core, resource: 'users', name },
    ...groups.map((group) => ({ ...core, resource: 'groups', name: group })),
    ...Object.entries(extra).flatMap(([key, values]) =>
      values.map((value) => ({
        ...core,
        group: AUTHENTICATION,
        resource: 'userextras',
        subresource: key,
        name: value,
      })),
    ),
    ...(uid === '' ? [] : [{ ...core, group: AUTHENTICATION, resource: 'uids', name: uid }]),
  ];
}

function groupsOf({ name, groups: asked }: ImpersonationHeaders): string[] {
  const account = serviceAccountOf(name);
  const groups = account && asked.length === 0 ? serviceAccountGroups(account.namespace) : [...asked];
  if (name === ANONYMOUS) return groups.includes(UNAUTHENTICATED) ? groups : [...groups, UNAUTHENTICATED];
  return groups.includes(AUTHENTICATED) || groups.includes(UNAUTHENTICATED)
    ? groups
    : [...groups, AUTHENTICATED];
}

/** `acme.com%2Fproject` is a key with a slash; one that is escaped badly is taken as it is. */
function unescaped(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
