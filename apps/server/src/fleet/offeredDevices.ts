import { migSlices } from '@gpu-console/shared/kubernetes';
import type { ClaimableDevice, DeviceTaint, SliceRecord } from '../kubernetes/claims.ts';
import type { ClusterView } from '../kubernetes/clusterState.ts';

/** Drivers of GPUs, by the vendors' own names (dra-driver-nvidia-gpu and its like). */
const GPU_DRIVER = /^gpu\.(nvidia|amd|intel)\.com$/;
/** NVIDIA's MIG devices (`mig`), AMD's partitions (`amdgpu-partition`). */
const PART = /^mig$|partition$/;
/** Compute slices of a MIG device: `1g.10gb`, `1c.3g.40gb`, or `gpu-0-mig-1g10gb-19-0`, its name. */
const SLICES = /(?:^|[.-])(\d+)g(?:[.\d]|$)/;
const BLOCKING: ReadonlySet<string> = new Set(['NoSchedule', 'NoExecute']);

/** Where a device is looked up: the names of driver, pool and device. */
export function placeOf({
  driver,
  pool,
  device,
}: {
  readonly driver: string;
  readonly pool: string;
  readonly device: string;
}): string {
  return `${driver}/${pool}/${device}`;
}

export function isGpuDriver(driver: string): boolean {
  return GPU_DRIVER.test(driver);
}

/** A taint of a device: the driver's own, or that of a DeviceTaintRule. */
interface OfferedTaint extends DeviceTaint {
  readonly rule: string | null;
}

/** A GPU, or a part of one, that a driver offers on a node. */
export interface OfferedDevice {
  readonly driver: string;
  readonly pool: string;
  readonly node: string;
  readonly device: ClaimableDevice;
  /** Which board it is, or is a part of; null for a part that does not tell. */
  readonly board: string | null;
  readonly isWhole: boolean;
  /** How much of its board it is: a MIG device's compute slices of all that its model has. */
  readonly share: number;
  readonly taints: readonly OfferedTaint[];
  /** A taint keeps it from pods that do not tolerate it. */
  readonly isBlocked: boolean;
}

/** All GPUs that DRA drivers offer, by driver, pool and name. */
export function offeredDevices({ slices, taintRules }: ClusterView): ReadonlyMap<string, OfferedDevice> {
  const found = newest([...slices.values()]).flatMap(({ driver, pool, node, devices }) =>
    devices.flatMap((device) => {
      const place = device.node ?? node;
      return place === null || !isGpuDriver(driver) ? [] : [{ driver, pool, node: place, device }];
    }),
  );
  const boardOf = boardFinder(found);
  const rules = [...taintRules.values()];
  const offered = found.map((one): [string, OfferedDevice] => {
    const { driver, pool, device } = one;
    const fits = (mine: string, wanted: string | null) => wanted === null || wanted === mine;
    const ofRules = rules
      .filter((rule) => fits(driver, rule.driver) && fits(pool, rule.pool) && fits(device.name, rule.device))
      .map(({ name, taint }) => ({ ...taint, rule: name }));
    const taints = [...device.taints.map((taint) => ({ ...taint, rule: null })), ...ofRules];
    return [
      placeOf({ driver, pool, device: device.name }),
      {
        ...one,
        board: boardOf(one),
        isWhole: isWhole(device),
        share: shareOf(device),
        taints,
        isBlocked: taints.some(({ effect }) => BLOCKING.has(effect)),
      },
    ];
  });
  return new Map(offered);
}

/** The slices of each pool's newest generation: a driver may still be removing those before it. */
function newest(slices: readonly SliceRecord[]): SliceRecord[] {
  const generations = new Map<string, number>();
  const poolOf = ({ driver, pool }: SliceRecord) => `${driver}/${pool}`;
  for (const slice of slices) {
    const seen = generations.get(poolOf(slice)) ?? slice.generation;
    generations.set(poolOf(slice), Math.max(seen, slice.generation));
  }
  return slices.filter((slice) => slice.generation === generations.get(poolOf(slice)));
}

function isWhole({ type }: ClaimableDevice): boolean {
  return type === null || !PART.test(type);
}

/** A part that does not tell its size counts as its whole board: no more of that is free for certain. */
function shareOf(device: ClaimableDevice): number {
  if (isWhole(device)) return 1;
  const slices = SLICES.exec(device.profile ?? '')?.[1] ?? SLICES.exec(device.name)?.[1];
  return slices === undefined
    ? 1
    : Math.min(1, Number(slices) / migSlices(device.profile ?? '', [device.product ?? '']));
}

type Found = Pick<OfferedDevice, 'driver' | 'pool' | 'node' | 'device'>;

/**
 * Tells devices of one board: by UUID, the parts' `parentUUID`, their names (`gpu-0-mig-1g10gb-19-0`), the PCI address (a GPU and
 * its passthrough device), or the counters that they share (partitionable devices, KEP-4815: one set per board in NVIDIA's
 * driver, cmd/gpu-kubelet-plugin/{deviceinfo,partitions}.go of kubernetes-sigs/dra-driver-nvidia-gpu).
 */
function boardFinder(found: readonly Found[]): (one: Found) => string | null {
  const boards = new Map<string, string>();
  const register = (one: Found, board: string | undefined) => {
    const names = aliasesOf(one);
    const own = names.map((name) => boards.get(name)).find((name) => name !== undefined) ?? board ?? names[0];
    if (own !== undefined) for (const name of names) boards.set(name, own);
  };
  // Whole GPUs first, since they have more names.
  for (const one of found)
    if (isWhole(one.device)) register(one, placeOf({ ...one, device: one.device.name }));
  for (const one of found) if (!isWhole(one.device)) register(one, undefined);
  return (one) => {
    const [name] = aliasesOf(one);
    return name === undefined ? null : (boards.get(name) ?? null);
  };
}

function aliasesOf({ driver, pool, device }: Found): string[] {
  const { uuid, parentUuid, pciBusId, counterSet } = device;
  const pair = (kind: string, name: string | null) =>
    name === null ? [] : [`${driver}/${pool}/${kind}/${name}`];
  const [uuidOfBoard, nameOfBoard] = isWhole(device)
    ? [uuid, device.name]
    : [parentUuid, /^(.+?)-mig(?:-|$)/.exec(device.name)?.[1] ?? null];
  return [
    ...pair('uuid', uuidOfBoard),
    ...pair('name', nameOfBoard),
    ...pair('pci', pciBusId),
    ...pair('counters', counterSet),
  ];
}
