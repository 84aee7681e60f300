import { type KubeObject, rfc3339 } from '../kubernetes/objectStore.ts';
import { allocatedDevices, deviceName } from './claimedDevices.ts';
import type { Gpu } from './gpu.ts';
import type { ClaimPlan } from './plan.ts';
import { type PodView, podView } from './podView.ts';
import { fieldsOf, listOf, numberOf, textOf, textsOf } from './unknownFields.ts';
import type { SimulatedNode, World } from './world.ts';

const API = 'resource.k8s.io/v1';
/** Driver and DeviceClass of NVIDIA's whole GPUs. */
const GPU = 'gpu.nvidia.com';

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
      deviceClass(),
      ...[...nodes.values()].filter((node) => node.plan.byClaim).map((node) => this.#slice(node)),
      ...plan.claims.templates.map(claimTemplate),
      ...plan.claims.claims.map((claim) => claimObject(claim.namespace, claim.name, claimSpec(claim))),
    ];
    for (const object of objects)
      store.create({ ...object, metadata: { ...object.metadata, creationTimestamp } });
  }

  /** Whether a node's free devices satisfy a pod's claims, or those that have devices already have this node's. */
  canAllocate(pod: PodView, nodeName: string): boolean {
    const claims = this.#claimsOf(pod);
    if (claims.length < pod.claims.size) return false;
    const given = claims.flatMap(allocatedDevices);
    const wanted = claims.filter((claim) => allocatedDevices(claim).length === 0).map(wantedOf);
    const count = wanted.reduce(
      (sum, requests) => sum + requests.reduce((all, one) => all + one.count, 0),
      0,
    );
    return given.every(({ pool }) => pool === nodeName) && count <= this.#freeDevices(nodeName).length;
  }

  /** Gives a pod's claims their devices, and the pod its right to them. */
  allocate(pod: PodView, nodeName: string): void {
    for (const claim of this.#claimsOf(pod)) {
      const free = this.#freeDevices(nodeName);
      const results = wantedOf(claim).flatMap(({ request, count }) =>
        free.splice(0, count).map((device) => ({ request, driver: GPU, pool: nodeName, device })),
      );
      const isGiven = allocatedDevices(claim).length > 0;
      this.#modify(claim, (status) => ({
        allocation: isGiven ? status['allocation'] : { devices: { results }, nodeSelector: only(nodeName) },
        reservedFor: [...listOf(status['reservedFor']), { resource: 'pods', name: pod.name, uid: pod.uid }],
      }));
    }
  }

  #claimsOf({ namespace, claims }: PodView): KubeObject[] {
    return [...claims.values()].flatMap((name) =>
      name === undefined ? [] : (this.#world.store.get('ResourceClaim', namespace, name) ?? []),
    );
  }

  #freeDevices(nodeName: string): string[] {
    const node = this.#world.nodes.get(nodeName);
    if (!node?.plan.byClaim) return [];
    const taken = this.#world.store.list('ResourceClaim').flatMap(allocatedDevices);
    const isTaken = (name: string) => taken.some(({ pool, device }) => pool === nodeName && device === name);
    return node.gpus.map(({ index }) => deviceName(index)).filter((name) => !isTaken(name));
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

  #slice({ name, gpus }: SimulatedNode): KubeObject {
    return {
      apiVersion: API,
      kind: 'ResourceSlice',
      metadata: { name: `${name}-${GPU}-${this.#world.random.nameSuffix()}` },
      spec: {
        driver: GPU,
        nodeName: name,
        pool: { name, generation: 1, resourceSliceCount: 1 },
        devices: gpus.map((gpu) => device(gpu, this.#world.plan.host)),
      },
    };
  }
}

/** What NVIDIA's driver says of a GPU. */
function device({ index, uuid, product, pciBusId }: Gpu, host: { driver: string; cuda: string }) {
  const [major, minor] = product.computeCapability;
  return {
    name: deviceName(index),
    attributes: {
      architecture: { string: product.family.replace(/^./, (letter) => letter.toUpperCase()) },
      brand: { string: 'Nvidia' },
      cudaComputeCapability: { version: `${major}.${minor}.0` },
      cudaDriverVersion: { version: `${host.cuda}.0` },
      driverVersion: { version: host.driver.replace(/\.0+(\d)/g, '.$1') },
      productName: { string: product.modelName },
      'resource.kubernetes.io/pciBusID': { string: pciBusId.replace(/^0000/, '').toLowerCase() },
      type: { string: 'gpu' },
      uuid: { string: uuid },
    },
    capacity: { memory: { value: `${product.memoryMiB}Mi` } },
  };
}

function deviceClass(): KubeObject {
  const expression = `device.driver == '${GPU}' && device.attributes['${GPU}'].type == 'gpu'`;
  return {
    apiVersion: API,
    kind: 'DeviceClass',
    metadata: { name: GPU },
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

function claimSpec({ count }: ClaimPlan) {
  const exactly = { allocationMode: 'ExactCount', count, deviceClassName: GPU };
  return { devices: { requests: [{ name: 'gpu', exactly }] } };
}

function wantedOf({ spec }: KubeObject): { readonly request: string; readonly count: number }[] {
  return listOf(fieldsOf(fieldsOf(spec)['devices'])['requests'])
    .map(fieldsOf)
    .map(({ name, exactly }) => ({
      request: textOf(name) ?? '',
      count: numberOf(fieldsOf(exactly)['count']) ?? 1,
    }));
}

/** The devices are on this node alone. */
function only(node: string) {
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }];
  return { nodeSelectorTerms: [{ matchFields }] };
}
