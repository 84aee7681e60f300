import { isDeepStrictEqual } from 'node:util';
import { hasLabels, type Toleration, untolerated } from '@gpu-console/shared/kubernetes';
import { type KubeObject, rfc3339, type StoreEvent } from '../kubernetes/objectStore.ts';
import { newPod } from '../kubernetes/podDefaults.ts';
import { keepDeployLabels } from './deployLabels.ts';
import { podView, readTolerations } from './podView.ts';
import { seedOf } from './random.ts';
import { taintsOf } from './scheduling.ts';
import { fieldsOf, listOf, numberOf, textOf, textsOf } from './unknownFields.ts';
import type { World } from './world.ts';

const KINDS = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'];

/** kube-controller-manager: keeps as many pods as Deployments, ReplicaSets, StatefulSets, DaemonSets and Jobs ask for. */
export class Controllers {
  readonly #world: World;
  readonly #deletePod: (pod: KubeObject) => void;
  readonly #due = new Set<string>();

  /** @param deletePod asks for a pod's graceful end */
  constructor(world: World, deletePod: (pod: KubeObject) => void) {
    this.#world = world;
    this.#deletePod = deletePod;
    world.store.subscribe((event) => this.#onEvent(event));
  }

  #onEvent({ type, object, previous }: StoreEvent): void {
    if (object.kind === 'Node') this.#onNode(object, previous);
    if (object.kind === 'Pod') {
      const { owner, namespace } = podView(object);
      if (owner) this.#enqueue(owner.kind, namespace, owner.name);
    } else if (KINDS.includes(object.kind) && type !== 'DELETED') {
      this.#enqueue(object.kind, object.metadata.namespace ?? 'default', object.metadata.name);
    }
  }

