import { readFileSync } from 'node:fs';
import { type EndpointName, endpoints } from '@gpu-console/shared/contract';
import { pathTo } from '@gpu-console/shared/endpoints';
import { loadAll } from 'js-yaml';
import { z } from 'zod';
import type { PictureService } from '../pictures/pictureService.ts';
import { KubeApi } from './kubeApi.ts';
import type { KubeObject } from './kubeObjects.ts';
import { TestConsole } from './lab.ts';
import type { PrometheusServer } from './prometheusServer.ts';
import { byHeader, headersOf } from './signedIn.ts';
import { A, B, CANARY, teamRights, USERS, type UserName } from './teamsWorld.ts';

/** Unix seconds at which the series of `teamsHistory` end. */
export const now = Math.floor(Date.now() / 15_000) * 15;
export const API = pathTo('overview', { cluster: 'default' }).replace(/\/overview$/, '');

const ACCOUNT = 'token-of-the-console';
const DEPLOY = new URL('../../../../deploy/kubernetes/', import.meta.url);
/** What is applied where people sign in and may write: none of it lets the console write as itself. */
const MANIFESTS = ['clusterrole', 'clusterrolebinding', 'role', 'access-role', 'impersonation-role'];

/** The rights of the console's account, as the manifests grant them in its namespace. */
function deployedRights(): KubeObject[] {
  const documents = MANIFESTS.flatMap((name) =>
    loadAll(readFileSync(new URL(`${name}.yaml`, DEPLOY), 'utf8')),
  );
  return z
    .array(Right)
    .parse(documents)
    .map(({ metadata, ...right }) => ({
      ...right,
      metadata: right.kind.startsWith('Cluster') ? metadata : { ...metadata, namespace: 'gpu-console' },
    }));
}

const Right = z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) });

/**
 * A console over a cluster of these objects that knows people by a header, with the account and the rights that it is deployed
 * with; `stop` ends both.
 */
export async function teamsConsole(
  objects: readonly KubeObject[],
  prometheus: PrometheusServer,
  variation: { readonly pictures: PictureService; readonly writes?: readonly string[] },
) {
  const kube = await KubeApi.start();
  kube.serve('resource.k8s.io', 'v1');
  kube.serve('monitoring.kubesphere.io', 'v1alpha2');
  kube.put(...deployedRights(), ...objects, ...teamRights);
  kube.tokens.add({ token: ACCOUNT, name: 'system:serviceaccount:gpu-console:gpu-console' });
  for (const [namespace, name] of [
    [A, 'train'],
    [B, 'kanari-train'],
  ])
    kube.logs.set(`${namespace}/${name}`, (response) => response.end(`${name} log line\n`));
  const console = await TestConsole.start(
    { kube, prometheus },
    { authentication: byHeader, kubeToken: ACCOUNT, ...variation },
  );
  await (await console.follow()).readMetrics();
  await console.cluster.facts.get();
  const stop = async () => {
    await console.stop();
    await kube.stop();
  };
  return { kube, console, stop };
}

const times = { from: now - 600, to: now };
const queries = (...exprs: string[]) => ({
  ...times,
  queries: exprs.map((expr, index) => ({ id: String(index), expr, type: 'range' as const })),
});

/** Requests of each endpoint, about what both have and about what is team B's alone. */
export const REQUESTS: Readonly<
  Record<EndpointName, readonly (readonly [path: string, body?: object | undefined])[]>
> = {
  session: [['/api/v1/session']],
  signIn: [['/api/v1/session', { cluster: 'default', token: 'none' }]],
  signOut: [['/api/v1/session']],
  search: [
    ['/api/v1/search?q=kanari'],
    ['/api/v1/search?q=a'],
    ['/api/v1/search?q=GPU'],
    ['/api/v1/search?q=A30'],
  ],
  clusters: [[pathTo('clusters', {})]],
  overview: [[`${API}/overview`]],
  nodes: [[`${API}/nodes`]],
  node: [[`${API}/nodes/shared-1`], [`${API}/nodes/dra-1`]],
  gpus: [[`${API}/gpus`], [`${API}/gpus?node=shared-1`], [`${API}/gpus?namespace=${B}`]],
  gpu: [[`${API}/gpus/GPU-shared-0`], [`${API}/gpus/GPU-shared-1`], [`${API}/gpus/GPU-shared-3?instance=3`]],
  devices: [[`${API}/devices`], [`${API}/devices?node=dra-1`]],
  pods: [[`${API}/pods`], [`${API}/pods?node=shared-1`], [`${API}/pods?namespace=${B}`]],
  pod: [[`${API}/pods/${A}/train`], [`${API}/pods/${A}/waits`], [`${API}/pods/${A}/claimant`]],
  usage: [
    [`${API}/usage?from=${now - 3600}&to=${now}`],
    [`${API}/usage?namespace=${B}&from=${now - 3600}&to=${now}`],
  ],
  logs: [[`${API}/pods/${A}/train/logs`]],
  operator: [[`${API}/operator`]],
  doctor: [[`${API}/doctor`]],
  setup: [[`${API}/setup`]],
  samples: [[`${API}/samples`]],
  startSample: [[`${API}/samples/load`, { namespace: B, dryRun: true }]],
  removeSample: [[`${API}/samples/load?namespace=${B}`]],
  query: [
    [
      `${API}/query`,
      queries(
        '{__name__=~".+"}',
        'count by (exported_namespace, exported_pod, Hostname) (DCGM_FI_DEV_GPU_UTIL)',
        'kanari_total or own_total',
        'ALERTS',
        'up or vector(1)',
      ),
    ],
  ],
  values: [
    [
      `${API}/values`,
      {
        ...times,
        queries: [
          { kind: 'labelValues', label: 'exported_namespace' },
          { kind: 'labelValues', label: 'Hostname', match: 'DCGM_FI_DEV_GPU_UTIL' },
          { kind: 'labelNames' },
          { kind: 'metrics', pattern: '' },
          { kind: 'series', match: '{__name__=~".+"}' },
          { kind: 'instant', expr: 'count by (pod) ({__name__=~".+_total"})' },
        ],
      },
    ],
  ],
  dashboards: [[`${API}/dashboards`]],
  dashboard: [[`${API}/dashboards/gpu-fleet`], [`${API}/dashboards/${A}..board`]],
  saveDashboard: [
    [
      `${API}/dashboards/${B}..kanari-board`,
      { dashboard: { id: `${B}..kanari-board`, title: 'x', variables: [], panels: [] }, version: '1' },
    ],
  ],
  deleteDashboard: [[`${API}/dashboards/${B}..kanari-board`, { version: '1' }]],
  panelPicture: [[`${API}/dashboards/gpu-fleet/panels/gpus-now.png`]],
};

