import { BlockList, isIPv6 } from 'node:net';
import type { Request } from 'express';
import { ProblemError } from '../http/problem.ts';
import type { ProxyConfig } from './accessConfig.ts';
import type { Authentication, SignedIn } from './authentication.ts';
import { IdentityRefused, outsideIdentity } from './identityRules.ts';
import type { SignInAudit } from './signInAudit.ts';

/** A proxy in front says who is there, in headers; whoever comes past it is refused. */
export function proxyAuthentication(
  { userHeader, groupsHeader, from }: ProxyConfig,
  audit: SignInAudit,
): Authentication {
  const proxies = blockList(from);
  const identify = async (request: Request): Promise<SignedIn | null> => {
    // Not what X-Forwarded-For says: who asks could say that.
    const { remoteAddress } = request.socket;
    if (remoteAddress === undefined || !proxies.check(remoteAddress, familyOf(remoteAddress))) {
      throw new ProblemError(
        403,
        'not_by_the_proxy',
        'This console is reached over its proxy alone, and this request came from elsewhere: AUTH_PROXY_FROM names the proxy’s addresses',
      );
    }
    const [user, ...others] = valuesOf(request, userHeader);
    if (others.length > 0) throw new IdentityRefused(`${userHeader} stands in the request more than once`);
    if (user === undefined || user === '') return null;
    const groups = valuesOf(request, groupsHeader).flatMap((value) => value.split(','));
    const trimmed = groups.map((group) => group.trim());
    return { identity: outsideIdentity(user, trimmed), expiresAt: null, token: null };
  };
  return {
    mode: 'proxy',
    identify: (request) =>
      identify(request).catch((error: unknown) => {
        audit.refused(request, error);
        throw error;
      }),
    // The connection is the proxy's: it ends it.
    hasEnded: async () => false,
    signIn: () =>
      Promise.reject(new ProblemError(404, 'no_token_sign_in', 'Who signs in here does so at the proxy')),
    signOut: async () => null,
    pages: null,
  };
}

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = familyOf(address);
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  return list;
}

/** A header's values, each time it stands in the request; proxies send UTF-8, which Node takes for Latin-1. */
function valuesOf(request: Request, header: string): string[] {
  return (request.headersDistinct[header] ?? []).map((value) => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1')).trim();
    } catch {
      throw new IdentityRefused(`${header} is not UTF-8`);
    }
  });
}
