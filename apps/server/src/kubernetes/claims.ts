import type {
  DeviceClassObject,
  DeviceTaintRuleObject,
  ResourceClaimObject,
  ResourceSliceObject,
} from './deviceObjects.ts';

/** What keeps pods off a device (effects `NoSchedule`, `NoExecute`), or is only said of it (`None`). */
export interface DeviceTaint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
  /** Unix seconds. */
  readonly since: number | null;
}

/** A device that a DRA driver offers (resource.k8s.io, ResourceSlice). */
export interface ClaimableDevice {
  readonly name: string;
  /** Where it is, if its slice does not say so of all its devices. */
  readonly node: string | null;
  readonly uuid: string | null;
  readonly product: string | null;
  /** NVIDIA's driver: `gpu`, `mig`, `vfio`. */
  readonly type: string | null;
  /** Of a MIG device: `1g.10gb`. */
  readonly profile: string | null;
  /** Of a MIG device: the UUID of its board, in releases of NVIDIA's driver that tell it. */
  readonly parentUuid: string | null;
  readonly pciBusId: string | null;
  /** What its parts share, in the pool: one set of counters per board. */
  readonly counterSet: string | null;
  readonly taints: readonly DeviceTaint[];
}

/** What a DRA driver offers from one pool on a node. */
export interface SliceRecord {
  readonly driver: string;
  readonly pool: string;
  /** Slices of a pool that are older than its newest are outdated. */
  readonly generation: number;
  readonly node: string | null;
  readonly devices: readonly ClaimableDevice[];
}

/** Devices of one class, as a claim asks for them. */
interface DeviceAsk {
  /** Of an alternative (`firstAvailable`). */
  readonly name: string | null;
  readonly deviceClass: string;
  /** Null for all devices of a node (`allocationMode: All`). */
  readonly count: number | null;
}

/** What a claim asks for under one name. */
interface DeviceRequest {
  readonly name: string;
  /** To look at devices that others hold (`adminAccess`): it takes none away. */
  readonly admin: boolean;
  /** One of them is given. */
  readonly alternatives: readonly DeviceAsk[];
}

export interface AllocatedDevice {
  readonly request: string;
  readonly driver: string;
  readonly pool: string;
  readonly device: string;
  readonly admin: boolean;
}

/** A ResourceClaim: what is asked for, what was given, and to which pods. */
export interface ClaimRecord {
  readonly namespace: string;
  readonly name: string;
  readonly createdAt: number;
  readonly requests: readonly DeviceRequest[];
  readonly allocated: readonly AllocatedDevice[];
  readonly pods: readonly { readonly name: string; readonly uid: string }[];
  /** It is reserved for something else, too, such as a group of pods. */
  readonly hasOtherUsers: boolean;
}

/** A DeviceClass, and what is known of the devices that it stands for. */
export interface DeviceClassRecord {
  readonly name: string;
  /** The resource that pods may ask for in the class' place (KEP-5004). */
  readonly extendedResource: string | null;
  /** The drivers that its expressions name. */
  readonly drivers: readonly string[];
  /** The types of NVIDIA's devices that its expressions name; none for all. */
  readonly types: readonly string[];
}

/** A DeviceTaintRule: what an admin says of devices beside their driver. Null stands for any. */
export interface TaintRuleRecord {
  readonly name: string;
  readonly driver: string | null;
  readonly pool: string | null;
  readonly device: string | null;
  readonly taint: DeviceTaint;
}

export function sliceRecord({ spec }: ResourceSliceObject): SliceRecord {
  return {
    driver: spec.driver,
    pool: spec.pool.name,
    generation: spec.pool.generation,
    node: spec.nodeName ?? null,
    devices: spec.devices.map(({ name, basic, ...own }) => {
      const attributes = { ...basic?.attributes, ...own.attributes };
      const text = (attribute: string) => attributes[attribute]?.string ?? null;
      const counters = own.consumesCounters ?? basic?.consumesCounters ?? [];
      return {
        name,
        node: own.nodeName ?? basic?.nodeName ?? null,
        uuid: text('uuid'),
        product: text('productName'),
        type: text('type'),
        profile: text('profile'),
        parentUuid: text('parentUUID'),
        pciBusId: text('resource.kubernetes.io/pciBusID'),
        counterSet: counters[0]?.counterSet ?? null,
        taints: (own.taints ?? basic?.taints ?? []).map(taintOf),
      };
    }),
  };
}

function taintOf({ key, value, effect, timeAdded }: DeviceTaintRuleObject['spec']['taint']): DeviceTaint {
  return { key, value, effect, since: timeAdded };
}

export function claimRecord({ metadata, spec, status }: ResourceClaimObject): ClaimRecord {
  const requests = spec.devices.requests.map(requestOf);
  const looks = new Set(requests.filter(({ admin }) => admin).map(({ name }) => name));
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    createdAt: metadata.creationTimestamp,
    requests,
    allocated: (status.allocation?.devices.results ?? []).map(({ adminAccess, ...result }) => ({
      ...result,
      admin: adminAccess === true || looks.has(result.request),
    })),
    pods: status.reservedFor
      .filter(({ resource }) => resource === 'pods')
      .map(({ name, uid }) => ({ name, uid })),
    hasOtherUsers: status.reservedFor.some(({ resource }) => resource !== 'pods'),
  };
}

function requestOf({
  name,
  exactly,
  firstAvailable,
  deviceClassName,
  ...own
}: ResourceClaimObject['spec']['devices']['requests'][number]): DeviceRequest {
  const only = exactly ?? (deviceClassName === undefined ? undefined : { ...own, deviceClassName });
  const alternatives = only === undefined ? firstAvailable : [only];
  return { name, admin: only?.adminAccess === true, alternatives: alternatives.map(askOf) };
}

/** One device unless it says otherwise, as the API server fills it in. */
function askOf(ask: {
  readonly name?: string;
  readonly deviceClassName: string;
  readonly allocationMode?: string | undefined;
  readonly count?: number | undefined;
}): DeviceAsk {
  const count = ask.allocationMode === 'All' ? null : (ask.count ?? 1);
  return { name: ask.name ?? null, deviceClass: ask.deviceClassName, count };
}

export function deviceClassRecord({ metadata, spec }: DeviceClassObject): DeviceClassRecord {
  const expressions = spec.selectors.map(({ cel }) => cel?.expression ?? '');
  const named = (pattern: RegExp) =>
    expressions.flatMap((expression) => [...expression.matchAll(pattern)].flatMap(([, name]) => name ?? []));
  return {
    name: metadata.name,
    extendedResource: spec.extendedResourceName ?? null,
    drivers: named(/\bdevice\.driver\s*==\s*["']([^"']+)["']/g),
    types: named(/\.type\s*==\s*["']([^"']+)["']/g),
  };
}

/** The rule's record; undefined for one whose devices only the API server's expressions tell, or that selects none. */
export function taintRuleRecord({ metadata, spec }: DeviceTaintRuleObject): TaintRuleRecord | undefined {
  const { deviceSelector: selector, taint } = spec;
  if (selector == null || selector.deviceClassName != null || selector.selectors.length > 0) return undefined;
  const { driver = null, pool = null, device = null } = selector;
  return { name: metadata.name, driver, pool, device, taint: taintOf(taint) };
}