  /** Labels decide which DaemonSets a node gets, and taints which of them come. */
  #onNode(node: KubeObject, previous: KubeObject | undefined): void {
    const isSame = (part: (node: KubeObject) => unknown) =>
      previous === undefined || isDeepStrictEqual(part(node), part(previous));
    if (isSame(({ metadata }) => metadata.labels) && isSame(({ spec }) => spec?.['taints'])) return;
    keepDeployLabels(this.#world, node);
    for (const { metadata } of this.#world.store.list('DaemonSet'))
      this.#enqueue('DaemonSet', metadata.namespace ?? 'default', metadata.name);
  }

  #enqueue(kind: string, namespace: string, name: string): void {
    const key = `${kind}/${namespace}/${name}`;
    if (this.#due.has(key)) return;
    this.#due.add(key);
    this.#world.timeline.after(this.#world.isBooting ? 0 : 0.3, () => {
      this.#due.delete(key);
      const object = this.#world.store.get(kind, namespace, name);
      if (object) this.#reconcile(object);
    });
  }

  #reconcile(owner: KubeObject): void {
    switch (owner.kind) {
      case 'Deployment':
        this.#reconcileDeployment(owner);
        break;
      case 'DaemonSet':
        this.#reconcileDaemonSet(owner);
        break;
      case 'Job':
        this.#reconcileJob(owner);
        break;
      default:
        this.#reconcileReplicas(owner);
    }
  }

  #reconcileDeployment(deployment: KubeObject): void {
    const { store } = this.#world;
    const spec = fieldsOf(deployment.spec);
    const replicas = numberOf(spec['replicas']) ?? 1;
    const template = fieldsOf(spec['template']);
    const hash = seedOf(JSON.stringify(template)).toString(36).padStart(7, 'b');
    const { namespace = 'default' } = deployment.metadata;
    const name = `${deployment.metadata.name}-${hash}`;
    if (!store.get('ReplicaSet', namespace, name))
      store.create(replicaSetOf(deployment, name, hash, replicas));
    const sets = store.list('ReplicaSet', namespace).filter((set) => isOwnedBy(set, deployment));
    for (const { metadata } of sets) {
      store.modify('ReplicaSet', namespace, metadata.name, (draft) => {
        draft.spec = { ...draft.spec, replicas: metadata.name === name ? replicas : 0 };
      });
    }
    this.#setReplicaStatus(deployment, this.#podsOf(store.get('ReplicaSet', namespace, name)));
  }

  #reconcileReplicas(owner: KubeObject): void {
    const wanted = numberOf(fieldsOf(owner.spec)['replicas']) ?? 1;
    const pods = this.#podsOf(owner);
    const alive = pods.filter((pod) => !podView(pod).isDeleting && !isFinished(pod));
    for (const pod of alive.slice(wanted)) this.#deletePod(pod);
    const isStateful = owner.kind === 'StatefulSet';
    const names = new Set(pods.map(({ metadata }) => metadata.name));
    for (let index = alive.length; index < wanted; index++) {
      const name = isStateful ? `${owner.metadata.name}-${index}` : this.#suffixed(owner.metadata.name);
      if (!names.has(name)) this.#createPod(owner, name);
    }
    this.#setReplicaStatus(owner, alive);
  }

  #reconcileDaemonSet(set: KubeObject): void {
    const template = fieldsOf(fieldsOf(fieldsOf(set.spec)['template'])['spec']);
    const selector = textsOf(template['nodeSelector']);
    const selected = this.#world.store
      .list('Node')
      .filter(({ metadata }) => hasLabels(metadata.labels ?? {}, selector));
    const pods = this.#podsOf(set);
    const has = (node: KubeObject) => pods.some((pod) => podView(pod).nodeName === node.metadata.name);
    const tolerations = readTolerations(template);
    // Pods that are there stay, and what was there from the start came before any taint.
    const nodes = selected.filter(
      (node) => has(node) || this.#world.isBooting || !keepsOff(node, tolerations),
    );
    for (const node of nodes)
      if (!has(node)) this.#createPod(set, this.#suffixed(set.metadata.name), node.metadata.name);
    const names = new Set(selected.map(({ metadata }) => metadata.name));
    for (const pod of pods) if (!names.has(podView(pod).nodeName ?? '')) this.#deletePod(pod);
    const ready = pods.filter(isReady).length;
    this.#setStatus(set, {
      currentNumberScheduled: pods.length,
      desiredNumberScheduled: nodes.length,
      numberAvailable: ready,
      numberReady: ready,
      ...(nodes.length > ready && { numberUnavailable: nodes.length - ready }),
      numberMisscheduled: 0,
      updatedNumberScheduled: pods.length,
      observedGeneration: set.metadata.generation ?? 1,
    });
  }

  #reconcileJob(job: KubeObject): void {
    const pods = this.#podsOf(job);
    const count = (phase: string) => pods.filter((pod) => podView(pod).phase === phase).length;
    const [succeeded, failed] = [count('Succeeded'), count('Failed')];
    const active = pods.length - succeeded - failed;
    const limit = numberOf(fieldsOf(job.spec)['backoffLimit']) ?? 6;
    if (succeeded + active === 0 && failed <= limit) this.#createPod(job, this.#suffixed(job.metadata.name));
    const now = rfc3339(this.#world.timeline.now);
    const ended = succeeded > 0 ? 'Complete' : failed > limit ? 'Failed' : undefined;
    const startTime = fieldsOf(job.status)['startTime'] ?? now;
    const isOver = listOf(fieldsOf(job.status)['conditions']).length > 0;
    if (isOver) return;
    this.#setStatus(job, {
      startTime,
      ...(active > 0 && { active }),
      ...(succeeded > 0 && { succeeded, completionTime: now }),
      ...(failed > 0 && { failed }),
      ...(ended && {
        conditions: [{ type: ended, status: 'True', lastTransitionTime: now, lastProbeTime: now }],
      }),
    });
  }

  #setReplicaStatus(owner: KubeObject, pods: readonly KubeObject[]): void {
    const ready = pods.filter(isReady).length;
    const generation = owner.metadata.generation ?? 1;
    const isDeployment = owner.kind === 'Deployment';
    const enough = ready >= (numberOf(fieldsOf(owner.spec)['replicas']) ?? 1);
    const available = {
      type: 'Available',
      status: enough ? 'True' : 'False',
      reason: 'MinimumReplicasAvailable',
    };
    this.#setStatus(owner, {
      observedGeneration: generation,
      replicas: pods.length,
      ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
      ...(isDeployment && { updatedReplicas: pods.length, conditions: [available] }),
    });
  }

  #setStatus({ kind, metadata }: KubeObject, status: Record<string, unknown>): void {
    this.#world.store.modify(kind, metadata.namespace, metadata.name, (draft) => {
      draft.status = status;
    });
  }

  #podsOf(owner: KubeObject | undefined): KubeObject[] {
    if (!owner) return [];
    return this.#world.store.list('Pod', owner.metadata.namespace).filter((pod) => isOwnedBy(pod, owner));
  }

  #createPod(owner: KubeObject, name: string, nodeName?: string): void {
    const template = fieldsOf(fieldsOf(owner.spec)['template']);
    const metadata = fieldsOf(template['metadata']);
    const node = this.#world.nodes.get(nodeName ?? '');
    const bornAt = this.#world.isBooting ? (node?.bootedAt ?? this.#world.settledAt) + 60 : undefined;
    this.#world.store.create(
      newPod({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name,
          namespace: owner.metadata.namespace ?? 'default',
          ...(bornAt !== undefined && { creationTimestamp: rfc3339(bornAt) }),
          labels: { ...textsOf(metadata['labels']), ...labelsByOwner(owner) },
          annotations: textsOf(metadata['annotations']),
          ownerReferences: [referenceTo(owner)],
        },
        spec: { ...fieldsOf(template['spec']), ...(nodeName && { nodeName }) },
      }),
    );
  }

  #suffixed(name: string): string {
    return `${name}-${this.#world.random.nameSuffix()}`;
  }
}

