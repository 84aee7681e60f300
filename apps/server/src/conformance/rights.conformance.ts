import { fileURLToPath } from 'node:url';
import { type EndpointName, endpoints, GpuList, SampleChange } from '@gpu-console/shared/contract';
import { KubeConfig } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Authentication, noAuthentication } from '../access/authentication.ts';
import { KubernetesTokenReviewer } from '../access/tokenReviewer.ts';
import { KubernetesConnection } from '../kubernetes/kubernetesConnection.ts';
import type { KubeObject } from '../testing/kubeObjects.ts';
import { drawnByThread, TestConsole } from '../testing/lab.ts';
import { PrometheusServer } from '../testing/prometheusServer.ts';
import { byHeader, headersOf } from '../testing/signedIn.ts';
import { API, ask, FOREIGN, leaks, now, REQUESTS, STATUSES } from '../testing/teamsConsole.ts';
import {
  A,
  alertsOf,
  B,
  bound,
  hidden,
  shown,
  teamRights,
  teamsHistory,
  USERS,
  type UserName,
} from '../testing/teamsWorld.ts';
import { until } from '../testing/until.ts';
import type { Cluster } from './cluster.ts';
import { ControlPlane } from './controlPlane.ts';

const MANIFESTS = fileURLToPath(new URL('../../../../deploy/kubernetes', import.meta.url));
const NAMES = Object.keys(USERS) as UserName[];
const KUBESPHERE = 'monitoring.kubesphere.io';

/** By kind, where its objects are. */
const COLLECTIONS: Readonly<Record<string, readonly [api: string, plural: string]>> = {
  Node: ['/api/v1', 'nodes'],
  Pod: ['/api/v1', 'pods'],
  Service: ['/api/v1', 'services'],
  Event: ['/api/v1', 'events'],
  ConfigMap: ['/api/v1', 'configmaps'],
  ResourceClaim: ['/apis/resource.k8s.io/v1', 'resourceclaims'],
  ResourceSlice: ['/apis/resource.k8s.io/v1', 'resourceslices'],
  Dashboard: [`/apis/${KUBESPHERE}/v1alpha2`, 'dashboards'],
  ClusterDashboard: [`/apis/${KUBESPHERE}/v1alpha2`, 'clusterdashboards'],
  ClusterRole: ['/apis/rbac.authorization.k8s.io/v1', 'clusterroles'],
  ClusterRoleBinding: ['/apis/rbac.authorization.k8s.io/v1', 'clusterrolebindings'],
  RoleBinding: ['/apis/rbac.authorization.k8s.io/v1', 'rolebindings'],
};
/** Kinds whose status is written apart from the rest. */
const WITH_STATUS = new Set(['Node', 'Pod', 'ResourceClaim']);

const pictures = drawnByThread();
let plane: ControlPlane;
let cluster: Cluster;
let prometheus: PrometheusServer;
let console: TestConsole;
/** One that may write. */
let writer: TestConsole;
/** The console's own way, as the manifests grant it. */
let account: KubeConfig;
const uids = new Map<string, string>();

beforeAll(async () => {
  plane = await ControlPlane.start();
  cluster = await plane.startApiServer();
  await cluster.kubectl(['apply', '-k', MANIFESTS]);
  for (const name of ['access-role', 'impersonation-role'])
    await cluster.kubectl(['apply', '-f', `${MANIFESTS}/${name}.yaml`]);
  for (const name of [A, B, 'gpu-operator'])
    await cluster.create('/api/v1/namespaces', { metadata: { name } });
  await defineDashboards();
  for (const object of [...teamRights, ...shown, ...hidden]) await create(object);
  for (const role of ['view', 'edit']) await create(bound(`system:serviceaccounts:${A}`, role, A));
  await cluster.kubectl(['create', 'serviceaccount', 'bot', '-n', A]);
  account = new KubeConfig();
  const server = cluster.config.getCurrentCluster();
  if (server === null) throw new Error('no cluster');
  account.loadFromClusterAndUser(server, {
    name: 'gpu-console',
    token: await tokenOf('gpu-console', 'gpu-console'),
  });
  prometheus = await PrometheusServer.start(teamsHistory(now), alertsOf(A, B));
  const start = async (writes: object) => {
    const kube = { url: server.server, config: () => account };
    const variation = { authentication: byHeaderOrToken(), pictures, ...writes };
    const own = await TestConsole.start({ kube, prometheus }, variation);
    await (await own.follow()).readMetrics();
    await own.cluster.facts.get();
    return own;
  };
  console = await start({});
  writer = await start({ writes: [A, B] });
});

