import type { NodeResource, PodClaim } from '@gpu-console/shared/contract';
import { addResources, hasEnded, type Resources } from '@gpu-console/shared/kubernetes';
import { append, groupBy } from '../groupBy.ts';
import type { AllocatedDevice, ClaimRecord } from '../kubernetes/claims.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';
import { isGpuClass } from './deviceClasses.ts';
import { isGpuDriver, type OfferedDevice, offeredDevices, placeOf } from './offeredDevices.ts';

/** The GPUs that dynamic resource allocation (DRA) handed out. Who only looks at devices (`adminAccess`) holds none. */
export interface ClaimedDevices {
  /** By driver, pool and name. */
  readonly offered: ReadonlyMap<string, OfferedDevice>;
  /**
   * Devices by driver, MIG devices by driver and profile (`gpu.nvidia.com/mig-1g.10gb`) or, while nothing is allocated, by
   * device class where that is certain; by the pod's `namespace/name`.
   */
  readonly requestsOf: ReadonlyMap<string, Resources>;
  /** What the pods' claims for GPUs ask for, by the pod's `namespace/name`. */
  readonly asksOf: ReadonlyMap<string, readonly PodClaim[]>;
  /** What each node's drivers offer in boards, and how much of it is allocated: a shared claim's devices once. */
  readonly resourcesOf: ReadonlyMap<string, readonly NodeResource[]>;
  /** Pods, by `namespace/name`, whose claims all only look at devices: an exporter may name them for each of these. */
  readonly watchers: ReadonlySet<string>;
  /** Pods by the UUID of the device they were given. */
  readonly podsOf: ReadonlyMap<string, readonly { readonly namespace: string; readonly name: string }[]>;
}

export function claimedDevices(cluster: ClusterView): ClaimedDevices {
  const { claims, pods, unreadDevices } = cluster;
  const offered = offeredDevices(cluster);
  const requestsOf = new Map<string, Resources>();
  const asksOf = new Map<string, PodClaim[]>();
  const watchers = new Set<string>();
  for (const [key, pod] of pods) {
    let requests: Resources = {};
    const found = pod.claims.flatMap((name) => claims.get(`${pod.namespace}/${name}`) ?? []);
    if (found.length < pod.claims.length) requests = pod.claimedRequests;
    else if (found.length > 0 && Object.keys(pod.requests).length === 0 && found.every(onlyLooks))
      watchers.add(key);
    for (const claim of found) {
      requests = addResources(requests, requestsOfClaim(claim, offered, cluster));
      for (const ask of asksOfClaim(claim, cluster)) append(asksOf, key, ask);
    }
    if (Object.keys(requests).length > 0) requestsOf.set(key, requests);
  }
  const podsOf = new Map<string, { namespace: string; name: string }[]>();
  const allocated = new Set<string>();
  for (const { namespace, pods: holders, allocated: given } of claims.values()) {
    const running = holders.filter(({ name }) => {
      const pod = pods.get(`${namespace}/${name}`);
      return pod === undefined || !hasEnded(pod);
    });
    for (const result of given.filter(({ admin }) => !admin)) {
      const device = offered.get(placeOf(result));
      allocated.add(placeOf(result));
      const uuid = device?.device.uuid ?? null;
      if (uuid !== null) for (const { name } of running) append(podsOf, uuid, { namespace, name });
    }
  }
  const isUnread = unreadDevices.has('resourceclaims');
  return {
    offered,
    requestsOf,
    asksOf,
    watchers,
    podsOf,
    resourcesOf: resourcesByNode(offered, isUnread ? null : allocated),
  };
}

function onlyLooks({ requests }: ClaimRecord): boolean {
  return requests.every(({ admin }) => admin);
}

