import type { Logger } from 'pino';
import type { AccessConfig } from './accessConfig.ts';
import { type Authentication, noAuthentication } from './authentication.ts';
import { readSecrets } from './cookieSeal.ts';
import { OidcAuthentication } from './oidc.ts';
import { proxyAuthentication } from './proxy.ts';
import { type RevocationStore, Revocations } from './revocations.ts';
import { Sessions } from './sessions.ts';
import { SignInAttempts } from './signInAttempts.ts';
import { SignInAudit } from './signInAudit.ts';
import { TokenAuthentication, type TokenClusters } from './tokens.ts';

export interface AuthenticationParts {
  readonly logger: Logger;
  readonly clusters: TokenClusters;
  /** Opens what replicas that share a key (SESSION_SECRET_FILE) tell each other by who signed out. */
  readonly openStore: () => RevocationStore;
}

/** How the console knows who asks, as it was configured. @throws ConfigError for a file that cannot be used */
export function openAuthentication(
  config: AccessConfig,
  { logger, clusters, openStore }: AuthenticationParts,
): Authentication {
  if (config.mode === 'none') return noAuthentication;
  const audit = new SignInAudit(logger, config.mode);
  if (config.mode === 'proxy') return proxyAuthentication(config.proxy, audit);
  const secrets = readSecrets(config.sessions.secretFile);
  // Cookies of another process, or of before a restart, open only where the key is kept.
  const store = config.sessions.secretFile === undefined ? undefined : openStore();
  const sessions = new Sessions(config.sessions, secrets, new Revocations(store));
  const attempts = new SignInAttempts();
  if (config.mode === 'kubernetes') return new TokenAuthentication({ clusters, sessions, attempts, audit });
  const { oidc, sessions: session } = config;
  return new OidcAuthentication({ oidc, session, secrets, sessions, attempts, audit });
}