/** Requests about what is team B's alone. */
export const FOREIGN: readonly string[] = [
  `${API}/nodes/kanari-node-1`,
  `${API}/gpus/GPU-kanari-0`,
  `${API}/gpus/GPU-kanari-1`,
  `${API}/gpus/GPU-shared-2`,
  `${API}/gpus/GPU-shared-3?instance=4`,
  `${API}/devices?node=kanari-node-1`,
  `${API}/pods/${B}/kanari-train`,
  `${API}/pods/${B}/train`,
  `${API}/pods/${A}/kanari-train`,
  `${API}/pods/gpu-operator/nvidia-dcgm-exporter-shared-1`,
  `${API}/pods/${B}/kanari-train/logs`,
  `${API}/pods/${B}/kanari-train/logs?container=none`,
  `${API}/pods/gpu-operator/nvidia-dcgm-exporter-shared-1/logs?container=main`,
  `${API}/dashboards/${B}..kanari-board`,
  `${API}/dashboards/kanari-cluster`,
  `${API}/dashboards/kanari-map`,
  `${API}/dashboards/${B}..kanari-board/panels/1.png`,
];

/** What tells of pods, claims, dashboards or series. */
export const TELLING = [
  ...([
    'search',
    'overview',
    'nodes',
    'node',
    'gpus',
    'gpu',
    'devices',
    'pods',
    'usage',
    'operator',
    'doctor',
    'setup',
  ] as const),
  ...(['samples', 'query', 'values', 'dashboards'] as const),
];

export type EndpointRequest = readonly [path: string, body?: object | undefined];

export async function ask(
  own: TestConsole,
  user: UserName,
  name: EndpointName | 'foreign',
  [path, body]: EndpointRequest,
) {
  const method = name === 'foreign' ? 'get' : endpoints[name].method;
  const reply = await own.ask(path, {
    method: method.toUpperCase() as 'GET',
    headers: {
      ...headersOf(user, USERS[user]),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { ...reply, said: `${JSON.stringify(reply.headers)}\n${reply.text}` };
}

/** The words of a reply that give something away: what the request itself said, the reply may say. */
export function leaks(said: string, [path, body]: EndpointRequest): string[] {
  const request = `${decodeURIComponent(path)} ${JSON.stringify(body)}`;
  const found = said.match(CANARY) ?? [];
  return [...new Set(found)].filter((word) => !request.includes(word));
}

/** What each of `USERS` gets, in their order. */
export const STATUSES: Readonly<Record<EndpointName, readonly [number, number, number, number, number]>> = {
  session: [200, 200, 200, 200, 200],
  signIn: [404, 404, 404, 404, 404],
  signOut: [200, 200, 200, 200, 200],
  search: [200, 200, 200, 200, 200],
  clusters: [200, 200, 200, 200, 200],
  overview: [200, 200, 200, 200, 200],
  nodes: [403, 403, 403, 200, 200],
  node: [403, 403, 403, 200, 200],
  gpus: [200, 200, 200, 200, 200],
  gpu: [404, 200, 404, 200, 200],
  devices: [200, 200, 200, 200, 200],
  pods: [200, 200, 200, 200, 200],
  pod: [403, 200, 403, 200, 200],
  usage: [200, 200, 200, 200, 200],
  logs: [403, 200, 403, 200, 200],
  operator: [403, 403, 403, 200, 403],
  doctor: [403, 403, 403, 200, 403],
  setup: [403, 403, 403, 200, 403],
  samples: [200, 200, 200, 200, 200],
  startSample: [403, 403, 403, 403, 403],
  removeSample: [403, 403, 403, 403, 403],
  query: [200, 200, 200, 200, 200],
  values: [200, 200, 200, 200, 200],
  dashboards: [200, 200, 200, 200, 200],
  dashboard: [200, 200, 200, 200, 200],
  saveDashboard: [403, 403, 403, 403, 403],
  deleteDashboard: [403, 403, 403, 403, 403],
  panelPicture: [200, 200, 200, 200, 200],
};