/** What a claim counts for: the devices that it was given, else those that it asks for, where that is a certain number. */
function requestsOfClaim(
  { requests, allocated }: ClaimRecord,
  offered: ClaimedDevices['offered'],
  cluster: ClusterView,
): Resources {
  const sum = (counted: readonly (readonly [string, number])[]) =>
    counted.reduce<Resources>((all, [name, count]) => addResources(all, { [name]: count }), {});
  if (allocated.length > 0) {
    const given = allocated.filter(({ driver, admin }) => !admin && isGpuDriver(driver));
    return sum(given.map((result) => [resourceName(result, offered), 1]));
  }
  const certain = requests.flatMap(({ admin, alternatives: [only, ...others] }) =>
    admin || only === undefined || others.length > 0 ? [] : [only],
  );
  return sum(
    certain.flatMap(({ deviceClass, count }) =>
      count === null || !isGpuClass(deviceClass, cluster) ? [] : [[deviceClass, count] as const],
    ),
  );
}

function resourceName(result: AllocatedDevice, offered: ClaimedDevices['offered']): string {
  const found = offered.get(placeOf(result));
  const profile = found === undefined || found.isWhole ? null : found.device.profile;
  // As the device plugin names a profile's resource: `1g.10gb+me` is `mig-1g.10gb.me`.
  return profile === null ? result.driver : `${result.driver}/mig-${profile.replace('+', '.')}`;
}

function asksOfClaim({ name, requests, allocated }: ClaimRecord, cluster: ClusterView): PodClaim[] {
  return requests.flatMap(({ name: request, admin, alternatives }) => {
    if (admin || !alternatives.some(({ deviceClass }) => isGpuClass(deviceClass, cluster))) return [];
    const given = allocated.filter((one) => one.request === request || one.request.startsWith(`${request}/`));
    return {
      claim: name,
      request,
      alternatives: alternatives.map((alternative) => ({ ...alternative })),
      allocated: given.length,
      chosen: given[0]?.request.split('/')[1] ?? null,
    };
  });
}

/** @param allocated the places of the devices that claims were given; null while claims were never read */
function resourcesByNode(
  offered: ClaimedDevices['offered'],
  allocated: ReadonlySet<string> | null,
): Map<string, NodeResource[]> {
  const resources = new Map<string, NodeResource[]>();
  for (const ofDriver of groupBy(offered.values(), ({ node, driver }) => `${node}/${driver}`).values()) {
    const [first] = ofDriver;
    if (first === undefined) continue;
    const boards = [...groupBy(ofDriver, ({ board }) => board ?? '')].filter(([board]) => board !== '');
    const uses = boards.map(([, devices]) => boardUse(devices, allocated ?? new Set()));
    const sum = (of: (use: BoardUse) => number) => whole(uses.reduce((all, use) => all + of(use), 0));
    const requested = allocated === null ? null : sum((use) => use.allocated);
    append(resources, first.node, {
      name: first.driver,
      capacity: boards.length,
      allocatable: sum((use) => use.allocatable),
      requested,
      limits: requested,
    });
  }
  return resources;
}

interface BoardUse {
  readonly allocated: number;
  /** What is allocated, and what else may be: a tainted device that nobody holds is not. */
  readonly allocatable: number;
}

/** How much of one board is given away, and can be: in boards. @param devices the board's, whole and parts */
function boardUse(devices: readonly OfferedDevice[], allocated: ReadonlySet<string>): BoardUse {
  const sharesOf = (some: readonly OfferedDevice[]) =>
    Math.min(1, whole(some.reduce((sum, { share }) => sum + share, 0)));
  const isGiven = (one: OfferedDevice) => allocated.has(placeOf({ ...one, device: one.device.name }));
  const given = sharesOf(devices.filter(isGiven));
  // Where the GPU itself is offered, its parts are what it could be split into.
  const offers = devices.filter((one) => one.isWhole);
  const [board] = offers;
  const free = board === undefined ? devices.filter((one) => !isGiven(one) && !one.isBlocked) : [];
  const left =
    board === undefined ? sharesOf(free) : offers.some(({ isBlocked }) => isBlocked) ? 0 : 1 - given;
  return { allocated: given, allocatable: Math.min(1, given + left) };
}

/** The number without what adding sevenths leaves behind the comma. */
function whole(amount: number): number {
  const nearest = Math.round(amount);
  return Math.abs(amount - nearest) < 1e-9 ? nearest : amount;
}