function replicaSetOf(deployment: KubeObject, name: string, hash: string, replicas: number): KubeObject {
  const spec = fieldsOf(deployment.spec);
  const template = fieldsOf(spec['template']);
  const metadata = fieldsOf(template['metadata']);
  const labels = { ...textsOf(metadata['labels']), 'pod-template-hash': hash };
  const { namespace = 'default' } = deployment.metadata;
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name, namespace, labels, generation: 1, ownerReferences: [referenceTo(deployment)] },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { ...template, metadata: { ...metadata, labels } },
    },
  };
}

/** Whether a taint keeps a DaemonSet's new pods off a node; those that Kubernetes sets for conditions do not (its own tolerations). */
function keepsOff(node: KubeObject, tolerations: readonly Toleration[]): boolean {
  return untolerated(taintsOf(node), tolerations).some(({ key }) => !key.startsWith('node.kubernetes.io/'));
}

function labelsByOwner({ kind, metadata }: KubeObject): Record<string, string> {
  if (kind === 'Job') return { 'job-name': metadata.name, 'controller-uid': metadata.uid ?? '' };
  return {};
}

function referenceTo({ apiVersion, kind, metadata }: KubeObject) {
  const { name, uid } = metadata;
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
}

function isOwnedBy(object: KubeObject, owner: KubeObject): boolean {
  return listOf(object.metadata.ownerReferences).some(
    (reference) => textOf(fieldsOf(reference)['uid']) === owner.metadata.uid,
  );
}

function isFinished(pod: KubeObject): boolean {
  return ['Succeeded', 'Failed'].includes(podView(pod).phase);
}

/** Whether a pod's Ready condition holds. */
export function isReady(pod: KubeObject): boolean {
  return listOf(fieldsOf(pod.status)['conditions'])
    .map(fieldsOf)
    .some((condition) => condition['type'] === 'Ready' && condition['status'] === 'True');
}