afterAll(async () => {
  await console.stop();
  await writer.stop();
  await pictures.stop();
  await prometheus.stop();
  await plane.stop();
});

const tokenOf = async (name: string, namespace: string) =>
  (await cluster.kubectl(['create', 'token', name, '-n', namespace])).trim();

/** The kinds of KubeSphere's dashboards, without a schema. */
async function defineDashboards(): Promise<void> {
  for (const [kind, scope] of [
    ['Dashboard', 'Namespaced'],
    ['ClusterDashboard', 'Cluster'],
  ] as const) {
    const names = {
      kind,
      plural: `${kind.toLowerCase()}s`,
      singular: kind.toLowerCase(),
      listKind: `${kind}List`,
    };
    const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
    await cluster.create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
      metadata: { name: `${names.plural}.${KUBESPHERE}` },
      spec: {
        group: KUBESPHERE,
        scope,
        names,
        versions: [{ name: 'v1alpha2', served: true, storage: true, schema }],
      },
    });
  }
  await cluster.kubectl([
    'wait',
    '--for=condition=Established',
    'crd',
    `dashboards.${KUBESPHERE}`,
    `clusterdashboards.${KUBESPHERE}`,
  ]);
  await until('the kinds are served', async () => {
    const lists = ['dashboards', 'clusterdashboards'].map((plural) =>
      cluster.get(`/apis/${KUBESPHERE}/v1alpha2/${plural}`),
    );
    return Promise.all(lists).then(() => true);
  });
}

const Created = z.object({ metadata: z.object({ uid: z.string() }) });

/** As the API server takes it: what has a status in two steps, and with the uids of pods that are there. */
async function create({ status, ...given }: KubeObject): Promise<void> {
  const object = withoutAggregation(given);
  const { name, namespace } = object.metadata;
  const kind = String(object['kind'] ?? (namespace === undefined ? 'Node' : 'Pod'));
  const [api, plural] = COLLECTIONS[kind] ?? [];
  if (api === undefined) throw new Error(`say here where ${kind}s are`);
  const collection = `${api}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${plural}`;
  const created = Created.parse(await cluster.create(collection, object));
  uids.set(`uid-${name}`, created.metadata.uid);
  if (status === undefined || !WITH_STATUS.has(kind)) return;
  const known = JSON.stringify({ status }).replace(/uid-[\w-]+/g, (uid) => uids.get(uid) ?? uid);
  await cluster.patch(`${collection}/${name}/status`, JSON.parse(known));
}

/** No controller fills in the rules of `view` and `edit`: the roles that they are made of have them. */
function withoutAggregation(object: Omit<KubeObject, 'status'>): KubeObject {
  const named = JSON.stringify(object).replace(/"name":"(view|edit)"/, '"name":"system:aggregate-to-$1"');
  return Written.parse(JSON.parse(named));
}

const Written = z.looseObject({
  metadata: z.looseObject({ name: z.string(), namespace: z.exactOptional(z.string()) }),
});

/** People by the tests' header, programs by a token of which the API server says whose it is. */
function byHeaderOrToken(): Authentication {
  const reviewer = new KubernetesTokenReviewer(new KubernetesConnection(() => account));
  return {
    ...noAuthentication,
    mode: 'proxy',
    identify: async (request, response) => {
      const [, token] = /^Bearer (.+)$/.exec(request.get('authorization') ?? '') ?? [];
      if (token === undefined) return byHeader.identify(request, response);
      const holder = await reviewer.review(token);
      return holder && { identity: { ...holder, cluster: 'default' }, expiresAt: null, token };
    },
  };
}

