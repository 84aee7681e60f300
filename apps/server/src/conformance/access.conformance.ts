import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { IncomingMessage, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { KubeApi } from '../testing/kubeApi.ts';
import { ControlPlane } from './controlPlane.ts';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const REVIEWS = '/apis/authorization.k8s.io/v1';
const AUTHENTICATION = '/apis/authentication.k8s.io/v1';

interface Call {
  readonly method?: string;
  readonly path: string;
  readonly body?: object;
  readonly token?: string;
  /** Whom the administrator impersonates. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** One of the two API servers. */
type Ask = (asked: Call) => Promise<{ status: number | undefined; body: string }>;

/** Each by the token `of-NAME`; what ControlPlane itself uses is among them. */
const USERS: readonly {
  readonly token: string;
  readonly name: string;
  readonly groups: readonly string[];
}[] = [
  { token: 'conformance', name: 'admin', groups: ['system:masters'] },
  { token: 'of-imp', name: 'imp', groups: ['imps'] },
  { token: 'of-bob', name: 'bob', groups: ['lab'] },
];

let folder: string;
let plane: ControlPlane;
let simulated: KubeApi;
let askReal: Ask;
let askSimulated: Ask;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gpu-console-access-'));
  const tokens = join(folder, 'tokens.csv');
  const lines = USERS.map(
    ({ token, name, groups }) => `${token},${name},uid-${name},"${groups.join(',')}"\n`,
  );
  await writeFile(tokens, lines.join(''));
  plane = await ControlPlane.start();
  const { config } = await plane.startApiServer([`--token-auth-file=${tokens}`]);
  simulated = await KubeApi.start();
  for (const user of USERS) simulated.tokens.add({ ...user, uid: `uid-${user.name}` });
  const { server = '', caFile = '' } = config.getCurrentCluster() ?? {};
  askReal = asker(server, await readFile(caFile));
  askSimulated = asker(simulated.url);
  for (const [path, body] of OBJECTS)
    expect(await answers({ method: 'POST', path, body })).toMatchObject([{ status: 201 }, { status: 201 }]);
});

afterAll(async () => {
  await simulated.stop();
  await plane.stop();
  await rm(folder, { recursive: true });
});

function asker(url: string, ca?: Buffer): Ask {
  return async ({ method = 'GET', path, body, token = 'conformance', headers = {} }) => {
    const options = {
      method,
      agent: false as const,
      headers: {
        ...headers,
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
    };
    const asked = ca === undefined ? plain(url + path, options) : secure(url + path, { ...options, ca });
    const answered = once(asked, 'response');
    asked.end(body === undefined ? undefined : JSON.stringify(body));
    const [response] = await answered;
    if (!(response instanceof IncomingMessage)) throw new Error(`${path}: no response`);
    return { status: response.statusCode, body: await text(response) };
  };
}

async function expectAlike(
  asked: Call,
  change: (answer: unknown) => unknown = (answer) => answer,
): Promise<void> {
  const [real, ours] = await answers(asked);
  expect(change(ours), JSON.stringify(asked)).toEqual(change(real));
}

/** The real API server's answer, and ours. */
async function answers(asked: Call): Promise<readonly [real: unknown, ours: unknown]> {
  const [real, ours] = await Promise.all([askReal(asked), askSimulated(asked)]);
  return [comparable(real), comparable(ours)];
}

const Answer = z.looseObject({ kind: z.string().default(''), status: z.unknown().optional() });

/** A refusal without what is empty, a review's status, or no more than that it is some kind of answer. */
function comparable({ status, body }: { status: number | undefined; body: string }): unknown {
  if (!body.startsWith('{')) return { status };
  const answer = Answer.parse(JSON.parse(body));
  if (answer.kind === 'Status') {
    const { code, reason, message, details } = answer;
    return { status, code, reason, message, details: details ?? {} };
  }
  return { status, kind: answer.kind, ...(answer.kind.endsWith('Review') && { review: answer.status }) };
}

const rule = (apiGroups: string, resources: string, verbs: string, ...resourceNames: string[]) => ({
  apiGroups: apiGroups === '' ? [''] : apiGroups.split(' '),
  resources: resources.split(' '),
  verbs: verbs.split(' '),
  ...(resourceNames.length > 0 && { resourceNames }),
});

const subjectsOf = (...names: string[]) =>
  names.map((name) => {
    const [kind = '', of = ''] = name.split(/:(.*)/s);
    const [namespace = '', account = ''] = of.split('/');
    return kind === 'ServiceAccount' ? { kind, name: account, namespace } : { kind, name: of };
  });

function granted(name: string, rules: readonly object[], subjects: readonly object[], namespace?: string) {
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  const plural = `${kind.toLowerCase()}`;
  const within = namespace === undefined ? '' : `/namespaces/${namespace}`;
  const metadata = { name };
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind, name };
  return [
    [`${RBAC}${within}/${plural}s`, { metadata, rules }],
    [`${RBAC}${within}/${plural}bindings`, { metadata, roleRef, subjects }],
  ] as const;
}

