import { createHash } from 'node:crypto';
import { delimiter, dirname, resolve } from 'node:path';
import leven from 'leven';
import { z } from 'zod';
import { splitLogin, TokenFile } from '../prometheus/credentials.ts';
import { ExtraHeaders, headersOf, viewerTemplates } from '../prometheus/extraHeaders.ts';
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
import { readBy } from './variables.ts';
import { YamlSource } from './yamlSource.ts';

/** Hundreds of clusters; what is longer is another file. */
const MAX_CHARACTERS = 2 ** 20;
/** So many letters may be wrong in a key whose right name is guessed. */
const MAX_TYPOS = 3;

const FilePath = z.string().min(1, 'must be the path of a file');

/** An object that has no other keys; what is said of another names the nearest. */
function strict<T extends z.core.$ZodLooseShape>(shape: T) {
  const keys = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey(key, keys)).join('; ')
        : undefined,
  });
}

function unknownKey(key: string, keys: readonly string[]): string {
  const distance = (one: string) => leven(key.toLowerCase(), one.toLowerCase());
  const [nearest = ''] = keys.toSorted((one, other) => distance(one) - distance(other));
  const hint = distance(nearest) <= MAX_TYPOS ? `is "${nearest}" meant?` : `there are ${keys.join(', ')}`;
  return `"${key}" is no setting here: ${hint}`;
}

const Kubernetes = strict({
  kubeconfig: FilePath.optional(),
  context: z.string().min(1).optional(),
  inCluster: z.boolean().default(false),
}).superRefine(({ kubeconfig, context, inCluster }, issues) => {
  if (inCluster === (kubeconfig !== undefined))
    issues.addIssue('give either kubeconfig, a file, or inCluster: true for the service account of the pod');
  else if (inCluster && context !== undefined)
    issues.addIssue({ code: 'custom', path: ['context'], message: 'is of kubeconfig files only' });
});

const Prometheus = strict({
  url: Address,
  tokenFile: FilePath.optional(),
  headers: z
    .record(z.string(), z.string())
    .default({})
    .transform(readBy((headers) => headersOf(Object.entries(headers)))),
  headersFile: FilePath.optional(),
  viewerHeaders: z
    .record(z.string(), z.string())
    .transform(readBy((headers) => viewerTemplates(headersOf(Object.entries(headers), {}))))
    .optional(),
  matchers: Matchers.default([]),
  timeoutSeconds: TimeoutSeconds.default(DEFAULT_TIMEOUT_SECONDS),
  maxResponseMiB: MaxResponseMib.default(DEFAULT_MAX_RESPONSE_MIB),
}).superRefine(({ url, tokenFile }, issues) => {
  if (tokenFile !== undefined && splitLogin(url).login !== undefined)
    issues.addIssue({
      code: 'custom',
      path: ['tokenFile'],
      message: 'url has a user or password in it: Prometheus is sent one of them, so give only one',
    });
});

const ClusterEntry = strict({
  id: ClusterId,
  name: ClusterName.optional(),
  kubernetes: Kubernetes,
  prometheus: Prometheus,
  gpuResources: GpuResources.default([]),
  writes: strict({
    allowed: z.boolean().default(false),
    namespaces: Namespaces.default([DEFAULT_WRITE_NAMESPACE]),
  }).prefault({}),
  dashboards: strict({ directory: FilePath.optional(), namespace: DashboardsNamespace.optional() }).prefault(
    {},
  ),
  access: strict({ userPrefix: z.string().default(''), groupsPrefix: z.string().default('') }).prefault({}),
});
type ClusterEntry = z.output<typeof ClusterEntry>;

const ConfigFile = strict({
  clusters: z
    .array(ClusterEntry)
    .min(1, 'lists no cluster: one is the least')
    .superRefine((clusters, issues) => {
      for (const [index, { id }] of clusters.entries())
        if (clusters.findIndex((one) => one.id === id) < index)
          issues.addIssue({
            code: 'custom',
            path: [index, 'id'],
            message: `"${id}" is the id of two clusters`,
          });
    }),
});

/** The clusters as they stand there. */
const Written = z.object({ clusters: z.array(z.unknown()) });

/**
 * The clusters that a CONFIG_FILE lists. The files that it names, seen from its own folder, are not opened: one that is
 * missing is its own cluster's trouble.
 * @param file where the text is from
 * @throws ConfigError with a line per mistake, which says where it is and never what the value is
 */
export function readConfigFile(text: string, file: string): readonly ClusterSettings[] {
  if (text.length > MAX_CHARACTERS)
    throw new ConfigError(`${file} has ${text.length} characters, and ${MAX_CHARACTERS} are the most`);
  const source = new YamlSource(text, file);
  const { success, data, error } = ConfigFile.safeParse(source.value);
  if (!success) throw new ConfigError(error.issues.map((issue) => source.explain(issue)).join('\n'));
  const folder = dirname(file);
  const { clusters: written } = Written.parse(source.value);
  return data.clusters.map((entry, index) => settingsOf(entry, folder, JSON.stringify(written[index])));
}

/** @param written what stands in the file, from which its version is made */
function settingsOf(entry: ClusterEntry, folder: string, written: string): ClusterSettings {
  const { id, name, kubernetes, prometheus, gpuResources, writes, dashboards, access } = entry;
  const { url, login } = splitLogin(prometheus.url);
  const tokenFile = pathIn(folder, prometheus.tokenFile);
  const headersFile = pathIn(folder, prometheus.headersFile);
  return {
    cluster: { id, name: name ?? id },
    prometheus: {
      url: url.replace(/\/+$/, ''),
      credentials: login ?? (tokenFile === undefined ? undefined : new TokenFile(tokenFile)),
      headers: new ExtraHeaders(prometheus.headers, headersFile),
      viewerHeaders: prometheus.viewerHeaders,
      matchers: prometheus.matchers,
      timeoutSeconds: prometheus.timeoutSeconds,
      maxResponseBytes: prometheus.maxResponseMiB * MIB,
    },
    kubernetes: {
      kubeconfig: kubernetes.kubeconfig
        ?.split(delimiter)
        .map((one) => resolve(folder, one))
        .join(delimiter),
      context: kubernetes.context,
      inCluster: kubernetes.inCluster,
      gpuResources,
    },
    writes,
    dashboards: { directory: pathIn(folder, dashboards.directory), namespace: dashboards.namespace },
    access,
    version: createHash('sha256').update(written).digest('base64url'),
  };
}

function pathIn(folder: string, path: string | undefined): string | undefined {
  return path === undefined ? undefined : resolve(folder, path);
}
