import type { NodeResource } from '@gpu-console/shared/contract';
import { addResources, type Resources } from '@gpu-console/shared/kubernetes';
import { append } from '../groupBy.ts';
import type { ClaimableDevice } from '../kubernetes/claims.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';

/** Drivers and device classes of GPUs, by the vendors' own names (k8s-dra-driver-gpu and its like). */
const GPU_DRIVER = /^gpu\.(nvidia|amd|intel)\.com$/;
const GPU_CLASS = /^(gpu|mig|vfio\.gpu)\.(nvidia|amd|intel)\.com$/;

/** The GPUs that dynamic resource allocation (DRA) handed out. */
export interface ClaimedDevices {
  /** Devices by driver or, while nothing is allocated, by device class; by the pod's `namespace/name`. */
  readonly requestsOf: ReadonlyMap<string, Resources>;
  /** What each node's drivers offer, and how much of it is allocated: a shared claim's devices once. */
  readonly resourcesOf: ReadonlyMap<string, readonly NodeResource[]>;
  /** Pods by the UUID of the device they were given. */
  readonly podsOf: ReadonlyMap<string, readonly { readonly namespace: string; readonly name: string }[]>;
}

export function claimedDevices({ claims, slices, pods }: ClusterView): ClaimedDevices {
  const offered = gpuDevices(slices);
  const requestsOf = new Map<string, Resources>();
  const podsOf = new Map<string, { namespace: string; name: string }[]>();
  const allocated = new Map<string, Set<string>>();
  for (const [key, pod] of pods) {
    for (const name of pod.claims) {
      const claim = claims.get(`${pod.namespace}/${name}`);
      if (claim === undefined) continue;
      const given = claim.allocated.filter(({ driver }) => GPU_DRIVER.test(driver));
      const asked = Object.entries(claim.requested).filter(([deviceClass]) => GPU_CLASS.test(deviceClass));
      const counted = given.length > 0 ? given.map(({ driver }) => [driver, 1] as const) : asked;
      for (const [resource, count] of counted)
        requestsOf.set(key, addResources(requestsOf.get(key) ?? {}, { [resource]: count }));
    }
  }
  for (const { namespace, pods: names, allocated: given } of claims.values()) {
    for (const { driver, pool, device } of given) {
      const place = `${driver}/${pool}/${device}`;
      const found = offered.get(place);
      if (found === undefined) continue;
      const ofDriver = `${found.node}/${driver}`;
      allocated.set(ofDriver, (allocated.get(ofDriver) ?? new Set()).add(place));
      if (found.device.uuid === null) continue;
      const holders = podsOf.get(found.device.uuid) ?? [];
      podsOf.set(found.device.uuid, [...holders, ...names.map((name) => ({ namespace, name }))]);
    }
  }
  return { requestsOf, podsOf, resourcesOf: resourcesByNode(offered, allocated) };
}

interface Offered {
  readonly driver: string;
  readonly node: string;
  readonly device: ClaimableDevice;
}

/** GPUs by driver, pool and name. Beside whole GPUs, a driver that can split them lists the parts they could become. */
function gpuDevices(slices: ClusterView['slices']): ReadonlyMap<string, Offered> {
  const found = new Map<string, Offered>();
  for (const { driver, pool, node, devices } of slices.values()) {
    if (node === null || !GPU_DRIVER.test(driver)) continue;
    for (const device of devices) found.set(`${driver}/${pool}/${device.name}`, { driver, node, device });
  }
  return found;
}

function resourcesByNode(
  offered: ReadonlyMap<string, Offered>,
  allocated: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, NodeResource[]> {
  const wholes = new Map<string, { node: string; driver: string; count: number }>();
  for (const { node, driver, device } of offered.values()) {
    const key = `${node}/${driver}`;
    const sum = wholes.get(key) ?? { node, driver, count: 0 };
    wholes.set(key, { ...sum, count: sum.count + (device.type === null || device.type === 'gpu' ? 1 : 0) });
  }
  const resources = new Map<string, NodeResource[]>();
  for (const [key, { node, driver, count }] of wholes) {
    const requested = allocated.get(key)?.size ?? 0;
    const resource = { name: driver, capacity: count, allocatable: count, requested, limits: requested };
    append(resources, node, resource);
  }
  return resources;
}
