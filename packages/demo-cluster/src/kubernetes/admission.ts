import { isDeepStrictEqual } from 'node:util';
import { isRole, roleFaults, roleNameFault, withRoleDefaults } from './access/roleAdmission.ts';
import { isRecord, type JsonRecord, recordAt } from './jsonAccess.ts';
import { type KubeObject, type ObjectMeta, type ObjectStore, rfc3339 } from './objectStore.ts';
import { newPod, podSpecDefaults } from './podDefaults.ts';
import { podFaults, podUpdateFaults } from './podValidation.ts';
import type { ResourceType } from './resourceTypes.ts';
import { allocatedService } from './serviceDefaults.ts';
import { ApiError, badRequest, conflict, type FieldCause, invalid, notFound } from './status.ts';

/**
 * An object as the API server would store it on create: validated, defaulted, with the status it starts from.
 * @throws ApiError 400, 403, 404 (no such namespace) or 422
 */
export function admitCreate(store: ObjectStore, type: ResourceType, object: KubeObject): KubeObject {
  if (object.metadata.resourceVersion) {
    throw badRequest('resourceVersion should not be set on objects to be created');
  }
  refuse(type, object, nameFaults(object));
  requireNamespace(store, type, object);
  const { uid, creationTimestamp, deletionTimestamp, generation, ...given } = object.metadata;
  const metadata = { ...given, ...(type.counted && { generation: 1 }) };
  const created = withStartingStatus({ ...object, metadata }, type);
  switch (type.kind) {
    case 'Pod': {
      const pod = newPod(created);
      refuse(type, pod, podFaults(pod));
      return pod;
    }
    case 'Node':
      return withAllocatable(created);
    case 'Service':
      return allocatedService(created, store.list('Service'));
    case 'Namespace':
      return newNamespace(created);
    case 'CustomResourceDefinition':
      return establishedDefinition(created, store.now());
    default:
      return isRole(created) ? admittedRole(type, created) : withSpecDefaults(created);
  }
}

/**
 * The object that an update stores in place of the current one. Through `status` only the status changes, and
 * through the object itself everything else.
 * @throws ApiError 409 or 422
 */
export function admitUpdate(
  store: ObjectStore,
  type: ResourceType,
  current: KubeObject,
  next: KubeObject,
  subresource: string | undefined,
): KubeObject {
  const name = current.metadata.name;
  if (next.metadata.uid && next.metadata.uid !== current.metadata.uid) {
    const why = `Precondition failed: UID in precondition: ${next.metadata.uid}, UID in object meta: ${String(current.metadata.uid)}`;
    throw conflict(type, name, why);
  }
  const metadata: ObjectMeta = { ...clientFields(next.metadata), ...serverFields(current.metadata) };
  if (subresource === 'status') {
    return { ...current, metadata, ...(next.status && { status: next.status }) };
  }
  const updated = withSpecDefaults({ ...next, metadata });
  // What a controller stored without defaults does not change by getting them.
  const before = withSpecDefaults(current);
  if (type.counted && !isDeepStrictEqual(before.spec, updated.spec))
    metadata.generation = (metadata.generation ?? 0) + 1;
  if (type.subresources.includes('status')) {
    delete updated.status;
    if (current.status) updated.status = current.status;
  }
  if (type.kind === 'Pod') refuse(type, updated, podUpdateFaults(before, updated));
  if (isRole(updated)) return admittedRole(type, updated, current);
  if (type.kind !== 'Service') return updated;
  const others = store.list('Service').filter((service) => service.metadata.uid !== current.metadata.uid);
  return allocatedService(updated, others, current);
}

/** What only the server writes in an object's metadata, apart from what the store keeps by itself. */
function serverFields({ deletionTimestamp, deletionGracePeriodSeconds, generation }: ObjectMeta): object {
  return {
    ...(deletionTimestamp !== undefined && { deletionTimestamp }),
    ...(deletionGracePeriodSeconds !== undefined && { deletionGracePeriodSeconds }),
    ...(generation !== undefined && { generation }),
  };
}

function clientFields(metadata: ObjectMeta): ObjectMeta {
  const { deletionTimestamp, deletionGracePeriodSeconds, generation, ...given } = metadata;
  return { ...given, name: metadata.name };
}

function refuse(type: ResourceType, object: KubeObject, faults: readonly FieldCause[]): void {
  if (faults.length > 0)
    throw invalid(type, object.metadata.name || object.metadata.generateName || '', faults);
}

