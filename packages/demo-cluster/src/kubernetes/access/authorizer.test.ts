import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonRecord } from '../jsonAccess.ts';
import type { ObjectStore } from '../objectStore.ts';
import { testStore } from '../testCluster.ts';
import { type AccessAttributes, attributesOf } from './attributes.ts';
import { Authorizer } from './authorizer.ts';
import { ensureDefaultRoles, groupBinding } from './defaultRoles.ts';
import type { User } from './user.ts';

let store: ObjectStore;
let authorizer: Authorizer;

beforeEach(() => {
  store = testStore();
  authorizer = new Authorizer(store);
  ensureDefaultRoles(store);
});

const user = (name: string, ...groups: string[]): User => ({ name, groups });
const eve = user('eve');

/** `list pods/log in ml named a of apps`, of which all but the first two may be left out; or `get /path`. */
function asked(text: string): AccessAttributes {
  const [verb = '', what = '', ...rest] = text.split(' ');
  if (what.startsWith('/')) return { verb, path: what };
  const [resource = '', subresource = ''] = what.split('/');
  const after = (word: string): string => (rest.includes(word) ? (rest[rest.indexOf(word) + 1] ?? '') : '');
  return { verb, group: after('of'), resource, subresource, namespace: after('in'), name: after('named') };
}

const may = (who: User, text: string): boolean => authorizer.decide(who, asked(text)).allowed;

/** Binds a role of these rules to a subject, in a namespace or everywhere. */
function grant(subject: JsonRecord, rules: JsonRecord[], namespace?: string): void {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  const metadata = { name: 'given', ...(namespace !== undefined && { namespace }) };
  store.create({ apiVersion, kind, metadata, rules });
  store.create({
    apiVersion,
    kind: `${kind}Binding`,
    metadata,
    roleRef: { kind, name: 'given' },
    subjects: [subject],
  });
}

const EVE = { kind: 'User', name: 'eve' };
const rule = (apiGroup: string, resource: string, verb: string, ...resourceNames: string[]): JsonRecord => ({
  apiGroups: [apiGroup],
  resources: [resource],
  verbs: [verb],
  ...(resourceNames.length > 0 && { resourceNames }),
});

describe('a rule', () => {
  it.each([
    // What the rule gives, and what of it is asked for.
    ['', 'pods', 'list', 'list pods', true],
    ['', 'pods', 'list', 'list pods in ml', true],
    ['', 'pods', 'list', 'watch pods', false],
    ['', 'pods', '*', 'deletecollection pods', true],
    ['', 'pods', '*', 'get pods/log', false],
    ['', 'pods/log', 'get', 'get pods/log named a', true],
    ['', 'pods/log', 'get', 'get pods named a', false],
    ['', '*/log', 'get', 'get pods/log', true],
    ['', '*/log', 'get', 'get pods', false],
    ['', '*', 'get', 'get pods/log', true],
    ['', '*', 'get', 'get deployments of apps', false],
    ['*', '*', 'get', 'get dashboards of gpu-console.io', true],
    ['apps', 'deployments', 'get', 'get deployments of apps', true],
    ['apps', 'deployments', 'get', 'get deployments of extensions', false],
    ['', 'pods', 'get', 'get * of *', false],
  ])('of %j %s %s: %s is %s', (group, resource, verb, text, allowed) => {
    grant(EVE, [rule(group, resource, verb)]);
    expect(may(eve, text)).toBe(allowed);
  });

  it('can name the objects, and then says nothing of the rest, nor of a list without a name', () => {
    grant(EVE, [rule('', 'configmaps', '*', 'a', 'b')]);
    expect(
      ['named a', 'named b', 'named c', ''].map((named) => may(eve, `list configmaps ${named}`)),
    ).toEqual([true, true, false, false]);
  });

  it.each([
    ['/healthz', '/healthz', true],
    ['/healthz', '/healthz/ping', false],
    ['/healthz/*', '/healthz/ping', true],
    ['/healthz/*', '/healthz', false],
    ['*', '/metrics', true],
  ])('of the path %s: %s is %s', (url, path, allowed) => {
    grant(EVE, [{ nonResourceURLs: [url], verbs: ['get'] }]);
    expect(may(eve, `get ${path}`)).toBe(allowed);
    expect(may(eve, `post ${path}`)).toBe(false);
  });
});

