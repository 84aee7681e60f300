import { isRecord } from './jsonAccess.ts';
import type { KubeObject, ObjectMeta } from './objectStore.ts';
import { apiVersionOf, type ResourceType } from './resourceTypes.ts';
import { badRequest } from './status.ts';
import { inStoredVersion } from './versionConversion.ts';

/** The part of a request's path that names what it is about. */
export interface ObjectAddress {
  namespace: string | undefined;
  /** Undefined for a collection. */
  name: string | undefined;
}

/**
 * Reads a client's object for a resource, in the form that the store keeps.
 * Kind and apiVersion may be missing, the path says them; namespace comes from the path too.
 * @throws ApiError 400 when the object is malformed or contradicts the path
 */
export function parseObject(body: unknown, type: ResourceType, address: ObjectAddress): KubeObject {
  if (!isRecord(body))
    throw badRequest('the object provided is unrecognized (must be of type Kubernetes object)');
  const apiVersion = apiVersionOf(type);
  const {
    apiVersion: givenVersion = apiVersion,
    kind = type.kind,
    metadata = {},
    spec,
    status,
    ...fields
  } = body;
  if (kind !== type.kind) {
    throw badRequest(
      `${String(kind)} in version "${String(givenVersion)}" cannot be handled as a ${type.kind}: no kind "${String(kind)}" is registered for ${type.plural}`,
    );
  }
  if (givenVersion !== apiVersion) {
    throw badRequest(
      `the API version in the data (${String(givenVersion)}) does not match the expected API version (${apiVersion})`,
    );
  }
  return inStoredVersion({
    apiVersion,
    kind: type.kind,
    ...fields,
    metadata: parseMetadata(metadata, type, address),
    ...(spec !== undefined && { spec: recordOf(spec, 'spec', type) }),
    ...(status !== undefined && { status: recordOf(status ?? {}, 'status', type) }),
  });
}

function parseMetadata(value: unknown, type: ResourceType, address: ObjectAddress): ObjectMeta {
  const { name, namespace, labels, annotations, managedFields, selfLink, ...rest } = recordOf(
    value,
    'metadata',
    type,
  );
  if (address.name !== undefined && name !== undefined && name !== address.name) {
    throw badRequest(
      `the name of the object (${String(name)}) does not match the name on the URL (${address.name})`,
    );
  }
  if (type.namespaced && namespace && namespace !== address.namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  const given = Object.fromEntries(Object.entries(rest).filter(([, field]) => field !== null));
  return {
    ...given,
    name: typeof name === 'string' ? name : (address.name ?? ''),
    ...(type.namespaced && address.namespace !== undefined && { namespace: address.namespace }),
    ...(isRecord(labels) && { labels: stringMap(labels, 'labels', type) }),
    ...(isRecord(annotations) && { annotations: stringMap(annotations, 'annotations', type) }),
  };
}

function recordOf(value: unknown, field: string, type: ResourceType): Record<string, unknown> {
  if (isRecord(value)) return value;
  throw undecodable(
    type,
    `json: cannot unmarshal ${typeof value} into Go struct field ${type.kind}.${field}`,
  );
}

function stringMap(
  value: Record<string, unknown>,
  field: string,
  type: ResourceType,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (typeof item === 'string') return [key, item];
      throw undecodable(
        type,
        `json: cannot unmarshal ${typeof item} into Go struct field ObjectMeta.metadata.${field} of type string`,
      );
    }),
  );
}

function undecodable(type: ResourceType, why: string): Error {
  return badRequest(`${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: ${why}`);
}
