import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';
import { GPU_RESOURCE_PATTERN } from '@gpu-console/shared/kubernetes';
import { type LabelMatcher, readMatchers } from '@gpu-console/shared/promql';
import { z } from 'zod';
import { type Credentials, splitLogin, TokenFile } from './prometheus/credentials.ts';
import { ExtraHeaders, readHeaders, secretHeaders } from './prometheus/extraHeaders.ts';
import { DEFAULT_MAX_RESPONSE_BYTES } from './prometheus/prometheusClient.ts';
import { REDACTED, redactText } from './redaction.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** More stand in front of nobody. */
const MAX_PROXIES = 10;

const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Names with commas or spaces between them, each once. */
function listed(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((name) => name !== ''))];
}

const MIB = 2 ** 20;
/** A name or an address as a Host header has it, maybe with a port; a leading dot stands for all names below. */
const HOST_NAME =
  /^(\[[0-9a-f:.]+\]|\.?[a-z0-9_]([\w-]*[a-z0-9])?(\.[a-z0-9_]([\w-]*[a-z0-9])?)*)(:\d{1,5})?$/i;
const PROXY_NAMES = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** An address or a network such as 10.0.0.0/8, or one of the names that Express knows networks by. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0) return PROXY_NAMES.has(text);
  const isPrefix = bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
  return isPrefix && rest.length === 0;
}

const TrustedProxies = z
  .string()
  .default('0')
  .transform((text) => (/^\s*\d+\s*$/.test(text) ? Number(text) : listed(text)))
  .pipe(
    z.union([
      z.number().int().max(MAX_PROXIES, `must be at most ${MAX_PROXIES} proxies, or their addresses`),
      z.array(
        z.string().refine(isNetwork, {
          error: ({ input }) =>
            `"${input}" is neither a number of proxies nor an address: give 1 for one proxy in front, or networks such as 10.0.0.0/8, with commas between them`,
        }),
      ),
    ]),
  );

const Flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Never with a value in what it says: it may be a key. */
function checkedHeaders(text: string, context: z.RefinementCtx) {
  try {
    return readHeaders(text);
  } catch (cause) {
    context.addIssue(cause instanceof Error ? cause.message : String(cause));
    return z.NEVER;
  }
}

const Environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
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
  ALLOW_WRITES: Flag.default(false),
  WRITE_NAMESPACES: z
    .string()
    .default('default')
    .transform(listed)
    .pipe(
      z.array(
        z.string().regex(DNS_LABEL, {
          error: ({ input }) =>
            `"${input}" is no namespace: give names such as default, with commas between them`,
        }),
      ),
    ),
  PROMETHEUS_URL: z.url({ protocol: /^https?$/, error: 'must be the http(s) address of Prometheus' }),
  PROMETHEUS_TOKEN_FILE: z.string().optional(),
  PROMETHEUS_HEADERS: z.string().default('').transform(checkedHeaders),
  PROMETHEUS_HEADERS_FILE: z.string().optional(),
  PROMETHEUS_MATCHERS: z
    .string()
    .optional()
    .transform((text, context) => {
      const matchers = text === undefined ? [] : readMatchers(text);
      if (matchers !== undefined) return matchers;
      context.addIssue(
        'give matchers of PromQL without braces and without a metric, such as cluster="prod" or cluster="prod",site=~"a|b"',
      );
      return z.NEVER;
    }),
  PROMETHEUS_TIMEOUT_SECONDS: z.coerce.number().positive().max(600).default(30),
  PROMETHEUS_MAX_RESPONSE_MIB: z.coerce
    .number()
    .positive()
    .max(256)
    .default(DEFAULT_MAX_RESPONSE_BYTES / MIB),
  KUBECONFIG: z.string().optional(),
  KUBE_CONTEXT: z.string().optional(),
  GPU_RESOURCES: z
    .string()
    .default('')
    .transform(listed)
    .pipe(
      z.array(
        z.string().regex(GPU_RESOURCE_PATTERN, {
          error: ({ input }) =>
            `"${input}" is no extended resource: give names such as amd.com/gpu or gpu.intel.com/*, with commas between them`,
        }),
      ),
    ),
  CLUSTER_ID: z.string().regex(DNS_LABEL, 'must be lower-case letters, digits and "-"').default('default'),
  CLUSTER_NAME: z.string().min(1).optional(),
  DASHBOARDS_DIR: z.string().optional(),
  DASHBOARDS_NAMESPACE: z
    .string()
    .regex(DNS_LABEL, 'must be the name of a namespace: lower-case letters, digits and "-"')
    .optional(),
  WEB_ROOT: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  VALIDATE_REPLIES: Flag.default(false),
});

