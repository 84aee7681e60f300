import { isRecord, listAt, numberAt, textAt } from './jsonAccess.ts';
import { type KubeObject, rfc3339 } from './objectStore.ts';
import type { ServerContext } from './serverContext.ts';
import { badRequest, conflict } from './status.ts';

/** The parts of DeleteOptions that matter here. */
export interface DeleteOptions {
  /** Overrides a pod's own grace period, seconds. */
  gracePeriodSeconds?: number;
  propagationPolicy: 'Background' | 'Foreground' | 'Orphan';
  preconditions: { uid?: string; resourceVersion?: string };
}

/** Reads DeleteOptions from body and query; either may hold them. @throws ApiError 400 */
export function parseDeleteOptions(body: unknown, query: URLSearchParams): DeleteOptions {
  const given = isRecord(body) ? body : {};
  const grace = query.get('gracePeriodSeconds') ?? given['gracePeriodSeconds'];
  const policy = query.get('propagationPolicy') || textAt(given, 'propagationPolicy') || 'Background';
  if (policy !== 'Background' && policy !== 'Foreground' && policy !== 'Orphan') {
    throw badRequest(`invalid propagationPolicy "${policy}"`);
  }
  const gracePeriodSeconds = grace === undefined || grace === null ? undefined : Number(grace);
  const uid = textAt(given, 'preconditions', 'uid');
  const resourceVersion = textAt(given, 'preconditions', 'resourceVersion');
  return {
    ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds: Math.max(0, gracePeriodSeconds) }),
    propagationPolicy: policy,
    preconditions: { ...(uid && { uid }), ...(resourceVersion && { resourceVersion }) },
  };
}

/**
 * Deletes as the API server and its garbage collector would. A pod that a kubelet runs gets its grace period, a
 * namespace takes its contents along, an object with finalizers waits for them, and dependents follow their owner.
 * @returns the object as it stands afterwards, and whether it is gone already
 * @throws ApiError 409 when a precondition fails
 */
export function deleteObject(
  context: ServerContext,
  object: KubeObject,
  options: DeleteOptions,
): { object: KubeObject; gone: boolean } {
  checkPreconditions(context, object, options);
  if (object.kind === 'Pod') return deletePod(context, object, options);
  if (object.kind === 'Namespace') return deleteNamespace(context, object);
  if ((object.metadata.finalizers ?? []).length > 0) {
    return { object: markDeleted(context, object, 0), gone: false };
  }
  removeWithDependents(context, object, options);
  return { object, gone: true };
}

/** Removes an object whose deletion only waited for its finalizers, once an update took the last one away. */
export function finishDeletion(context: ServerContext, object: KubeObject): void {
  const { deletionTimestamp, finalizers = [] } = object.metadata;
  if (!deletionTimestamp || finalizers.length > 0 || object.kind === 'Pod' || object.kind === 'Namespace')
    return;
  removeWithDependents(context, object, { propagationPolicy: 'Background', preconditions: {} });
}

