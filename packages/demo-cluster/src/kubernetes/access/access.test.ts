import { once } from 'node:events';
import { IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApiServer } from '../apiServer.ts';
import { type JsonRecord, valueAt } from '../jsonAccess.ts';
import type { ObjectStore } from '../objectStore.ts';
import { gpuPod, startTestCluster, type TestLogs } from '../testCluster.ts';
import { groupBinding } from './defaultRoles.ts';
import { TokenTable } from './tokenTable.ts';

const tokens = new TokenTable([
  { token: 'of-ann', name: 'ann', uid: '7', groups: ['team'], extra: { shift: ['day'] } },
  { token: 'of-root', name: 'root', groups: ['gpu-admins'] },
  { token: 'of-bot', name: 'system:serviceaccount:gpu:bot' },
  { token: 'of-console', name: 'console', groups: ['delegates'] },
  { token: 'for-vault', name: 'ann', audiences: ['vault'] },
]);

let store: ObjectStore;
let logs: TestLogs;
let api: RunningApiServer;

beforeAll(async () => {
  ({ store, logs, api } = await startTestCluster({ tokens, version: { gitVersion: 'v1.34.4' } }));
  logs.print(0, 'hello');
  store.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } });
  store.create(gpuPod('trainer-0'));
  store.create(groupBinding('team', 'view', 'gpu'));
  store.create(groupBinding('gpu-admins', 'cluster-admin'));
  store.create(groupBinding('delegates', 'system:auth-delegator'));
});
afterAll(() => api.close());

interface CallOptions {
  token?: string;
  headers?: Readonly<Record<string, string | readonly string[]>>;
  method?: string;
  body?: unknown;
  type?: string;
}

/** Over plain HTTP, which repeats a header where `fetch` would make one of several. */
async function send(path: string, sent: CallOptions): Promise<{ code: number | undefined; body: unknown }> {
  const { token, headers = {}, method = 'GET', body, type = 'application/json' } = sent;
  const asked = request(api.url + path, {
    method,
    agent: false,
    headers: {
      ...headers,
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'Content-Type': type }),
    },
  });
  const answered = once(asked, 'response');
  asked.end(body === undefined ? undefined : JSON.stringify(body));
  const [response] = await answered;
  if (!(response instanceof IncomingMessage)) throw new Error('no response');
  const answer = await text(response);
  return {
    code: response.statusCode,
    body: answer.startsWith('{') ? (JSON.parse(answer) as unknown) : answer,
  };
}

const get = (path: string, token?: string) => send(path, token === undefined ? {} : { token });

/** What impersonates. */
const as = (name: string, ...groups: string[]): Record<string, string | string[]> => ({
  ...(name !== '' && { 'Impersonate-User': name }),
  ...(groups.length > 0 && { 'Impersonate-Group': groups }),
});

describe('a token', () => {
  it('is refused where nobody has it, for every path', async () => {
    for (const path of ['/api/v1/pods', '/version', '/healthz', '/nosuch'])
      expect(await get(path, 'nosuch')).toMatchObject({
        code: 401,
        body: { kind: 'Status', reason: 'Unauthorized', message: 'Unauthorized', code: 401 },
      });
    expect(await get('/api/v1/pods', 'for-vault')).toMatchObject({ code: 401 });
  });

  it('is not needed, and nobody without one is refused anything', async () => {
    expect(await get('/api/v1/nodes')).toMatchObject({ code: 200 });
  });

  it('is needed where the server is told so', async () => {
    const guarded = await startTestCluster({ tokens, withoutToken: 'unauthorized' });
    const codes = ['', 'Basic YTpi', 'Bearer ', 'Bearer of-ann', 'bearer of-ann'].map(
      async (authorization) => {
        const headers = authorization === '' ? {} : { authorization };
        return (await fetch(`${guarded.api.url}/version`, { headers })).status;
      },
    );
    expect(await Promise.all(codes)).toEqual([401, 401, 401, 200, 200]);
    await guarded.api.close();
  });

  it('comes and goes while the server runs', async () => {
    tokens.add({ token: 'new', name: 'new', groups: ['team'] });
    expect(await get('/api/v1/namespaces/gpu/pods', 'new')).toMatchObject({ code: 200 });
    tokens.revoke('new');
    expect(await get('/api/v1/namespaces/gpu/pods', 'new')).toMatchObject({ code: 401 });
  });
});

