import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type AccessConfig, readAccessConfig } from '../access/accessConfig.ts';
import { REDACTED, redactText } from '../redaction.ts';
import { ClusterEnvironment, clusterOfEnvironment } from './clusterEnvironment.ts';
import type { ClusterSettings } from './clusterSettings.ts';
import { ConfigError } from './configError.ts';
import { Flag, isNetwork, listed, type Variables, withoutEmpty } from './variables.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** More stand in front of nobody. */
const MAX_PROXIES = 10;

/** A name or an address as a Host header has it, maybe with a port; a leading dot stands for all names below. */
const HOST_NAME =
  /^(\[[0-9a-f:.]+\]|\.?[a-z0-9_]([\w-]*[a-z0-9])?(\.[a-z0-9_]([\w-]*[a-z0-9])?)*)(:\d{1,5})?$/i;
/** Segments of letters, digits, "_", ".", "~" and "-", none of which begins with a dot. */
const BASE_PATH = /^(\/\w[\w.~-]*)+$/;
/** What answers at the root whatever the base path. */
const AT_THE_ROOT = /^\/(healthz|readyz|metrics)(\/|$)/;

/** An origin with its scheme, or all names below one of at least two parts. */
const FRAME_ANCESTOR =
  /^('self'|https?:\/\/(\*\.[a-z0-9-]+\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?)$/i;

/** Names that Express knows networks by. */
const PROXY_NAMES = new Set(['loopback', 'linklocal', 'uniquelocal']);

const TrustedProxies = z
  .string()
  .default('0')
  .transform((text) => (/^\s*\d+\s*$/.test(text) ? Number(text) : listed(text)))
  .pipe(
    z.union([
      z.number().int().max(MAX_PROXIES, `must be at most ${MAX_PROXIES} proxies, or their addresses`),
      z.array(
        z.string().refine((text) => isNetwork(text) || PROXY_NAMES.has(text), {
          error: ({ input }) =>
            `"${input}" is neither a number of proxies nor an address: give 1 for one proxy in front, or networks such as 10.0.0.0/8, with commas between them`,
        }),
      ),
    ]),
  );

const Port = z.coerce.number().int().min(0).max(65_535);

const Environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: Port.default(8080),
  METRICS_PORT: Port.optional(),
  BASE_PATH: z
    .string()
    .regex(
      BASE_PATH,
      'give a path such as /gpu or /tools/gpu, without a slash at the end; leave it unset for none',
    )
    .refine((path) => !AT_THE_ROOT.test(path), '/healthz, /readyz and /metrics are paths of its own')
    .default(''),
  FRAME_ANCESTORS: z
    .string()
    .default('')
    .transform(listed)
    .pipe(
      z.array(
        z.string().regex(FRAME_ANCESTOR, {
          error: ({ input }) =>
            `"${input}" is no origin: give 'self' or such as https://portal.example.com or https://*.example.com, with spaces between them`,
        }),
      ),
    ),
  ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform(listed)
    .pipe(
      z.array(
        z.string().regex(HOST_NAME, {
          error: ({ input }) =>
            `"${input}" is no host name: give names such as gpu.example.com or .example.com, maybe with a port, with commas between them`,
        }),
      ),
    ),
  TRUST_PROXY: TrustedProxies,
  ALLOW_UNAUTHENTICATED: Flag.default(false),
  CONFIG_FILE: z.string().optional(),
  WEB_ROOT: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  VALIDATE_REPLIES: Flag.default(false),
});

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Where /metrics and the details of /readyz are served; undefined: on the console's own port. */
  readonly metricsPort: number | undefined;
  /** The path below which the console is served, e.g. `/gpu`; empty for none. */
  readonly basePath: string;
  /** Who may show the console in a frame, as the sources of a policy; nobody where it is empty. */
  readonly frameAncestors: readonly string[];
  /** True where only this machine can reach the console; other names in a Host header are then refused. */
  readonly loopbackOnly: boolean;
  /** Names beside the usual ones that the console answers as; see `hostGuard`. */
  readonly allowedHosts: readonly string[];
  /** How many proxies stand in front, or their addresses: they say who asks. */
  readonly trustProxy: number | readonly string[];
  /** How people sign in. */
  readonly access: AccessConfig;
  /** The file that lists the clusters, or the one cluster that the environment describes. */
  readonly clusters: { readonly file: string } | { readonly only: ClusterSettings };
  /** The built SPA's folder; undefined where there is none (the API still serves). */
  readonly webRoot: string | undefined;
  readonly logLevel: string;
  readonly validateReplies: boolean;
}

const WithOneCluster = z.object({ ...Environment.shape, ...ClusterEnvironment.shape });

