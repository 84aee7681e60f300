/** What discovery says of one resource, and how the server treats it. */
export interface ResourceType {
  group: string;
  version: string;
  plural: string;
  singular: string;
  kind: string;
  namespaced: boolean;
  shortNames: readonly string[];
  categories: readonly string[];
  subresources: readonly string[];
  /** Only POST, nothing stored (access reviews). */
  reviewOnly?: boolean;
  /** `metadata.generation` counts the changes of its spec. */
  counted?: boolean;
}

/** Which version of Kubernetes' resource.k8s.io (dynamic resource allocation) a cluster serves. */
export type ResourceApiVersion = 'v1beta1' | 'v1beta2' | 'v1';

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf(type: Pick<ResourceType, 'group' | 'version'>): string {
  return type.group ? `${type.group}/${type.version}` : type.version;
}

type Traits = Partial<
  Pick<ResourceType, 'shortNames' | 'categories' | 'subresources' | 'reviewOnly' | 'counted'>
>;

function resource(
  apiVersion: string,
  plural: string,
  kind: string,
  namespaced: boolean,
  traits: Traits = {},
): ResourceType {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/', 2) : ['', apiVersion];
  return {
    group: group ?? '',
    version: version ?? '',
    plural,
    singular: kind.toLowerCase(),
    kind,
    namespaced,
    shortNames: [],
    categories: [],
    subresources: [],
    ...traits,
  };
}

const status = ['status'];
const all = ['all'];

/** Short names and categories as `kubectl api-resources` prints them for a stock cluster. */
const builtIn: readonly ResourceType[] = [
  resource('v1', 'configmaps', 'ConfigMap', true, { shortNames: ['cm'] }),
  resource('v1', 'endpoints', 'Endpoints', true, { shortNames: ['ep'] }),
  resource('v1', 'events', 'Event', true, { shortNames: ['ev'] }),
  resource('v1', 'namespaces', 'Namespace', false, { shortNames: ['ns'], subresources: status }),
  resource('v1', 'nodes', 'Node', false, { shortNames: ['no'], subresources: status }),
  resource('v1', 'persistentvolumeclaims', 'PersistentVolumeClaim', true, {
    shortNames: ['pvc'],
    subresources: status,
  }),
  resource('v1', 'pods', 'Pod', true, {
    shortNames: ['po'],
    categories: all,
    subresources: ['binding', 'eviction', 'log', 'status'],
  }),
  resource('v1', 'secrets', 'Secret', true),
  resource('v1', 'serviceaccounts', 'ServiceAccount', true, { shortNames: ['sa'] }),
  resource('v1', 'services', 'Service', true, {
    shortNames: ['svc'],
    categories: all,
    subresources: status,
  }),
  resource('apiextensions.k8s.io/v1', 'customresourcedefinitions', 'CustomResourceDefinition', false, {
    shortNames: ['crd', 'crds'],
    categories: ['api-extensions'],
    subresources: status,
    counted: true,
  }),
  resource('apps/v1', 'daemonsets', 'DaemonSet', true, {
    shortNames: ['ds'],
    categories: all,
    subresources: status,
    counted: true,
  }),
  resource('apps/v1', 'deployments', 'Deployment', true, {
    shortNames: ['deploy'],
    categories: all,
    subresources: status,
    counted: true,
  }),
  resource('apps/v1', 'replicasets', 'ReplicaSet', true, {
    shortNames: ['rs'],
    categories: all,
    subresources: status,
    counted: true,
  }),
  resource('apps/v1', 'statefulsets', 'StatefulSet', true, {
    shortNames: ['sts'],
    categories: all,
    subresources: status,
    counted: true,
  }),
  resource('authentication.k8s.io/v1', 'tokenreviews', 'TokenReview', false, { reviewOnly: true }),
  resource('authorization.k8s.io/v1', 'localsubjectaccessreviews', 'LocalSubjectAccessReview', true, {
    reviewOnly: true,
  }),
  resource('authorization.k8s.io/v1', 'selfsubjectaccessreviews', 'SelfSubjectAccessReview', false, {
    reviewOnly: true,
  }),
  resource('authorization.k8s.io/v1', 'selfsubjectrulesreviews', 'SelfSubjectRulesReview', false, {
    reviewOnly: true,
  }),
  resource('authorization.k8s.io/v1', 'subjectaccessreviews', 'SubjectAccessReview', false, {
    reviewOnly: true,
  }),
  resource('batch/v1', 'jobs', 'Job', true, { categories: all, subresources: status }),
  resource('coordination.k8s.io/v1', 'leases', 'Lease', true),
  resource('discovery.k8s.io/v1', 'endpointslices', 'EndpointSlice', true),
  resource('node.k8s.io/v1', 'runtimeclasses', 'RuntimeClass', false),
  resource('events.k8s.io/v1', 'events', 'Event', true, { shortNames: ['ev'] }),
  resource('rbac.authorization.k8s.io/v1', 'clusterrolebindings', 'ClusterRoleBinding', false),
  resource('rbac.authorization.k8s.io/v1', 'clusterroles', 'ClusterRole', false),
  resource('rbac.authorization.k8s.io/v1', 'rolebindings', 'RoleBinding', true),
  resource('rbac.authorization.k8s.io/v1', 'roles', 'Role', true),
];

/**
 * The resources that a cluster serves without any CRD.
 * @param minor the Kubernetes minor version: EndpointSlice was v1beta1 too until 1.25 took it away, and clients
 *   such as Prometheus ask a server older than 1.21 for nothing else; SelfSubjectReview is v1 since 1.28
 * @param resourceApi the version of resource.k8s.io, if the cluster has it at all
 */
export function builtInTypes(minor: number, resourceApi?: ResourceApiVersion): ResourceType[] {
  const types = [...builtIn];
  if (minor < 25) types.push(resource('discovery.k8s.io/v1beta1', 'endpointslices', 'EndpointSlice', true));
  if (minor >= 28)
    types.push(
      resource('authentication.k8s.io/v1', 'selfsubjectreviews', 'SelfSubjectReview', false, {
        reviewOnly: true,
      }),
    );
  if (resourceApi) {
    const apiVersion = `resource.k8s.io/${resourceApi}`;
    types.push(
      resource(apiVersion, 'deviceclasses', 'DeviceClass', false),
      resource(apiVersion, 'resourceclaims', 'ResourceClaim', true, { subresources: status }),
      resource(apiVersion, 'resourceclaimtemplates', 'ResourceClaimTemplate', true),
      resource(apiVersion, 'resourceslices', 'ResourceSlice', false),
    );
    if (minor >= 33)
      types.push(resource('resource.k8s.io/v1alpha3', 'devicetaintrules', 'DeviceTaintRule', false));
  }
  return types;
}