describe('a binding', () => {
  const pods = [rule('', 'pods', 'list')];

  it('holds in its own namespace alone, for a ClusterRole too', () => {
    grant(EVE, pods, 'ml');
    expect(['in ml', 'in other', ''].map((where) => may(eve, `list pods ${where}`))).toEqual([
      true,
      false,
      false,
    ]);
    store.create(groupBinding('vision', 'view', 'lab'));
    const ann = user('ann', 'vision');
    expect(['in lab', 'in ml', ''].map((where) => may(ann, `list pods ${where}`))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('names groups, and ServiceAccounts of its own namespace or another', () => {
    grant({ kind: 'Group', name: 'lab' }, pods);
    expect(may(user('ann', 'lab'), 'list pods')).toBe(true);
    expect(may(user('lab'), 'list pods')).toBe(false);
    grant({ kind: 'ServiceAccount', name: 'bot' }, pods, 'ml');
    expect(may(user('system:serviceaccount:ml:bot'), 'list pods in ml')).toBe(true);
    expect(may(user('system:serviceaccount:lab:bot'), 'list pods in ml')).toBe(false);
    expect(may(user('bot'), 'list pods in ml')).toBe(false);
  });

  it('says why it allows, and what role it lacks', () => {
    store.create(groupBinding('nlp', 'edit', 'ml'));
    store.create(groupBinding('lab', 'nosuch'));
    const ann = user('ann', 'nlp', 'lab');
    expect(authorizer.decide(ann, asked('list pods in ml')).reason).toBe(
      'RBAC: allowed by RoleBinding "nlp-edit/ml" of ClusterRole "edit" to Group "nlp"',
    );
    expect(authorizer.decide(ann, asked('list pods'))).toEqual({
      allowed: false,
      reason: 'RBAC: clusterrole.rbac.authorization.k8s.io "nosuch" not found',
    });
  });

  it('ends what it gave when it goes', () => {
    grant(EVE, pods);
    expect(may(eve, 'list pods')).toBe(true);
    store.delete('ClusterRoleBinding', undefined, 'given');
    expect(may(eve, 'list pods')).toBe(false);
  });
});

describe('the roles of every cluster', () => {
  it.each([
    ['view', 'list pods in ml', true],
    ['view', 'get pods/log in ml', true],
    ['view', 'list events in ml', true],
    ['view', 'get namespaces in ml named ml', true],
    ['view', 'list secrets in ml', false],
    ['view', 'create pods in ml', false],
    ['view', 'list nodes', false],
    ['edit', 'create pods in ml', true],
    ['edit', 'update configmaps in ml', true],
    ['edit', 'get services/proxy in ml', true],
    ['edit', 'list rolebindings of rbac.authorization.k8s.io in ml', false],
    ['admin', 'create rolebindings of rbac.authorization.k8s.io in ml', true],
    ['admin', 'delete namespaces in ml named ml', false],
  ])('%s: %s is %s', (role, text, allowed) => {
    store.create(groupBinding('team', role, 'ml'));
    expect(may(user('ann', 'team'), text)).toBe(allowed);
    expect(may(user('ann'), text)).toBe(false);
  });

  it('let everybody find out what is served and what they may do, and administrators do everything', () => {
    const anybody = user('ann', 'system:authenticated');
    expect(may(anybody, 'get /apis/apps/v1')).toBe(true);
    expect(may(anybody, 'create selfsubjectaccessreviews of authorization.k8s.io')).toBe(true);
    expect(may(anybody, 'create subjectaccessreviews of authorization.k8s.io')).toBe(false);
    store.create(groupBinding('gpu-admins', 'cluster-admin'));
    expect(may(user('root', 'gpu-admins'), 'delete nodes named a')).toBe(true);
    store.delete('ClusterRoleBinding', undefined, 'cluster-admin');
    expect(may(user('root', 'system:masters'), 'delete nodes named a')).toBe(true);
  });
});

describe('a request', () => {
  it.each([
    ['GET', '/api/v1/pods', 'list pods'],
    ['GET', '/api/v1/namespaces/ml/pods?watch=true', 'watch pods in ml'],
    ['GET', '/api/v1/namespaces/ml/pods/a', 'get pods in ml named a'],
    ['GET', '/api/v1/namespaces/ml/pods/a/log', 'get pods/log in ml named a'],
    ['GET', '/api/v1/namespaces/ml/services/web:http/proxy/x/y', 'get services/proxy in ml named web:http'],
    ['GET', '/api/v1/namespaces/ml', 'get namespaces in ml named ml'],
    ['PUT', '/api/v1/namespaces/ml/status', 'update namespaces/status in ml named ml'],
    ['POST', '/apis/apps/v1/namespaces/ml/deployments', 'create deployments in ml of apps'],
    ['PATCH', '/apis/apps/v1/namespaces/ml/deployments/web', 'patch deployments in ml named web of apps'],
    ['DELETE', '/api/v1/nodes/a', 'delete nodes named a'],
    ['DELETE', '/api/v1/namespaces/ml/pods', 'deletecollection pods in ml'],
    ['GET', '/api/v1/configmaps?fieldSelector=metadata.name%3Da', 'list configmaps named a'],
    ['DELETE', '/api/v1/namespaces/ml/pods?fieldSelector=metadata.name%3Da', 'deletecollection pods in ml'],
    ['GET', '/api/v1/namespaces/m%6C//pods/', 'list pods in ml'],
    ['GET', '/apis/apps/v1', 'get /apis/apps/v1'],
    ['GET', '/api', 'get /api'],
    ['POST', '/version', 'post /version'],
  ])('%s %s: %s', (method, address, text) => {
    const { pathname, searchParams } = new URL(address, 'http://api-server');
    expect(attributesOf(method, pathname, searchParams)).toEqual(asked(text));
  });
});