describe('a user', () => {
  it.each([
    ['GET', '/api/v1/namespaces/gpu/pods'],
    ['GET', '/api/v1/namespaces/gpu/pods/trainer-0'],
    ['GET', '/api/v1/namespaces/gpu/pods/trainer-0/log'],
    ['GET', '/api/v1/namespaces/gpu'],
    ['GET', '/apis/apps/v1'],
    ['GET', '/openapi/v2'],
  ])('gets what they may: %s %s', async (method, path) => {
    expect(await send(path, { method, token: 'of-ann' })).toMatchObject({ code: 200 });
  });

  it.each([
    [
      'GET',
      '/api/v1/pods',
      'pods is forbidden: User "ann" cannot list resource "pods" in API group "" at the cluster scope',
    ],
    [
      'GET',
      '/api/v1/namespaces/other/pods?watch=1',
      'pods is forbidden: User "ann" cannot watch resource "pods" in API group "" in the namespace "other"',
    ],
    [
      'GET',
      '/api/v1/namespaces/other/pods/x/log',
      'pods "x" is forbidden: User "ann" cannot get resource "pods/log" in API group "" in the namespace "other"',
    ],
    [
      'GET',
      '/api/v1/namespaces/gpu/services/x:http/proxy/',
      'services "x:http" is forbidden: User "ann" cannot get resource "services/proxy" in API group "" in the namespace "gpu"',
    ],
    [
      'GET',
      '/api/v1/nodes/worker-gpu-001',
      'nodes "worker-gpu-001" is forbidden: User "ann" cannot get resource "nodes" in API group "" at the cluster scope',
    ],
    [
      'POST',
      '/apis/apps/v1/namespaces/gpu/deployments',
      'deployments.apps is forbidden: User "ann" cannot create resource "deployments" in API group "apps" in the namespace "gpu"',
    ],
    [
      'PUT',
      '/api/v1/namespaces/gpu/pods/trainer-0',
      'pods "trainer-0" is forbidden: User "ann" cannot update resource "pods" in API group "" in the namespace "gpu"',
    ],
    [
      'PATCH',
      '/api/v1/namespaces/gpu/pods/trainer-0/status',
      'pods "trainer-0" is forbidden: User "ann" cannot patch resource "pods/status" in API group "" in the namespace "gpu"',
    ],
    [
      'DELETE',
      '/api/v1/namespaces/gpu/pods',
      'pods is forbidden: User "ann" cannot deletecollection resource "pods" in API group "" in the namespace "gpu"',
    ],
    [
      'GET',
      '/apis/nosuch.io/v1/things',
      'things.nosuch.io is forbidden: User "ann" cannot list resource "things" in API group "nosuch.io" at the cluster scope',
    ],
    ['GET', '/metrics', 'forbidden: User "ann" cannot get path "/metrics"'],
  ])('is refused the rest: %s %s', async (method, path, message) => {
    expect(await send(path, { method, token: 'of-ann' })).toMatchObject({
      code: 403,
      body: { kind: 'Status', status: 'Failure', reason: 'Forbidden', message, code: 403 },
    });
  });

  it('may not create by an apply what they may only patch', async () => {
    const rules = [{ apiGroups: [''], resources: ['configmaps'], verbs: ['patch'] }];
    const metadata = { name: 'patcher', namespace: 'gpu' };
    const apiVersion = 'rbac.authorization.k8s.io/v1';
    const subjects = [{ kind: 'User', name: 'ann' }];
    store.create({ apiVersion, kind: 'Role', metadata, rules });
    const roleRef = { kind: 'Role', name: 'patcher' };
    store.create({ apiVersion, kind: 'RoleBinding', metadata, subjects, roleRef });
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'new' }, data: { a: 'b' } };
    const path = '/api/v1/namespaces/gpu/configmaps/new?fieldManager=test';
    const apply = () =>
      send(path, { method: 'PATCH', token: 'of-ann', body, type: 'application/apply-patch+yaml' });
    expect(await apply()).toMatchObject({ code: 403 });
    store.create({ ...body, metadata: { name: 'new', namespace: 'gpu' }, data: {} });
    expect(await apply()).toMatchObject({ code: 200, body: { data: { a: 'b' } } });
  });
});

