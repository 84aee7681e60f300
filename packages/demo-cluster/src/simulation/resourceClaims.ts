import { type KubeObject, rfc3339 } from '../kubernetes/objectStore.ts';
import {
  type ClaimableDevice,
  claimableDevices,
  GPU_DRIVER,
  MIG_CLASS,
  resourceSlice,
} from './claimableDevices.ts';
import { allocatedDevices } from './claimedDevices.ts';
import { claimSpec, devicesFor, type Given } from './claimRequests.ts';
import type { ClaimPlan } from './plan.ts';
import { type PodView, podView } from './podView.ts';
import { fieldsOf, listOf, textsOf } from './unknownFields.ts';
import type { World } from './world.ts';

const API = 'resource.k8s.io/v1';

/** Dynamic resource allocation: the driver's slices, the claims that pods' templates make, and who gets which device. */
export class ResourceClaims {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
    const { store, plan, nodes } = world;
    store.subscribe(({ type, object }) => {
      if (object.kind !== 'Pod' || podView(object).claims.size === 0) return;
      if (type === 'ADDED') this.#makeClaims(object);
      const isOver = type === 'DELETED' || ['Succeeded', 'Failed'].includes(podView(object).phase);
      if (isOver) this.#release(podView(object));
    });
    if (!plan.claims) return;
    const creationTimestamp = rfc3339(world.settledAt);
    const objects = [
      deviceClass(GPU_DRIVER, 'gpu'),
      deviceClass(MIG_CLASS, 'mig'),
      ...[...nodes.values()]
        .filter((node) => node.plan.byClaim)
        .map((node) =>
          resourceSlice(API, `${node.name}-${GPU_DRIVER}-${world.random.nameSuffix()}`, node, plan.host),
        ),
      ...plan.claims.templates.map(claimTemplate),
      ...plan.claims.claims.map((claim) => claimObject(claim.namespace, claim.name, claimSpec(claim))),
    ];
    for (const object of objects)
      store.create({ ...object, metadata: { ...object.metadata, creationTimestamp } });
    for (const claim of plan.claims.claims) this.#leave(claim);
  }

  /** Whether a node's free devices satisfy a pod's claims, or those that have devices already have this node's. */
  canAllocate(pod: PodView, nodeName: string): boolean {
    const claims = this.#claimsOf(pod);
    if (claims.length < pod.claims.size) return false;
    const given = claims.flatMap(allocatedDevices);
    return given.every(({ pool }) => pool === nodeName) && this.#choose(claims, nodeName) !== undefined;
  }

  /** Gives a pod's claims their devices, and the pod its right to them. */
  allocate(pod: PodView, nodeName: string): void {
    const claims = this.#claimsOf(pod);
    const chosen = this.#choose(claims, nodeName);
    for (const claim of claims) this.#give(claim, nodeName, chosen?.get(claim), pod);
  }

  /** The devices that those of the claims get which have none; undefined where the node has too few. */
  #choose(claims: readonly KubeObject[], nodeName: string): Map<KubeObject, readonly Given[]> | undefined {
    const node = this.#world.nodes.get(nodeName);
    const all = node ? claimableDevices(node) : [];
    let free = all.filter(
      (one) => one.taints.every(({ effect }) => effect === 'None') && !this.#isTaken(nodeName, one),
    );
    const chosen = new Map<KubeObject, readonly Given[]>();
    for (const claim of claims) {
      if (isAllocated(claim)) continue;
      const given = devicesFor(claim, free, all);
      if (given === undefined) return undefined;
      chosen.set(claim, given);
      free = free.filter(({ name }) => !given.some((one) => one.device === name && !one.adminAccess));
    }
    return chosen;
  }

  /** @param given what it gets; undefined for a claim that has its devices */
  #give(
    claim: KubeObject,
    nodeName: string,
    given: readonly Given[] | undefined,
    pod: Pick<PodView, 'name' | 'uid'>,
  ): void {
    const results = given?.map((one) => ({ ...one, driver: GPU_DRIVER, pool: nodeName }));
    this.#modify(claim, (status) => ({
      allocation: results ? { devices: { results }, nodeSelector: only(nodeName) } : status['allocation'],
      reservedFor: [...listOf(status['reservedFor']), { resource: 'pods', name: pod.name, uid: pod.uid }],
    }));
  }

  /** Gives a claim its devices for a pod that is no more: nobody gives them back. */
  #leave({ namespace, name, leftBy }: ClaimPlan): void {
    const claim = this.#world.store.get('ResourceClaim', namespace, name);
    if (leftBy === undefined || claim === undefined) return;
    const { node, pod } = leftBy;
    this.#give(claim, node, this.#choose([claim], node)?.get(claim), { name: pod, uid: `${pod}-gone` });
  }

  #claimsOf({ namespace, claims }: PodView): KubeObject[] {
    return [...claims.values()].flatMap((name) =>
      name === undefined ? [] : (this.#world.store.get('ResourceClaim', namespace, name) ?? []),
    );
  }

  #isTaken(nodeName: string, { name }: ClaimableDevice): boolean {
    return this.#world.store
      .list('ResourceClaim')
      .flatMap(allocatedDevices)
      .some(({ pool, device, isAdmin }) => !isAdmin && pool === nodeName && device === name);
  }

  /** The resource claim controller: a claim of the pod's own for each template that it names. */
  #makeClaims(pod: KubeObject): void {
    const { store, random } = this.#world;
    const { namespace, name, uid } = podView(pod);
    const statuses = listOf(fieldsOf(pod.spec)['resourceClaims'])
      .map(textsOf)
      .flatMap(({ name: own = '', resourceClaimTemplateName }) => {
        const template = store.get('ResourceClaimTemplate', namespace, resourceClaimTemplateName ?? '');
        if (!template) return [];
        const claimName = `${name}-${own}-${random.nameSuffix()}`;
        const claim = claimObject(namespace, claimName, fieldsOf(fieldsOf(template.spec)['spec']));
        claim.metadata.annotations = { 'resource.kubernetes.io/pod-claim-name': own };
        claim.metadata.ownerReferences = [
          { apiVersion: 'v1', kind: 'Pod', name, uid, controller: true, blockOwnerDeletion: true },
        ];
        store.create(claim);
        return [{ name: own, resourceClaimName: claimName }];
      });
    if (statuses.length === 0) return;
    store.modify('Pod', namespace, name, (draft) => {
      draft.status = { ...draft.status, resourceClaimStatuses: statuses };
    });
    // A DaemonSet's pod has its node from the start, and no scheduler that gives its claims their devices.
    const bound = store.get('Pod', namespace, name);
    const view = bound && podView(bound);
    if (view?.nodeName !== undefined) this.allocate(view, view.nodeName);
  }

  /** A claim made for the pod goes with it; a shared one gives its devices back after the last. */
  #release(pod: PodView): void {
    for (const claim of this.#claimsOf(pod)) {
      const { namespace, name, ownerReferences } = claim.metadata;
      if (listOf(ownerReferences).some((owner) => fieldsOf(owner)['uid'] === pod.uid)) {
        this.#world.store.delete('ResourceClaim', namespace, name);
        continue;
      }
      this.#modify(claim, ({ allocation, reservedFor }) => {
        const others = listOf(reservedFor).filter((one) => fieldsOf(one)['uid'] !== pod.uid);
        return others.length === 0 ? {} : { allocation, reservedFor: others };
      });
    }
  }

  #modify(
    { metadata }: KubeObject,
    change: (status: Readonly<Record<string, unknown>>) => Record<string, unknown>,
  ): void {
    this.#world.store.modify('ResourceClaim', metadata.namespace, metadata.name, (draft) => {
      draft.status = change(fieldsOf(draft.status));
    });
  }
}

function deviceClass(name: string, type: string): KubeObject {
  const expression = `device.driver == '${GPU_DRIVER}' && device.attributes['${GPU_DRIVER}'].type == '${type}'`;
  return {
    apiVersion: API,
    kind: 'DeviceClass',
    metadata: { name },
    spec: { selectors: [{ cel: { expression } }] },
  };
}

function claimTemplate(plan: ClaimPlan): KubeObject {
  const { namespace, name } = plan;
  const spec = { spec: claimSpec(plan) };
  return { apiVersion: API, kind: 'ResourceClaimTemplate', metadata: { name, namespace }, spec };
}

function claimObject(namespace: string, name: string, spec: Readonly<Record<string, unknown>>): KubeObject {
  return { apiVersion: API, kind: 'ResourceClaim', metadata: { name, namespace }, spec: { ...spec } };
}

function isAllocated({ status }: KubeObject): boolean {
  return fieldsOf(status)['allocation'] !== undefined;
}

/** The devices are on this node alone. */
function only(node: string) {
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }];
  return { nodeSelectorTerms: [{ matchFields }] };
}
