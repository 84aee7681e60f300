import type { KubeObject } from '../kubernetes/objectStore.ts';
import type { Gpu, MigInstance } from './gpu.ts';
import type { DeviceTaintPlan } from './plan.ts';
import type { SimulatedNode } from './world.ts';

/** Driver, and DeviceClass of NVIDIA's whole GPUs. */
export const GPU_DRIVER = 'gpu.nvidia.com';
/** DeviceClass of its MIG devices. */
export const MIG_CLASS = 'mig.nvidia.com';

/** GPU instance profile and memory slices by compute slices (`nvidia-smi mig -lgip` of an 80 GB board). */
const MIG_SHAPES: Readonly<Record<number, { readonly id: number; readonly memorySlices: number }>> = {
  1: { id: 19, memorySlices: 1 },
  2: { id: 14, memorySlices: 2 },
  3: { id: 9, memorySlices: 4 },
  4: { id: 5, memorySlices: 4 },
  7: { id: 0, memorySlices: 8 },
};

/** What the driver offers of a node: a GPU or, of one that is split, a MIG device. */
export interface ClaimableDevice {
  readonly name: string;
  readonly deviceClass: string;
  readonly gpu: Gpu;
  readonly instance: MigInstance | undefined;
  readonly taints: readonly DeviceTaintPlan[];
}

/** The devices of a node whose GPUs are handed out by claim, named as NVIDIA's driver does (kubernetes-sigs/dra-driver-nvidia-gpu). */
export function claimableDevices({ gpus, plan }: SimulatedNode): ClaimableDevice[] {
  if (!plan.byClaim) return [];
  return gpus.flatMap((gpu) => {
    const taints = plan.deviceTaints?.[gpu.index] ?? [];
    const board = `gpu-${gpu.index}`;
    if (gpu.instances.length === 0)
      return { name: board, deviceClass: GPU_DRIVER, gpu, instance: undefined, taints };
    let start = 0;
    return gpu.instances.map((instance): ClaimableDevice => {
      const { id = 0, memorySlices = 1 } = MIG_SHAPES[instance.profile.computeSlices] ?? {};
      const name = `${board}-mig-${instance.profile.name.replace('.', '')}-${id}-${start}`;
      start += memorySlices;
      return { name, deviceClass: MIG_CLASS, gpu, instance, taints };
    });
  });
}

/** The slice by which the driver offers a node's devices. */
export function resourceSlice(
  apiVersion: string,
  name: string,
  node: SimulatedNode,
  host: { readonly driver: string; readonly cuda: string },
): KubeObject {
  return {
    apiVersion,
    kind: 'ResourceSlice',
    metadata: { name },
    spec: {
      driver: GPU_DRIVER,
      nodeName: node.name,
      pool: { name: node.name, generation: 1, resourceSliceCount: 1 },
      devices: claimableDevices(node).map((one) => device(one, host)),
    },
  };
}

/** What NVIDIA's driver says of a device. */
function device(
  { name, gpu, instance, taints }: ClaimableDevice,
  host: { readonly driver: string; readonly cuda: string },
) {
  const { product, uuid, pciBusId } = gpu;
  const [major, minor] = product.computeCapability;
  const own = instance
    ? {
        type: { string: 'mig' },
        uuid: { string: `MIG-${uuid.slice('GPU-'.length, -2)}${String(instance.id).padStart(2, '0')}` },
        parentUUID: { string: uuid },
        profile: { string: instance.profile.name },
      }
    : { type: { string: 'gpu' }, uuid: { string: uuid } };
  return {
    name,
    attributes: {
      architecture: { string: product.family.replace(/^./, (letter) => letter.toUpperCase()) },
      brand: { string: 'Nvidia' },
      cudaComputeCapability: { version: `${major}.${minor}.0` },
      cudaDriverVersion: { version: `${host.cuda}.0` },
      driverVersion: { version: host.driver.replace(/\.0+(\d)/g, '.$1') },
      productName: { string: product.modelName },
      'resource.kubernetes.io/pciBusID': { string: pciBusId.replace(/^0000/, '').toLowerCase() },
      ...own,
    },
    capacity: { memory: { value: `${instance?.totalMiB ?? product.memoryMiB}Mi` } },
    ...(taints.length > 0 && { taints: taints.map((taint) => ({ ...taint })) }),
  };
}
