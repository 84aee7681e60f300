import type { OidcConfig } from './accessConfig.ts';
import type { Identity } from './identity.ts';
import { IdentityRefused, outsideIdentity } from './identityRules.ts';

type Claims = Readonly<Record<string, unknown>>;
type ClaimConfig = Pick<OidcConfig, 'userClaim' | 'userPrefix' | 'groupsClaim' | 'groupsPrefix'>;

/**
 * Who the claims of an ID token say somebody is, as Kubernetes' API server would read them with the same claims and
 * prefixes; of an address, the provider has to say that it is theirs.
 * @throws IdentityRefused
 */
export function claimedIdentity(claims: Claims, config: ClaimConfig): Identity {
  const user = claims[config.userClaim];
  if (typeof user !== 'string' || user.trim() === '')
    throw new IdentityRefused(`the provider gives no claim ${config.userClaim}`);
  if (config.userClaim === 'email' && claims['email_verified'] !== true)
    throw new IdentityRefused('the provider does not say that the e-mail address is verified');
  const groups = groupsIn(claims[config.groupsClaim], config.groupsClaim);
  return outsideIdentity(
    config.userPrefix + user,
    groups.map((group) => config.groupsPrefix + group),
  );
}

/** Groups are a list of texts, or one text. */
function groupsIn(claim: unknown, name: string): readonly string[] {
  if (claim === undefined || claim === null) return [];
  if (typeof claim === 'string') return claim === '' ? [] : [claim];
  if (Array.isArray(claim) && claim.every((group) => typeof group === 'string')) return claim;
  throw new IdentityRefused(`the provider’s claim ${name} is no list of texts`);
}
