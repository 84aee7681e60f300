import { isDeepStrictEqual } from 'node:util';
import { admitCreate, admitUpdate } from './admission.ts';
import { finishDeletion } from './deletion.ts';
import { type ObjectAddress, parseObject } from './objectParsing.ts';
import { type KubeObject, rfc3339, StoreError } from './objectStore.ts';
import { applyPatchYaml, patched } from './patch.ts';
import { apiVersionOf, type ResourceType } from './resourceTypes.ts';
import type { ServerContext } from './serverContext.ts';
import { alreadyExists, badRequest, conflict, notFound } from './status.ts';
import { inServedVersion } from './versionConversion.ts';

/** What a write is about, and whether it only pretends (`dryRun=All`). */
export interface WriteTarget extends ObjectAddress {
  type: ResourceType;
  subresource: string | undefined;
  dryRun: boolean;
}

/** Creates the object a client sent. @throws ApiError 400, 403, 404, 409 or 422 */
export function createObject(context: ServerContext, target: WriteTarget, body: unknown): KubeObject {
  return createParsed(context, target, parseObject(body, target.type, { ...target, name: undefined }));
}

/** Replaces an object by the one a client sent. @throws ApiError 400, 404, 409 or 422 */
export function replaceObject(context: ServerContext, target: WriteTarget, body: unknown): KubeObject {
  return store(context, target, existing(context, target), parseObject(body, target.type, target));
}

/**
 * Patches an object; a server-side apply creates it when it is not there.
 * @param mediaType which kind of patch the body is
 * @returns the object, and whether it is new
 * @throws ApiError 400, 404, 409, 415 or 422
 */
export function patchObject(
  context: ServerContext,
  target: WriteTarget,
  patch: unknown,
  mediaType: string,
): { object: KubeObject; created: boolean } {
  const { type, namespace, name = '' } = target;
  const current = context.store.get(type.kind, namespace, name);
  if (!current && mediaType === applyPatchYaml && target.subresource === undefined) {
    return { object: createParsed(context, target, parseObject(patch, type, target)), created: true };
  }
  const isBuiltIn = context.registry.definitionOf(type) === undefined;
  const shown = inServedVersion(existing(context, target), type);
  const next = parseObject(patched(shown, patch, mediaType, type, isBuiltIn), type, target);
  return { object: store(context, target, existing(context, target), next), created: false };
}

/** The stored object that a request names. @throws ApiError 404 */
export function existing(
  { store }: ServerContext,
  { type, namespace, name = '' }: ObjectAddress & { type: ResourceType },
): KubeObject {
  const object = store.get(type.kind, namespace, name);
  if (!object) throw notFound(type, name);
  return object;
}

/** Puts a pod on a node, as the scheduler does with `pods/binding`. @throws ApiError 400, 404 or 409 */
export function bindPod(context: ServerContext, target: WriteTarget, nodeName: string): void {
  const pod = existing(context, target);
  if (!nodeName) throw badRequest('target.name: Required value');
  if (pod.spec?.['nodeName']) {
    const why = `pod ${pod.metadata.name} is already assigned to node "${String(pod.spec['nodeName'])}"`;
    throw conflict({ ...target.type, plural: 'pods/binding' }, pod.metadata.name, why);
  }
  context.store.modify('Pod', target.namespace, pod.metadata.name, (draft) => {
    draft.spec = { ...draft.spec, nodeName };
    const scheduled = {
      type: 'PodScheduled',
      status: 'True',
      lastProbeTime: null,
      lastTransitionTime: rfc3339(context.store.now()),
    };
    draft.status = { ...draft.status, conditions: [scheduled] };
  });
}

function createParsed(context: ServerContext, target: WriteTarget, object: KubeObject): KubeObject {
  const { type, dryRun } = target;
  const admitted = admitCreate(context.store, type, object);
  if (!dryRun)
    return mapped(type, admitted.metadata.name, () => context.store.create(noted(context, type, admitted)));
  const { namespace, name } = admitted.metadata;
  if (context.store.get(type.kind, namespace, name)) throw alreadyExists(type, name);
  const metadata = { ...admitted.metadata, creationTimestamp: rfc3339(context.store.now()) };
  return { ...admitted, metadata };
}

function store(
  context: ServerContext,
  target: WriteTarget,
  current: KubeObject,
  next: KubeObject,
): KubeObject {
  const { type, dryRun, subresource } = target;
  const updated = admitUpdate(context.store, type, current, next, subresource);
  // A write that leaves all but bookkeeping alone is none; kubectl then says "unchanged".
  const { uid, managedFields } = current.metadata;
  const generated = {
    ...updated.metadata,
    ...(uid && { uid }),
    ...(managedFields !== undefined && { managedFields }),
  };
  const comparable = {
    ...updated,
    metadata: { ...generated, resourceVersion: current.metadata.resourceVersion },
  };
  if (dryRun || isDeepStrictEqual(comparable, current)) return dryRun ? updated : current;
  return mapped(type, current.metadata.name, () => {
    const stored = context.store.update(noted(context, type, updated));
    finishDeletion(context, stored);
    return stored;
  });
}

/** The object with a note of when a client last wrote it; which fields that were, nobody asks here. */
function noted({ store }: ServerContext, type: ResourceType, object: KubeObject): KubeObject {
  const entry = {
    manager: 'client',
    operation: 'Update',
    apiVersion: apiVersionOf(type),
    time: rfc3339(store.now()),
    fieldsType: 'FieldsV1',
    fieldsV1: {},
  };
  return { ...object, metadata: { ...object.metadata, managedFields: [entry] } };
}

/** Runs a store operation and puts its refusal in the API's words. */
function mapped(type: ResourceType, name: string, write: () => KubeObject): KubeObject {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    switch (error.reason) {
      case 'AlreadyExists':
        throw alreadyExists(type, name);
      case 'Conflict':
        throw conflict(type, name);
      case 'NotFound':
        throw notFound(type, name);
    }
  }
}
