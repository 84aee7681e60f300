import type { KubeObject, ObjectStore } from '../objectStore.ts';
import { AUTHENTICATED, MASTERS, SERVICE_ACCOUNTS, UNAUTHENTICATED } from './user.ts';

const RBAC = 'rbac.authorization.k8s.io';
const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];
const ALL = [...WRITE, ...READ].sort();

/** @param resources separated by spaces */
const rule = (apiGroup: string, resources: string, verbs: readonly string[]) => ({
  apiGroups: [apiGroup],
  resources: resources.split(' '),
  verbs,
});

const pathsRule = (...nonResourceURLs: string[]) => ({ nonResourceURLs, verbs: ['get'] });

const INFO_PATHS = ['/healthz', '/livez', '/readyz', '/version', '/version/'];

const view = [
  rule(
    '',
    'configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status',
    READ,
  ),
  rule(
    '',
    'bindings events limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status',
    READ,
  ),
  rule('', 'namespaces', READ),
  rule('discovery.k8s.io', 'endpointslices', READ),
  rule(
    'apps',
    'controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status',
    READ,
  ),
  rule('autoscaling', 'horizontalpodautoscalers horizontalpodautoscalers/status', READ),
  rule('batch', 'cronjobs cronjobs/status jobs jobs/status', READ),
  rule(
    'extensions',
    'daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses ingresses/status networkpolicies replicasets replicasets/scale replicasets/status replicationcontrollers/scale',
    READ,
  ),
  rule('policy', 'poddisruptionbudgets poddisruptionbudgets/status', READ),
  rule('networking.k8s.io', 'ingresses ingresses/status networkpolicies', READ),
  rule('resource.k8s.io', 'resourceclaims resourceclaims/status resourceclaimtemplates', READ),
];

const edit = [
  rule('', 'pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy', READ),
  rule('', 'serviceaccounts', ['impersonate']),
  rule('', 'pods pods/attach pods/exec pods/portforward pods/proxy', WRITE),
  rule('', 'pods/eviction', ['create']),
  rule(
    '',
    'configmaps events persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy',
    WRITE,
  ),
  rule('', 'serviceaccounts/token', ['create']),
  rule(
    'apps',
    'daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale',
    WRITE,
  ),
  rule('autoscaling', 'horizontalpodautoscalers', WRITE),
  rule('batch', 'cronjobs jobs', WRITE),
  rule(
    'extensions',
    'daemonsets deployments deployments/rollback deployments/scale ingresses networkpolicies replicasets replicasets/scale replicationcontrollers/scale',
    WRITE,
  ),
  rule('policy', 'poddisruptionbudgets', WRITE),
  rule('networking.k8s.io', 'ingresses networkpolicies', WRITE),
  rule('coordination.k8s.io', 'leases', ALL),
  rule('resource.k8s.io', 'resourceclaims resourceclaimtemplates', WRITE),
];

const admin = [
  rule('authorization.k8s.io', 'localsubjectaccessreviews', ['create']),
  rule(RBAC, 'rolebindings roles', ALL),
];

/**
 * Of the ClusterRoles that every cluster has, those that people and the console are bound to, with the rules that
 * aggregation gives them (Kubernetes' bootstrappolicy/testdata/cluster-roles.yaml).
 */
const rulesOfRole = {
  'cluster-admin': [rule('*', '*', ['*']), { nonResourceURLs: ['*'], verbs: ['*'] }],
  admin: [...admin, ...edit, ...view],
  edit: [...edit, ...view],
  view,
  'system:auth-delegator': [
    rule('authentication.k8s.io', 'tokenreviews', ['create']),
    rule('authorization.k8s.io', 'subjectaccessreviews', ['create']),
  ],
  'system:basic-user': [
    rule('authorization.k8s.io', 'selfsubjectaccessreviews selfsubjectrulesreviews', ['create']),
    rule('authentication.k8s.io', 'selfsubjectreviews', ['create']),
  ],
  'system:discovery': [
    pathsRule('/api', '/api/*', '/apis', '/apis/*', '/openapi', '/openapi/*', ...INFO_PATHS),
  ],
  'system:public-info-viewer': [pathsRule(...INFO_PATHS)],
  'system:service-account-issuer-discovery': [
    pathsRule(
      '/.well-known/openid-configuration',
      '/.well-known/openid-configuration/',
      '/openid/v1/jwks',
      '/openid/v1/jwks/',
    ),
  ],
};

const groupsOfRole: readonly (readonly [keyof typeof rulesOfRole, ...string[]])[] = [
  ['cluster-admin', MASTERS],
  ['system:basic-user', AUTHENTICATED],
  ['system:discovery', AUTHENTICATED],
  ['system:public-info-viewer', AUTHENTICATED, UNAUTHENTICATED],
  ['system:service-account-issuer-discovery', SERVICE_ACCOUNTS],
];

/** Creates what is missing of the roles and bindings that the API server starts a cluster with. */
export function ensureDefaultRoles(store: ObjectStore): void {
  const roles = Object.entries(rulesOfRole).map(([name, rules]) => ({
    ...object('ClusterRole', name),
    rules,
  }));
  const bindings = groupsOfRole.map(([name, ...groups]) => ({
    ...object('ClusterRoleBinding', name),
    ...boundTo({ kind: 'ClusterRole', name }, ...groups),
  }));
  for (const missing of [...roles, ...bindings])
    if (store.get(missing.kind, undefined, missing.metadata.name) === undefined) store.create(missing);
}

function object(kind: string, name: string): KubeObject {
  const labels = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
  const annotations = { 'rbac.authorization.kubernetes.io/autoupdate': 'true' };
  return { apiVersion: `${RBAC}/v1`, kind, metadata: { name, labels, annotations } };
}

/** The parts of a binding that say which role groups have. */
function boundTo(role: { kind: 'Role' | 'ClusterRole'; name: string }, ...groups: readonly string[]) {
  return {
    roleRef: { apiGroup: RBAC, ...role },
    subjects: groups.map((name) => ({ apiGroup: RBAC, kind: 'Group', name })),
  };
}

/** Gives a group the rights of a ClusterRole, in one namespace or everywhere. */
export function groupBinding(group: string, clusterRole: string, namespace?: string): KubeObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: { name: `${group}-${clusterRole}`, ...(namespace !== undefined && { namespace }) },
    ...boundTo({ kind: 'ClusterRole', name: clusterRole }, group),
  };
}