describe('impersonation', () => {
  const list = '/api/v1/namespaces/gpu/pods';

  it('gives the rights of another, and none of one’s own', async () => {
    const asTeam = (token?: string) => ({
      headers: as('bob', 'lab', 'team'),
      ...(token !== undefined && { token }),
    });
    expect(await send(list, asTeam())).toMatchObject({ code: 200 });
    expect(await send(list, asTeam('of-root'))).toMatchObject({ code: 200 });
    expect(await send('/api/v1/nodes', asTeam('of-root'))).toMatchObject({
      code: 403,
      body: { message: expect.stringContaining('User "bob" cannot list resource "nodes"') },
    });
  });

  it.each([
    [
      as('bob'),
      'users "bob" is forbidden: User "ann" cannot impersonate resource "users" in API group "" at the cluster scope',
    ],
    [
      as('system:serviceaccount:gpu:bot'),
      'serviceaccounts "bot" is forbidden: User "ann" cannot impersonate resource "serviceaccounts" in API group "" in the namespace "gpu"',
    ],
  ])('is refused to whom it is not given: %j', async (headers, message) => {
    expect(await send(list, { token: 'of-ann', headers })).toMatchObject({ code: 403, body: { message } });
  });

  it('is judged for each part of it', async () => {
    const rules = [
      { apiGroups: [''], resources: ['users'], verbs: ['impersonate'] },
      { apiGroups: [''], resources: ['groups'], verbs: ['impersonate'], resourceNames: ['team'] },
      {
        apiGroups: ['authentication.k8s.io'],
        resources: ['userextras/acme.com/shift'],
        verbs: ['impersonate'],
      },
    ];
    const metadata = { name: 'impersonator' };
    const apiVersion = 'rbac.authorization.k8s.io/v1';
    store.create({ apiVersion, kind: 'ClusterRole', metadata, rules });
    store.create({ ...groupBinding('delegates', 'impersonator') });
    const code = async (headers: CallOptions['headers']) =>
      (await send(list, { token: 'of-console', headers: { ...as('bob', 'team'), ...headers } })).code;
    expect(await code({})).toBe(200);
    expect(await code({ 'Impersonate-Extra-Acme.com%2Fshift': 'night' })).toBe(200);
    expect(await code({ 'Impersonate-Group': ['team', 'gpu-admins'] })).toBe(403);
    expect(await code({ 'Impersonate-Uid': '7' })).toBe(403);
    expect(await code({ 'Impersonate-Extra-Other': 'night' })).toBe(403);
  });

  it('needs a user', async () => {
    expect(await send(list, { headers: as('', 'team') })).toMatchObject({ code: 500 });
  });
});

/** The status that a review comes back with. */
async function review(
  kind: string,
  spec: JsonRecord,
  sent: CallOptions = {},
  path?: string,
): Promise<unknown> {
  const group = /Token|^SelfSubjectReview/.test(kind) ? 'authentication.k8s.io' : 'authorization.k8s.io';
  const address = path ?? `/apis/${group}/v1/${kind.toLowerCase()}s`;
  const body = { apiVersion: `${group}/v1`, kind, spec };
  const answer = await send(address, { ...sent, method: 'POST', body });
  return answer.code === 201 ? valueAt(answer.body, 'status') : answer.body;
}

