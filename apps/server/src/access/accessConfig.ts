import { z } from 'zod';
import { ConfigError } from '../config/configError.ts';
import { isNetwork, listed, type Variables, withoutEmpty } from '../config/variables.ts';
import { HEADER_NAME } from '../prometheus/extraHeaders.ts';
import { redactText } from '../redaction.ts';

const LOOPBACK_NAME = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_MINUTE = 60;

/** Whether what is sent there cannot be read on the way. */
const isPrivate = ({ protocol, hostname }: URL) =>
  protocol === 'https:' || (protocol === 'http:' && LOOPBACK_NAME.test(hostname));

const Address = z
  .string()
  .refine(
    (text) => URL.canParse(text) && isPrivate(new URL(text)),
    'must be an https address (http only for localhost)',
  )
  .refine((text) => {
    const { username, password, search, hash } = new URL(text);
    return `${username}${password}${search}${hash}` === '';
  }, 'must have no user, no query and no "#"');

const HeaderName = z
  .string()
  .regex(HEADER_NAME, 'must be the name of a header')
  .transform((name) => name.toLowerCase());

const Environment = z.object({
  AUTH_MODE: z.enum(['none', 'proxy', 'oidc', 'kubernetes']).default('none'),
  AUTH_USER_HEADER: HeaderName.default('x-forwarded-user'),
  AUTH_GROUPS_HEADER: HeaderName.default('x-forwarded-groups'),
  AUTH_PROXY_FROM: z
    .string()
    .transform(listed)
    .pipe(
      z
        .array(
          z.string().refine(isNetwork, {
            error: ({ input }) =>
              `"${input}" is no address: give networks such as 10.0.0.0/8 or 10.1.2.3, with commas between them`,
          }),
        )
        .min(1, 'names no address'),
    )
    .optional(),
  PUBLIC_URL: Address.optional(),
  BASE_PATH: z.string().optional(),
  OIDC_ISSUER: Address.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET_FILE: z.string().optional(),
  OIDC_CA_FILE: z.string().optional(),
  OIDC_SCOPES: z
    .string()
    .default('openid profile email')
    .transform(listed)
    .refine((scopes) => scopes.includes('openid'), 'must contain openid')
    .transform((scopes) => scopes.join(' ')),
  OIDC_USER_CLAIM: z.string().default('sub'),
  OIDC_USER_PREFIX: z.string().default(''),
  OIDC_GROUPS_CLAIM: z.string().default('groups'),
  OIDC_GROUPS_PREFIX: z.string().default(''),
  SESSION_SECRET_FILE: z.string().optional(),
  SESSION_MAX_HOURS: z.coerce.number().positive().max(168).default(12),
  SESSION_IDLE_MINUTES: z.coerce.number().min(2).max(10_080).default(60),
});

type Settings = z.output<typeof Environment>;
type Name = keyof Settings;

/** How long sessions last, what their cookies are encrypted with, and where the console is for browsers. */
export interface SessionConfig {
  /** As browsers know it, without a slash at its end. */
  readonly publicUrl: string;
  /** Keys, one a line; undefined for one that is made at the start and dies with the process. */
  readonly secretFile: string | undefined;
  readonly maxSeconds: number;
  readonly idleSeconds: number;
}

export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecretFile: string | undefined;
  readonly caFile: string | undefined;
  readonly scopes: string;
  readonly userClaim: string;
  readonly userPrefix: string;
  readonly groupsClaim: string;
  readonly groupsPrefix: string;
}

export interface ProxyConfig {
  /** In lower case. */
  readonly userHeader: string;
  readonly groupsHeader: string;
  /** Addresses and networks whose word counts. */
  readonly from: readonly string[];
}

export type AccessConfig =
  | { readonly mode: 'none' }
  | { readonly mode: 'proxy'; readonly proxy: ProxyConfig }
  | { readonly mode: 'oidc'; readonly oidc: OidcConfig; readonly sessions: SessionConfig }
  | { readonly mode: 'kubernetes'; readonly sessions: SessionConfig };

const REASONS: Partial<Record<Name, string>> = {
  AUTH_PROXY_FROM:
    'name the addresses of the proxies that say who is there, such as AUTH_PROXY_FROM=10.1.2.3 or 10.0.0.0/8; nobody else is believed',
  PUBLIC_URL: 'give the address at which browsers find the console, such as https://gpu.example.com',
  OIDC_ISSUER: 'give the address of the provider, as it names itself in its tokens',
  OIDC_CLIENT_ID: 'give the name under which the console is registered at the provider',
};

/**
 * Reads how people sign in from the environment; files that it names are not read yet.
 * @throws ConfigError with one line per bad setting
 */
export function readAccessConfig(environment: Variables): AccessConfig {
  const set = withoutEmpty(environment);
  const parsed = Environment.safeParse(set);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `${name}=${redactText(set[name] ?? '')} cannot be used: ${message}`;
    });
    throw new ConfigError(lines.join('\n'));
  }
  const settings = parsed.data;
  const { AUTH_MODE: mode } = settings;
  if (mode === 'none') return { mode };
  if (mode === 'proxy') {
    const from = required(settings, 'AUTH_PROXY_FROM');
    return {
      mode,
      proxy: { userHeader: settings.AUTH_USER_HEADER, groupsHeader: settings.AUTH_GROUPS_HEADER, from },
    };
  }
  const sessions = sessionConfig(settings);
  return mode === 'oidc' ? { mode, oidc: oidcConfig(settings), sessions } : { mode, sessions };
}

function sessionConfig(settings: Settings): SessionConfig {
  const publicUrl = required(settings, 'PUBLIC_URL').replace(/\/+$/, '');
  const path = new URL(publicUrl).pathname.replace(/\/+$/, '');
  const basePath = settings.BASE_PATH?.replace(/\/+$/, '');
  if (basePath !== undefined && basePath !== path) {
    throw new ConfigError(
      `PUBLIC_URL=${publicUrl} and BASE_PATH=${settings.BASE_PATH} name different paths: end PUBLIC_URL with the same one`,
    );
  }
  return {
    publicUrl,
    secretFile: settings.SESSION_SECRET_FILE,
    maxSeconds: settings.SESSION_MAX_HOURS * SECONDS_PER_HOUR,
    idleSeconds: settings.SESSION_IDLE_MINUTES * SECONDS_PER_MINUTE,
  };
}

function oidcConfig(settings: Settings): OidcConfig {
  return {
    issuer: required(settings, 'OIDC_ISSUER'),
    clientId: required(settings, 'OIDC_CLIENT_ID'),
    clientSecretFile: settings.OIDC_CLIENT_SECRET_FILE,
    caFile: settings.OIDC_CA_FILE,
    scopes: settings.OIDC_SCOPES,
    userClaim: settings.OIDC_USER_CLAIM,
    userPrefix: settings.OIDC_USER_PREFIX,
    groupsClaim: settings.OIDC_GROUPS_CLAIM,
    groupsPrefix: settings.OIDC_GROUPS_PREFIX,
  };
}

/** A setting without which a mode cannot do. @throws ConfigError where it is missing */
function required<N extends Name>(settings: Settings, name: N): NonNullable<Settings[N]> {
  return settings[name] ?? missing(settings, name);
}

function missing({ AUTH_MODE }: Settings, name: Name): never {
  throw new ConfigError(`${name} is not set, and AUTH_MODE=${AUTH_MODE} needs it: ${REASONS[name]}`);
}
