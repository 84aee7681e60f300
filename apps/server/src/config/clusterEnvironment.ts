import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { splitLogin, TokenFile } from '../prometheus/credentials.ts';
import { ExtraHeaders, readHeaders, secretHeaders, viewerTemplates } from '../prometheus/extraHeaders.ts';
import {
  Address,
  ClusterId,
  ClusterName,
  type ClusterSettings,
  DashboardsNamespace,
  DEFAULT_MAX_RESPONSE_MIB,
  DEFAULT_TIMEOUT_SECONDS,
  DEFAULT_WRITE_NAMESPACE,
  GpuResources,
  Matchers,
  MaxResponseMib,
  MIB,
  Namespaces,
  TimeoutSeconds,
} from './clusterSettings.ts';
import { ConfigError } from './configError.ts';
import { Flag, listed, readBy } from './variables.ts';

/** The variables of the one cluster that the environment can describe. */
export const ClusterEnvironment = z.object({
  PROMETHEUS_URL: Address,
  PROMETHEUS_TOKEN_FILE: z.string().optional(),
  PROMETHEUS_HEADERS: z
    .string()
    .default('')
    .transform(readBy((text) => readHeaders(text))),
  PROMETHEUS_HEADERS_FILE: z.string().optional(),
  PROMETHEUS_VIEWER_HEADERS: z
    .string()
    .transform(readBy((text) => viewerTemplates(readHeaders(text, {}))))
    .optional(),
  PROMETHEUS_MATCHERS: Matchers.default([]),
  PROMETHEUS_TIMEOUT_SECONDS: z.coerce.number().pipe(TimeoutSeconds).default(DEFAULT_TIMEOUT_SECONDS),
  PROMETHEUS_MAX_RESPONSE_MIB: z.coerce.number().pipe(MaxResponseMib).default(DEFAULT_MAX_RESPONSE_MIB),
  KUBECONFIG: z.string().optional(),
  KUBE_CONTEXT: z.string().optional(),
  GPU_RESOURCES: z.string().default('').transform(listed).pipe(GpuResources),
  ALLOW_WRITES: Flag.default(false),
  WRITE_NAMESPACES: z.string().default(DEFAULT_WRITE_NAMESPACE).transform(listed).pipe(Namespaces),
  CLUSTER_ID: ClusterId.default('default'),
  CLUSTER_NAME: ClusterName.optional(),
  DASHBOARDS_DIR: z.string().optional(),
  DASHBOARDS_NAMESPACE: DashboardsNamespace.optional(),
});

/** @throws ConfigError for files that cannot be read now, and for two logins */
export function clusterOfEnvironment(env: z.output<typeof ClusterEnvironment>): ClusterSettings {
  return {
    cluster: { id: env.CLUSTER_ID, name: env.CLUSTER_NAME },
    prometheus: {
      ...prometheusDoor(env.PROMETHEUS_URL, env.PROMETHEUS_TOKEN_FILE),
      headers: new ExtraHeaders(env.PROMETHEUS_HEADERS, readableHeaders(env.PROMETHEUS_HEADERS_FILE)),
      viewerHeaders: env.PROMETHEUS_VIEWER_HEADERS,
      matchers: env.PROMETHEUS_MATCHERS,
      timeoutSeconds: env.PROMETHEUS_TIMEOUT_SECONDS,
      maxResponseBytes: env.PROMETHEUS_MAX_RESPONSE_MIB * MIB,
    },
    kubernetes: {
      kubeconfig: env.KUBECONFIG,
      context: env.KUBE_CONTEXT,
      inCluster: false,
      gpuResources: env.GPU_RESOURCES,
    },
    writes: { allowed: env.ALLOW_WRITES, namespaces: env.WRITE_NAMESPACES },
    dashboards: { directory: env.DASHBOARDS_DIR, namespace: env.DASHBOARDS_NAMESPACE },
    access: { userPrefix: '', groupsPrefix: '' },
    version: 'environment',
  };
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