describe('reviews', () => {
  const pods = { verb: 'list', resource: 'pods', namespace: 'gpu' };

  it('say of the user who asks what they may', async () => {
    const spec = (resourceAttributes: JsonRecord) => ({ resourceAttributes });
    const own = (attributes: JsonRecord) =>
      review('SelfSubjectAccessReview', spec(attributes), { token: 'of-ann' });
    expect(await own(pods)).toEqual({
      allowed: true,
      reason: 'RBAC: allowed by RoleBinding "team-view/gpu" of ClusterRole "view" to Group "team"',
    });
    expect(await own({ ...pods, namespace: '' })).toEqual({ allowed: false });
    expect(await own({ verb: 'get', group: 'gpu-console.io', resource: 'dashboards' })).toEqual({
      allowed: false,
    });
    const path = { nonResourceAttributes: { verb: 'get', path: '/version' } };
    expect(await review('SelfSubjectAccessReview', path, { token: 'of-ann' })).toMatchObject({
      allowed: true,
    });
    expect(await review('SelfSubjectAccessReview', spec(pods))).toEqual({ allowed: true });
  });

  it('say it of anybody to those who may ask', async () => {
    const spec = { user: 'bob', groups: ['team'], resourceAttributes: pods };
    expect(await review('SubjectAccessReview', spec, { token: 'of-console' })).toMatchObject({
      allowed: true,
    });
    const groups = { ...spec, groups: [] };
    expect(await review('SubjectAccessReview', groups, { token: 'of-console' })).toEqual({ allowed: false });
    expect(await review('SubjectAccessReview', spec, { token: 'of-ann' })).toMatchObject({ code: 403 });
    const dashboards = { verb: 'get', group: 'gpu-console.io', resource: 'dashboards', namespace: 'gpu' };
    const root = { user: 'root', groups: ['gpu-admins'], resourceAttributes: dashboards };
    expect(await review('SubjectAccessReview', root, { token: 'of-console' })).toMatchObject({
      allowed: true,
    });
  });

  it('are refused where they are not complete', async () => {
    expect(await review('SubjectAccessReview', { resourceAttributes: pods })).toMatchObject({
      code: 422,
      message:
        '.authorization.k8s.io "" is invalid: spec.user: Invalid value: "": at least one of user or group must be specified',
    });
    expect(await review('SelfSubjectAccessReview', {})).toMatchObject({ code: 422 });
    expect(await review('SelfSubjectRulesReview', {})).toMatchObject({ code: 400 });
    expect(await review('TokenReview', {})).toMatchObject({ code: 400 });
  });

  it('say it within one namespace', async () => {
    const local = '/apis/authorization.k8s.io/v1/namespaces/gpu/localsubjectaccessreviews';
    const spec = { user: 'bob', groups: ['team'], resourceAttributes: pods };
    expect(await review('LocalSubjectAccessReview', spec, {}, local)).toMatchObject({ allowed: true });
    const other = { ...spec, resourceAttributes: { ...pods, namespace: 'other' } };
    expect(await review('LocalSubjectAccessReview', other, {}, local)).toMatchObject({ code: 422 });
  });

  it('list the rules that hold for whoever asks', async () => {
    const rules = await review('SelfSubjectRulesReview', { namespace: 'other' }, { token: 'of-root' });
    expect(rules).toMatchObject({
      resourceRules: expect.arrayContaining([{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }]),
      nonResourceRules: expect.arrayContaining([{ verbs: ['*'], nonResourceURLs: ['*'] }]),
      incomplete: false,
    });
  });

  it('say whose a token is, and for whom', async () => {
    const audience = 'https://kubernetes.default.svc.cluster.local';
    const user = {
      username: 'ann',
      uid: '7',
      groups: ['team', 'system:authenticated'],
      extra: { shift: ['day'] },
    };
    const asked = (spec: JsonRecord) => review('TokenReview', spec, { token: 'of-console' });
    expect(await asked({ token: 'of-ann' })).toEqual({ authenticated: true, user, audiences: [audience] });
    expect(await asked({ token: 'of-ann', audiences: ['vault', audience] })).toMatchObject({
      audiences: [audience],
    });
    expect(await asked({ token: 'for-vault', audiences: ['vault'] })).toMatchObject({ audiences: ['vault'] });
    const nobody = { user: {}, error: 'invalid bearer token' };
    expect(await asked({ token: 'of-ann', audiences: ['vault'] })).toEqual(nobody);
    expect(await asked({ token: 'nosuch' })).toEqual(nobody);
    expect(await review('TokenReview', { token: 'of-ann' }, { token: 'of-ann' })).toMatchObject({
      code: 403,
    });
  });

  it('say who asks', async () => {
    expect(await review('SelfSubjectReview', {}, { token: 'of-bot' })).toEqual({
      userInfo: {
        username: 'system:serviceaccount:gpu:bot',
        groups: ['system:serviceaccounts', 'system:serviceaccounts:gpu', 'system:authenticated'],
      },
    });
    const headers = as('system:serviceaccount:other:x');
    expect(await review('SelfSubjectReview', {}, { headers })).toMatchObject({
      userInfo: {
        groups: ['system:serviceaccounts', 'system:serviceaccounts:other', 'system:authenticated'],
      },
    });
  });
});

describe('a role', () => {
  const roles = '/apis/rbac.authorization.k8s.io/v1';
  const create = (plural: string, body: JsonRecord) => send(`${roles}/${plural}`, { method: 'POST', body });

  it('has any name, and needs rules that say something', async () => {
    const role = (name: string, rule: JsonRecord) => ({ metadata: { name }, rules: [rule] });
    const complete = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
    expect(await create('clusterroles', role('team:Reader', complete))).toMatchObject({ code: 201 });
    expect(await create('clusterroles', role('a/b', complete))).toMatchObject({ code: 422 });
    expect(await create('clusterroles', role('empty', { verbs: ['get'] }))).toMatchObject({
      code: 422,
      body: { details: { causes: [{ field: 'rules[0].apiGroups' }, { field: 'rules[0].resources' }] } },
    });
  });

  it('stays the same in a binding, which says the API groups', async () => {
    const binding = (name: string, kind = 'ClusterRole') => ({
      metadata: { name: 'readers' },
      roleRef: { kind, name },
      subjects: [{ kind: 'Group', name: 'readers' }],
    });
    const apiGroup = 'rbac.authorization.k8s.io';
    expect(await create('clusterrolebindings', binding('view', 'Role'))).toMatchObject({ code: 422 });
    expect(await create('clusterrolebindings', binding('view'))).toMatchObject({
      code: 201,
      body: { roleRef: { apiGroup, name: 'view' }, subjects: [{ apiGroup, name: 'readers' }] },
    });
    const put = await send(`${roles}/clusterrolebindings/readers`, { method: 'PUT', body: binding('edit') });
    expect(put).toMatchObject({
      code: 422,
      body: { message: expect.stringContaining('cannot change roleRef') },
    });
  });
});