const OBJECTS: readonly (readonly [string, object])[] = [
  ['/api/v1/namespaces', { metadata: { name: 'lab' } }],
  ...granted('lab:reader', [rule('', 'pods pods/log', 'get list watch')], subjectsOf('Group:lab'), 'lab'),
  ...granted('counter', [rule('', 'nodes', 'list')], subjectsOf('User:ann', 'ServiceAccount:lab/bot')),
  ...granted('named', [rule('', 'configmaps', '*', 'one', 'two')], subjectsOf('User:nat'), 'lab'),
  ...granted('subresources', [rule('apps', '*/scale', 'get')], subjectsOf('User:sue')),
  ...granted('paths', [{ nonResourceURLs: ['/metrics', '/logs/*'], verbs: ['get'] }], subjectsOf('User:pat')),
  ...granted(
    'impersonator',
    [
      rule('', 'users', 'impersonate'),
      rule('', 'groups', 'impersonate', 'lab'),
      rule('authentication.k8s.io', 'userextras/shift', 'impersonate'),
    ],
    subjectsOf('User:imp'),
  ),
  ...granted('delegate', [rule('*', '*', 'create')], subjectsOf('User:delegate')),
  [
    `${RBAC}/clusterrolebindings`,
    {
      metadata: { name: 'dangling' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'nosuch' },
      subjects: subjectsOf('User:dan'),
    },
  ],
];

const PEOPLE: Readonly<Record<string, readonly string[]>> = {
  ann: [],
  nat: [],
  sue: [],
  pat: [],
  dan: [],
  bob: ['lab'],
  imp: ['imps'],
  delegate: [],
  root: ['system:masters'],
  'a<b>&"c': [],
  'system:serviceaccount:lab:bot': [],
  'system:anonymous': [],
};

const as = (name: string) => ({
  'Impersonate-User': name,
  ...(PEOPLE[name]?.length ? { 'Impersonate-Group': PEOPLE[name] } : {}),
});

const REQUESTS: readonly (readonly [method: string, path: string])[] = [
  ['GET', '/api/v1/pods'],
  ['GET', '/api/v1/nodes'],
  ['GET', '/api/v1/namespaces/lab'],
  ['GET', '/api/v1/namespaces/lab/pods'],
  ['GET', '/api/v1/namespaces/lab/pods/nosuch'],
  ['GET', '/api/v1/namespaces/lab/pods/nosuch/log'],
  ['GET', '/api/v1/namespaces/default/pods'],
  ['GET', '/api/v1/namespaces/lab/configmaps'],
  ['GET', '/api/v1/namespaces/lab/configmaps?fieldSelector=metadata.name%3Done'],
  ['GET', '/api/v1/namespaces/lab/configmaps?fieldSelector=metadata.name%3Dthree'],
  ['GET', '/api/v1/namespaces/lab/configmaps/one'],
  ['GET', '/api/v1/namespaces/lab/configmaps/three'],
  ['DELETE', '/api/v1/namespaces/lab/configmaps/two'],
  ['DELETE', '/api/v1/namespaces/default/configmaps'],
  ['GET', '/api/v1/namespaces/lab/services/web:http/proxy/metrics'],
  ['PUT', '/api/v1/namespaces/lab/pods/a/status'],
  ['PATCH', '/apis/apps/v1/namespaces/lab/deployments/web'],
  ['GET', '/apis/gpu-console.io/v1/namespaces/lab/dashboards'],
  ['GET', '/api'],
  ['GET', '/apis/apps/v1'],
  ['GET', '/version'],
  ['GET', '/readyz'],
  ['GET', '/nosuch'],
  ['GET', '/'],
];