function checkPreconditions(
  context: ServerContext,
  { kind, metadata }: KubeObject,
  { preconditions }: DeleteOptions,
): void {
  const { uid, resourceVersion } = preconditions;
  if (uid && uid !== metadata.uid) {
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${String(metadata.uid)}`;
    throw conflict(typeOfKind(context, kind), metadata.name, why);
  }
  if (resourceVersion && resourceVersion !== metadata.resourceVersion) {
    throw conflict(typeOfKind(context, kind), metadata.name);
  }
}

function typeOfKind(context: ServerContext, kind: string): { group: string; plural: string; kind: string } {
  return context.registry.types().find((type) => type.kind === kind) ?? { group: '', plural: kind, kind };
}

function deletePod(
  context: ServerContext,
  pod: KubeObject,
  options: DeleteOptions,
): { object: KubeObject; gone: boolean } {
  const grace = podGraceSeconds(pod, options);
  const { namespace, name, uid, deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata;
  if (grace === 0) {
    context.store.delete('Pod', namespace, name);
    return { object: pod, gone: true };
  }
  if (deletionTimestamp && grace >= (deletionGracePeriodSeconds ?? 0)) return { object: pod, gone: false };
  const marked = markDeleted(context, pod, grace);
  const remove = (): void => {
    if (context.store.get('Pod', namespace, name)?.metadata.uid === uid)
      context.store.delete('Pod', namespace, name);
  };
  const answer = context.onPodDeleted?.(marked);
  if (answer === 'remove-now') remove();
  else if (answer === undefined) setTimeout(remove, grace * 1000).unref();
  return { object: marked, gone: answer === 'remove-now' };
}

/** Nobody has to stop a pod that is on no node or has ended (podStrategy.CheckGracefulDelete). */
function podGraceSeconds(pod: KubeObject, { gracePeriodSeconds }: DeleteOptions): number {
  if (!textAt(pod, 'spec', 'nodeName')) return 0;
  if (['Succeeded', 'Failed'].includes(textAt(pod, 'status', 'phase'))) return 0;
  return gracePeriodSeconds ?? (numberAt(pod, 'spec', 'terminationGracePeriodSeconds') || 30);
}

function markDeleted(context: ServerContext, object: KubeObject, graceSeconds: number): KubeObject {
  const { namespace, name } = object.metadata;
  const marked = context.store.modify(object.kind, namespace, name, ({ metadata }) => {
    metadata.deletionTimestamp = rfc3339(context.store.now() + graceSeconds);
    metadata.deletionGracePeriodSeconds = graceSeconds;
  });
  return marked ?? object;
}

function deleteNamespace(
  context: ServerContext,
  namespace: KubeObject,
): { object: KubeObject; gone: boolean } {
  const { store } = context;
  const { name } = namespace.metadata;
  if (namespace.metadata.deletionTimestamp) return { object: namespace, gone: false };
  const terminating = store.modify('Namespace', undefined, name, (draft) => {
    draft.metadata.deletionTimestamp = rfc3339(store.now());
    draft.status = { ...draft.status, phase: 'Terminating' };
  });
  const options: DeleteOptions = { propagationPolicy: 'Background', preconditions: {} };
  for (const kind of namespacedKinds(context)) {
    for (const { metadata } of store.list(kind, name)) {
      // An owner deleted a moment ago may have taken this one along.
      const object = store.get(kind, name, metadata.name);
      if (object) deleteObject(context, object, options);
    }
  }
  whenEmpty(context, name, () => store.delete('Namespace', undefined, name));
  return { object: terminating ?? namespace, gone: false };
}

/** Workloads before pods, so that no controller replaces a pod that goes. */
function namespacedKinds(context: ServerContext): string[] {
  const kinds = context.registry.types().filter(({ namespaced, reviewOnly }) => namespaced && !reviewOnly);
  const names = [...new Set(kinds.map(({ kind }) => kind))];
  return [...names.filter((kind) => kind !== 'Pod'), 'Pod'];
}

/** Pods take their grace period to go; the namespace stays until they have. */
function whenEmpty({ store }: ServerContext, namespace: string, then: () => void): void {
  if (store.list('Pod', namespace).length === 0) {
    then();
    return;
  }
  const stop = store.subscribe(({ type, object }) => {
    if (type !== 'DELETED' || object.kind !== 'Pod' || store.list('Pod', namespace).length > 0) return;
    stop();
    then();
  });
}

/** Kinds that own nothing, so that deleting one of many needs no search for dependents. */
const childless = ['Event', 'Lease', 'Endpoints', 'EndpointSlice', 'ConfigMap', 'Secret', 'ResourceSlice'];

function removeWithDependents(context: ServerContext, owner: KubeObject, options: DeleteOptions): void {
  const { store } = context;
  store.delete(owner.kind, owner.metadata.namespace, owner.metadata.name);
  if (owner.kind === 'CustomResourceDefinition') removeResourcesOf(context, owner);
  if (childless.includes(owner.kind)) return;
  const isOwner = (reference: unknown): boolean => textAt(reference, 'uid') === owner.metadata.uid;
  const kinds = new Set(context.registry.types().map(({ kind }) => kind));
  for (const object of [...kinds].flatMap((kind) => store.list(kind, owner.metadata.namespace))) {
    const references = object.metadata.ownerReferences ?? [];
    if (!references.some(isOwner)) continue;
    const others = references.filter((reference) => !isOwner(reference));
    if (options.propagationPolicy === 'Orphan' || others.length > 0) {
      store.modify(object.kind, object.metadata.namespace, object.metadata.name, (draft) => {
        draft.metadata.ownerReferences = others;
      });
    } else {
      deleteObject(context, object, { propagationPolicy: 'Background', preconditions: {} });
    }
  }
}

function removeResourcesOf({ store }: ServerContext, definition: KubeObject): void {
  const kind = textAt(definition, 'spec', 'names', 'kind');
  const groups = listAt(definition, 'spec', 'versions').map(
    (version) => `${textAt(definition, 'spec', 'group')}/${textAt(version, 'name')}`,
  );
  for (const { apiVersion, metadata } of store.list(kind)) {
    if (groups.includes(apiVersion)) store.delete(kind, metadata.namespace, metadata.name);
  }
}