/**
 * Reads the console's settings from the environment; not yet the file that it may name.
 * @throws ConfigError with one line per bad setting.
 */
export function readConfig(environment: Variables): Config {
  const set = withoutEmpty(environment);
  const access = readAccessConfig(set);
  const file = set['CONFIG_FILE'];
  if (file === undefined) {
    const env = parsed(WithOneCluster, set);
    return configOf(env, access, { only: clusterOfEnvironment(env) });
  }
  const env = parsed(Environment, set);
  requireAlone(set);
  return configOf(env, access, { file });
}

/** The one cluster that the environment describes. @throws ConfigError with one line per bad setting */
export function readCluster(environment: Variables): ClusterSettings {
  return clusterOfEnvironment(parsed(ClusterEnvironment, withoutEmpty(environment)));
}

function configOf(
  env: z.output<typeof Environment>,
  access: AccessConfig,
  clusters: Config['clusters'],
): Config {
  const loopbackOnly = LOOPBACK.has(env.HOST);
  if (!loopbackOnly && access.mode === 'none' && !env.ALLOW_UNAUTHENTICATED) {
    throw new ConfigError(
      `HOST=${env.HOST} would let others reach the console, and nobody is asked who they are. ` +
        'Set AUTH_MODE to proxy, oidc or kubernetes; keep HOST=127.0.0.1; or set ALLOW_UNAUTHENTICATED=true to show everybody everything.',
    );
  }
  if (env.METRICS_PORT === env.PORT && env.PORT !== 0) {
    throw new ConfigError(
      `METRICS_PORT=${env.PORT} is PORT, too: give it a port of its own, or leave it unset`,
    );
  }
  return {
    host: env.HOST,
    port: env.PORT,
    metricsPort: env.METRICS_PORT,
    basePath: env.BASE_PATH,
    frameAncestors: env.FRAME_ANCESTORS,
    loopbackOnly,
    // A name that it listens on is one of its own.
    allowedHosts: [
      ...(loopbackOnly || isIP(env.HOST) !== 0 ? [] : [env.HOST]),
      ...('sessions' in access ? [new URL(access.sessions.publicUrl).host] : []),
      ...env.ALLOWED_HOSTS,
    ],
    trustProxy: env.TRUST_PROXY,
    access,
    clusters,
    webRoot: webRoot(env.WEB_ROOT),
    logLevel: env.LOG_LEVEL,
    validateReplies: env.VALIDATE_REPLIES,
  };
}

/** A shell has a KUBECONFIG for kubectl: it says nothing of what the console is to show. */
const CLUSTER_VARIABLES = Object.keys(ClusterEnvironment.shape).filter((name) => name !== 'KUBECONFIG');

/** @throws ConfigError where variables set for one cluster what CONFIG_FILE sets for each */
function requireAlone(set: Variables): void {
  const both = CLUSTER_VARIABLES.filter((name) => set[name] !== undefined);
  if (both.length === 0) return;
  throw new ConfigError(
    `CONFIG_FILE lists the clusters with all that is set of each, and ${both.join(', ')} would set it for one: ` +
      'unset CONFIG_FILE for a single cluster, or write into the file what the variables say, and unset them',
  );
}

function parsed<T extends z.ZodType>(schema: T, set: Variables): z.output<T> {
  const { success, data, error } = schema.safeParse(set);
  if (success) return data;
  throw new ConfigError(error.issues.map((issue) => explain(issue, set)).join('\n'));
}

function explain(issue: z.core.$ZodIssue, set: Variables): string {
  const name = String(issue.path[0]);
  const value = set[name];
  if (value === undefined && name === 'PROMETHEUS_URL') {
    return 'PROMETHEUS_URL is not set: give the address of the Prometheus that scrapes the DCGM exporters, e.g. PROMETHEUS_URL=http://prometheus.monitoring:9090, or a CONFIG_FILE that lists several clusters';
  }
  if (name === 'PROMETHEUS_HEADERS') return `${name} cannot be used: ${issue.message}`;
  return `${name}=${redactText(withoutLogin(value ?? ''))} cannot be used: ${issue.message}`;
}

/** Whatever could be the user and password of an address, which may be one that does not parse. */
function withoutLogin(text: string): string {
  return text.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, `$1${REDACTED}@`);
}

function webRoot(given: string | undefined): string | undefined {
  // As seen from dist/main.js, which all of this is bundled into.
  const folder = given ?? fileURLToPath(new URL('../../web/dist', import.meta.url));
  if (existsSync(folder)) return folder;
  if (given === undefined) return undefined;
  throw new ConfigError(
    `WEB_ROOT=${given} does not exist: give the folder of the built SPA, or leave it unset to serve the API alone`,
  );
}