/** No kubelet is there to give a log: who may read it is told that. */
const wantedStatus = (name: EndpointName, user: UserName) => {
  const wanted = STATUSES[name][NAMES.indexOf(user)];
  return name === 'logs' && wanted === 200 ? 502 : wanted;
};

describe.each(NAMES)('%s, judged by a real API server,', (user) => {
  it('gets of each endpoint what the table says', async () => {
    const wrong: string[] = [];
    for (const name of Object.keys(endpoints) as EndpointName[]) {
      const [first] = REQUESTS[name];
      if (first === undefined) throw new Error(`${name}: nothing is asked`);
      const { status, text } = await ask(console, user, name, first);
      const wanted = wantedStatus(name, user);
      if (status !== wanted) wrong.push(`${name}: ${status} for ${wanted}: ${text.slice(0, 300)}`);
    }
    expect(wrong).toEqual([]);
  });
});

it.each(['nobody', 'teamA'] as const)('%s is told no word of what is not theirs', async (user) => {
  const given: string[] = [];
  for (const name of Object.keys(endpoints) as EndpointName[])
    for (const request of REQUESTS[name])
      given.push(
        ...leaks((await ask(console, user, name, request)).said, request).map((word) => `${name}: ${word}`),
      );
  for (const path of FOREIGN)
    given.push(...leaks((await ask(console, user, 'foreign', [path])).said, [path]));
  expect(given).toEqual([]);
});

describe('a program with a ServiceAccount’s token', () => {
  it('sees its namespace, and writes there in its own name', async () => {
    const headers = {
      authorization: `Bearer ${await tokenOf('bot', A)}`,
      'content-type': 'application/json',
    };
    const gpus = await writer.ask(`${API}/gpus`, { headers });
    expect(GpuList.parse(gpus.json()).items.map(({ uuid }) => uuid)).toEqual([
      'GPU-shared-0',
      'GPU-shared-1',
      'GPU-shared-3',
    ]);
    const body = JSON.stringify({ namespace: A, dryRun: false });
    const started = await writer.ask(`${API}/samples/notebook`, { method: 'POST', headers, body });
    expect([started.status, started.text]).toEqual([200, expect.stringContaining('gpu-sample-notebook')]);
    expect(SampleChange.parse(started.json()).objects.length).toBe(2);
    const removed = await writer.ask(`${API}/samples/notebook?namespace=${A}`, {
      method: 'DELETE',
      headers,
    });
    expect([removed.status, removed.text]).toEqual([200, expect.stringContaining('gpu-sample-notebook')]);
    const other = await writer.ask(`${API}/samples/load`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ namespace: B, dryRun: true }),
    });
    expect(other.status).toBe(403);
  });
});

describe('what is written', () => {
  it('is written with the rights of who asked, where the console has none', async () => {
    const headers = { ...headersOf('ann', USERS.teamA), 'content-type': 'application/json' };
    const body = JSON.stringify({ namespace: A, dryRun: true });
    const refused = await writer.ask(`${API}/samples/load`, { method: 'POST', headers, body });
    expect([refused.status, refused.text]).toEqual([
      403,
      expect.stringContaining('User \\"ann\\" cannot create resource'),
    ]);
    const id = `${A}..mine`;
    const dashboard = { id, title: 'Mine', variables: [], panels: [] };
    const saved = await writer.ask(`${API}/dashboards/${id}`, {
      method: 'PUT',
      headers,
      body: JSON.stringify({ dashboard, version: null }),
    });
    expect([saved.status, saved.text]).toEqual([200, expect.stringContaining('Mine')]);
    const written = JSON.stringify(
      await cluster.get(`/apis/${KUBESPHERE}/v1alpha2/namespaces/${A}/dashboards/mine`),
    );
    expect(written).toContain('"title":"Mine"');
  });
});