export interface Config {
  readonly host: string;
  readonly port: number;
  /** True where only this machine can reach the console; other names in a Host header are then refused. */
  readonly loopbackOnly: boolean;
  /** Names beside the usual ones that the console answers as; see `hostGuard`. */
  readonly allowedHosts: readonly string[];
  /** How many proxies stand in front, or their addresses: they say who asks. */
  readonly trustProxy: number | readonly string[];
  readonly prometheus: {
    /** Without the user and password that may stand in the setting, so that it can be shown. */
    readonly url: string;
    readonly credentials: Credentials | undefined;
    /** Sent with every question beside the credentials. */
    readonly headers: ExtraHeaders;
    /** Stand in every selector of series that is asked for: what of this Prometheus is the cluster's. */
    readonly matchers: readonly LabelMatcher[];
    readonly timeoutSeconds: number;
    readonly maxResponseBytes: number;
  };
  readonly kubernetes: {
    readonly kubeconfig: string | undefined;
    readonly context: string | undefined;
    /** Extended resources that count as GPUs beside NVIDIA's; `*` stands for any run of characters. */
    readonly gpuResources: readonly string[];
  };
  /** Whether samples may be started from the console, and in which namespaces. */
  readonly writes: { readonly allowed: boolean; readonly namespaces: readonly string[] };
  readonly cluster: { readonly id: string; readonly name: string | undefined };
  /**
   * The directory that keeps people's dashboards, where the cluster does not; and the namespace of those in ConfigMaps,
   * where it is not that of the kubeconfig's context.
   */
  readonly dashboards: { readonly directory: string | undefined; readonly namespace: string | undefined };
  /** The built SPA's folder; undefined where there is none (the API still serves). */
  readonly webRoot: string | undefined;
  readonly logLevel: string;
  readonly validateReplies: boolean;
}

/** A setting that cannot be used; the message names it, its value and the way out. */
export class ConfigError extends Error {}

/**
 * Reads the console's settings from the environment.
 * @throws ConfigError with one line per bad setting.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(set);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => explain(issue, set)).join('\n'));
  const env = parsed.data;
  const loopbackOnly = LOOPBACK.has(env.HOST);
  if (!loopbackOnly && !env.ALLOW_UNAUTHENTICATED) {
    throw new ConfigError(
      `HOST=${env.HOST} would let others reach the console, and it has no login yet. ` +
        'Keep HOST=127.0.0.1 behind a proxy that asks who is there, or set ALLOW_UNAUTHENTICATED=true to accept it.',
    );
  }
  return {
    host: env.HOST,
    port: env.PORT,
    loopbackOnly,
    // A name that it listens on is one of its own.
    allowedHosts: [...(loopbackOnly || isIP(env.HOST) !== 0 ? [] : [env.HOST]), ...env.ALLOWED_HOSTS],
    trustProxy: env.TRUST_PROXY,
    prometheus: {
      ...prometheusDoor(env.PROMETHEUS_URL, env.PROMETHEUS_TOKEN_FILE),
      headers: new ExtraHeaders(env.PROMETHEUS_HEADERS, readableHeaders(env.PROMETHEUS_HEADERS_FILE)),
      matchers: env.PROMETHEUS_MATCHERS,
      timeoutSeconds: env.PROMETHEUS_TIMEOUT_SECONDS,
      maxResponseBytes: env.PROMETHEUS_MAX_RESPONSE_MIB * MIB,
    },
    kubernetes: {
      kubeconfig: env.KUBECONFIG,
      context: env.KUBE_CONTEXT,
      gpuResources: env.GPU_RESOURCES,
    },
    writes: { allowed: env.ALLOW_WRITES, namespaces: env.WRITE_NAMESPACES },
    cluster: { id: env.CLUSTER_ID, name: env.CLUSTER_NAME },
    dashboards: { directory: env.DASHBOARDS_DIR, namespace: env.DASHBOARDS_NAMESPACE },
    webRoot: webRoot(env.WEB_ROOT),
    logLevel: env.LOG_LEVEL,
    validateReplies: env.VALIDATE_REPLIES,
  };
}

function explain(issue: z.core.$ZodIssue, set: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  const value = set[name];
  if (value === undefined && name === 'PROMETHEUS_URL') {
    return 'PROMETHEUS_URL is not set: give the address of the Prometheus that scrapes the DCGM exporters, e.g. PROMETHEUS_URL=http://prometheus.monitoring:9090';
  }
  if (name === 'PROMETHEUS_HEADERS') return `${name} cannot be used: ${issue.message}`;
  return `${name}=${redactText(withoutLogin(value ?? ''))} cannot be used: ${issue.message}`;
}

/** Whatever could be the user and password of an address, which may be one that does not parse. */
function withoutLogin(text: string): string {
  return text.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, `$1${REDACTED}@`);
}

/** Where Prometheus is, and what the console shows there. */
function prometheusDoor(address: string, tokenFile: string | undefined) {
  const { url, login } = splitLogin(address);
  if (login !== undefined && tokenFile !== undefined) {
    throw new ConfigError(
      'PROMETHEUS_URL has a user or password in it, and PROMETHEUS_TOKEN_FILE is set: Prometheus is sent one of them, so give only one',
    );
  }
  return { url: url.replace(/\/+$/, ''), credentials: login ?? readableToken(tokenFile) };
}

/** The file is read whenever it changed; that it can be read at all is found out now. */
function readableToken(file: string | undefined): TokenFile | undefined {
  if (file === undefined) return undefined;
  try {
    readFileSync(file);
  } catch (cause) {
    throw new ConfigError(`PROMETHEUS_TOKEN_FILE=${file} cannot be read: ${String(cause)}`);
  }
  return new TokenFile(file);
}

/** As `readableToken`: what is wrong with the file is found out now. */
function readableHeaders(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    secretHeaders(readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`PROMETHEUS_HEADERS_FILE=${file} cannot be used: ${reason}`);
  }
  return file;
}

function webRoot(given: string | undefined): string | undefined {
  const folder = given ?? fileURLToPath(new URL('../../web/dist', import.meta.url));
  if (existsSync(folder)) return folder;
  if (given === undefined) return undefined;
  throw new ConfigError(
    `WEB_ROOT=${given} does not exist: give the folder of the built SPA, or leave it unset to serve the API alone`,
  );
}