const isRefusal = (answer: unknown) => z.object({ status: z.literal(403) }).safeParse(answer).success;

describe('the simulated API server answers as the real one', () => {
  it.each(Object.keys(PEOPLE))('what %s asks', async (name) => {
    // What is allowed goes on to what either serves, which is another matter.
    const refusal = (answer: unknown) => (isRefusal(answer) ? answer : 'allowed');
    for (const [method, path] of REQUESTS) await expectAlike({ method, path, headers: as(name) }, refusal);
  });

  it.each([
    {},
    { 'Impersonate-User': 'bob', 'Impersonate-Group': ['lab'] },
    { 'Impersonate-User': 'bob', 'Impersonate-Group': ['lab', 'others'] },
    { 'Impersonate-User': 'bob', 'Impersonate-Extra-Shift': 'day' },
    { 'Impersonate-User': 'bob', 'Impersonate-Extra-Other': 'day' },
    { 'Impersonate-User': 'bob', 'Impersonate-Uid': '7' },
    { 'Impersonate-User': 'system:serviceaccount:lab:bot' },
    { 'Impersonate-User': 'system:anonymous' },
  ])('an impersonation: %j', async (headers) => {
    const path = `${AUTHENTICATION}/selfsubjectreviews`;
    for (const { token } of USERS) await expectAlike({ method: 'POST', path, body: {}, headers, token });
  });

  it('an impersonation without a user', async () => {
    const headers = { 'Impersonate-Group': ['lab'] };
    const status = (answer: unknown) => z.object({ status: z.number() }).parse(answer).status;
    await expectAlike({ path: '/api/v1/pods', headers }, status);
  });

  it.each(Object.keys(PEOPLE))('a review of what %s may do', async (user) => {
    const attributes = [
      { verb: 'list', resource: 'pods' },
      { verb: 'list', resource: 'pods', namespace: 'lab' },
      { verb: 'get', resource: 'pods', subresource: 'log', namespace: 'lab', name: 'a' },
      { verb: 'get', resource: 'pods', subresource: 'exec', namespace: 'lab' },
      { verb: 'list', resource: 'nodes' },
      { verb: 'get', group: 'apps', resource: 'deployments', subresource: 'scale', namespace: 'lab' },
      { verb: 'get', group: 'apps', resource: 'deployments', namespace: 'lab' },
      { verb: 'get', resource: 'configmaps', name: 'one', namespace: 'lab' },
      { verb: 'list', resource: 'configmaps', namespace: 'lab' },
      { verb: 'get', group: 'gpu-console.io', resource: 'dashboards', namespace: 'lab' },
      { verb: '*', group: '*', resource: '*' },
    ].map((resourceAttributes) => ({ resourceAttributes }));
    const paths = ['/metrics', '/logs/a/b', '/logs', '/apis/apps', '/healthz/ping'].map((path) => ({
      nonResourceAttributes: { verb: 'get', path },
    }));
    for (const spec of [...attributes, ...paths]) {
      const body = { spec: { ...spec, user, groups: PEOPLE[user] } };
      await expectAlike({ method: 'POST', path: `${REVIEWS}/subjectaccessreviews`, body });
      const own = { method: 'POST', path: `${REVIEWS}/selfsubjectaccessreviews`, body: { spec } };
      await expectAlike({ ...own, headers: as(user) });
    }
  });

  it.each([
    [`${REVIEWS}/subjectaccessreviews`, {}],
    [`${REVIEWS}/subjectaccessreviews`, { user: 'bob' }],
    [`${REVIEWS}/selfsubjectaccessreviews`, {}],
    [`${REVIEWS}/selfsubjectrulesreviews`, {}],
    [`${AUTHENTICATION}/tokenreviews`, {}],
    [`${AUTHENTICATION}/tokenreviews`, { token: 'nosuch' }],
    [`${AUTHENTICATION}/tokenreviews`, { token: 'of-bob', audiences: ['vault'] }],
  ])('a review that lacks something, or finds nobody: %s %j', async (path, spec) => {
    await expectAlike({ method: 'POST', path, body: { spec } });
  });

  it.each(['lab', 'default'])('a review within one namespace, of %s', async (namespace) => {
    const spec = {
      user: 'bob',
      groups: ['lab'],
      resourceAttributes: { verb: 'list', resource: 'pods', namespace },
    };
    const body = { metadata: { namespace: 'lab' }, spec };
    await expectAlike({ method: 'POST', path: `${REVIEWS}/namespaces/lab/localsubjectaccessreviews`, body });
  });

  it('whose a token is', async () => {
    const withoutAudiences = (answer: unknown) =>
      z.object({ review: z.object({ authenticated: z.boolean(), user: z.unknown() }) }).parse(answer);
    for (const { token } of USERS) {
      const asked = { method: 'POST', path: `${AUTHENTICATION}/tokenreviews`, body: { spec: { token } } };
      await expectAlike(asked, withoutAudiences);
    }
  });

  it.each(['/api/v1/pods', '/version', '/readyz', '/nosuch'])('an unknown token at %s', async (path) => {
    await expectAlike({ path, token: 'nosuch' });
  });

  it.each(Object.keys(PEOPLE))('which rules hold for %s', async (user) => {
    const body = { spec: { namespace: 'lab' } };
    const path = `${REVIEWS}/selfsubjectrulesreviews`;
    await expectAlike({ method: 'POST', path, body, headers: as(user) }, sorted);
  });

  it.each([
    [`${RBAC}/clusterroles`, { metadata: { name: 'a/b' }, rules: [] }],
    [`${RBAC}/clusterroles`, { metadata: { name: 'c' }, rules: [{ verbs: ['get'] }, { apiGroups: [''] }] }],
    [`${RBAC}/clusterrolebindings`, { metadata: { name: 'd' }, roleRef: { kind: 'Role', name: 'e' } }],
    [`${RBAC}/clusterrolebindings`, { metadata: { name: 'f' }, roleRef: { kind: 'ClusterRole' } }],
    [
      `${RBAC}/clusterrolebindings`,
      { metadata: { name: 'g' }, roleRef: { kind: 'ClusterRole', name: 'view' } },
    ],
    [
      `${RBAC}/namespaces/lab/rolebindings`,
      { metadata: { name: 'h' }, roleRef: { kind: 'Role', name: 'i' }, subjects: [{ kind: 'User' }] },
    ],
  ])('a role that is written: %s %j', async (path, body) => {
    await expectAlike({ method: 'POST', path, body });
  });

  it.each([
    ['cluster-admin', ['cluster-admin']],
    ['system:auth-delegator', ['system:auth-delegator']],
    ['system:basic-user', ['system:basic-user']],
    ['system:discovery', ['system:discovery']],
    ['system:public-info-viewer', ['system:public-info-viewer']],
    // No controller runs that would put these together.
    ['view', ['system:aggregate-to-view']],
    ['edit', ['system:aggregate-to-edit', 'system:aggregate-to-view']],
    ['admin', ['system:aggregate-to-admin', 'system:aggregate-to-edit', 'system:aggregate-to-view']],
  ])('what %s gives', async (role, parts) => {
    const given = async (ask: Ask, names: readonly string[]) => {
      const answers = await Promise.all(names.map((name) => ask({ path: `${RBAC}/clusterroles/${name}` })));
      return answers.flatMap(({ body }) => singleRights(Rules.parse(JSON.parse(body)).rules)).sort();
    };
    expect(await given(askSimulated, [role])).toEqual(await given(askReal, parts));
  });
});

const Texts = z.array(z.string()).default([]);
const Rule = z.object({ apiGroups: Texts, resources: Texts, nonResourceURLs: Texts, verbs: Texts });
const Rules = z.object({ rules: z.array(Rule) });

/** Each verb on each resource or path. */
function singleRights(rules: readonly z.infer<typeof Rule>[]): string[] {
  const all = rules.flatMap(({ apiGroups, resources, nonResourceURLs, verbs }) =>
    verbs.flatMap((verb) => [
      ...apiGroups.flatMap((group) => resources.map((resource) => `${verb} ${resource}.${group}`)),
      ...nonResourceURLs.map((url) => `${verb} ${url}`),
    ]),
  );
  return [...new Set(all)];
}

/** The lists in it in one order: the API server's own is none. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .map(sorted)
      .map((one) => JSON.stringify(one))
      .sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sorted(one)]));
}