function admittedRole(type: ResourceType, role: KubeObject, before?: KubeObject): KubeObject {
  const complete = withRoleDefaults(role);
  refuse(type, complete, roleFaults(complete, before));
  return complete;
}

function nameFaults(object: KubeObject): FieldCause[] {
  const { name, generateName } = object.metadata;
  if (!name && !generateName) {
    const message = 'Required value: name or generateName is required';
    return [{ field: 'metadata.name', reason: 'FieldValueRequired', message }];
  }
  const tested = name || `${generateName ?? ''}xxxxx`;
  const message = isRole(object) ? roleNameFault(tested) : subdomainFault(tested);
  if (message === '') return [];
  return [
    {
      field: 'metadata.name',
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(tested)}: ${message}`,
    },
  ];
}

function subdomainFault(name: string): string {
  const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
  if (subdomain.test(name) && name.length <= 253) return '';
  return `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`;
}

/** The NamespaceLifecycle admission plug-in. */
function requireNamespace(store: ObjectStore, type: ResourceType, object: KubeObject): void {
  const name = object.metadata.namespace;
  if (!type.namespaced || name === undefined) return;
  const namespace = store.get('Namespace', undefined, name);
  if (!namespace) throw notFound({ group: '', plural: 'namespaces' }, name);
  if (!namespace.metadata.deletionTimestamp) return;
  const what = `${type.plural}${type.group && `.${type.group}`} "${object.metadata.name}"`;
  const why = `unable to create new content in namespace ${name} because it is being terminated`;
  throw new ApiError(403, 'Forbidden', `${what} is forbidden: ${why}`);
}

/** A client's status is dropped where status has an endpoint of its own, except that nodes register with theirs. */
function withStartingStatus(object: KubeObject, type: ResourceType): KubeObject {
  if (!type.subresources.includes('status') || type.kind === 'Node') return object;
  const { status, ...rest } = object;
  return { ...rest, apiVersion: object.apiVersion, kind: object.kind, metadata: object.metadata };
}

/** A node that does not say what of it may be allocated gives all (pkg/apis/core/v1, SetDefaults_NodeStatus). */
function withAllocatable(node: KubeObject): KubeObject {
  const capacity = node.status?.['capacity'];
  return capacity === undefined ? node : { ...node, status: { allocatable: capacity, ...node.status } };
}

/** A namespace as the API server stores it. */
export function newNamespace(namespace: KubeObject): KubeObject {
  const { metadata } = namespace;
  return {
    ...namespace,
    metadata: { ...metadata, labels: { 'kubernetes.io/metadata.name': metadata.name, ...metadata.labels } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

/** Definitions are served from the moment they are stored, and say so. @param now Unix seconds */
function establishedDefinition(definition: KubeObject, now: number): KubeObject {
  const lastTransitionTime = rfc3339(now);
  const condition = (type: string, reason: string, message: string): JsonRecord => ({
    type,
    status: 'True',
    reason,
    message,
    lastTransitionTime,
  });
  return {
    ...definition,
    status: {
      acceptedNames: recordAt(definition, 'spec', 'names'),
      conditions: [
        condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
        condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted'),
      ],
    },
  };
}

/** What each workload kind's spec holds where the client leaves it out. */
const workloadSpecs: Readonly<Record<string, JsonRecord>> = {
  DaemonSet: {
    revisionHistoryLimit: 10,
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
  },
  Deployment: {
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
  },
  Job: { completions: 1, parallelism: 1, backoffLimit: 6 },
  ReplicaSet: { replicas: 1 },
  StatefulSet: { replicas: 1, podManagementPolicy: 'OrderedReady', revisionHistoryLimit: 10 },
};

/** The defaults that hold on every write, so that a client may leave them out again when it updates. */
function withSpecDefaults(object: KubeObject): KubeObject {
  if (object.kind === 'Pod') return { ...object, spec: podSpecDefaults(object.spec ?? {}) };
  const defaults = workloadSpecs[object.kind];
  if (!defaults || !object.spec) return object;
  const template = recordAt(object.spec, 'template');
  const spec = { ...defaults, ...object.spec };
  if (!isRecord(template['spec'])) return { ...object, spec };
  return { ...object, spec: { ...spec, template: { ...template, spec: podSpecDefaults(template['spec']) } } };
}
