/** Tells the names of resources that stand for GPUs. */
export type GpuResourceTest = (name: string) => boolean;

/**
 * Extended resources that stand for NVIDIA GPUs: whole ones (`nvidia.com/gpu`), time-sliced ones renamed by the
 * device plugin (`nvidia.com/gpu.shared`) and MIG instances under the mixed strategy (`nvidia.com/mig-1g.10gb`).
 */
const NVIDIA = /^nvidia\.com\/(gpu|gpu\.shared|mig-[a-z0-9.+-]+(\.shared)?)$/;

/**
 * What every device class stands for without saying so (KEP-5004), by the names of the vendors' own classes:
 * `deviceclass.resource.kubernetes.io/gpu.nvidia.com`.
 */
const OF_DEVICE_CLASS =
  /^deviceclass\.resource\.kubernetes\.io\/(gpu|mig|vfio\.gpu)\.(nvidia|amd|intel)\.com$/;

/**
 * Amounts of a GPU that are asked beside a number of them: HAMi's (and as its values rename them), Volcano's, Alibaba's gpushare,
 * Tencent's GPU manager.
 */
const AMOUNT =
  /^(nvidia\.com\/(gpumem(-percentage)?|gpucores|gpu\.(memory|cores))|volcano\.sh\/vgpu-(memory(-percentage)?|cores)|aliyun\.com\/gpu-mem|tencent\.com\/vcuda-(core|memory))$/;

/** Tells the names of resources that say how much of a GPU a pod asks for. */
export function isGpuAmount(name: string): boolean {
  return AMOUNT.test(name);
}

/** A resource's name, or one with `*` for any run of characters but `/`. */
export const GPU_RESOURCE_PATTERN =
  /^[a-z0-9*]([a-z0-9.*-]*[a-z0-9*])?\/[A-Za-z0-9*]([A-Za-z0-9._*-]*[A-Za-z0-9*])?$/;

/**
 * The test for NVIDIA's resources and the other ones that an admin counts as GPUs.
 * @param more names as in `GPU_RESOURCE_PATTERN`: `amd.com/gpu`, `gpu.intel.com/*`, `volcano.sh/vgpu-number`
 */
export function gpuResourceTest(more: readonly string[] = []): GpuResourceTest {
  const others = more.map((pattern) => {
    const literal = pattern.split('*').map((part) => part.replace(/[.]/g, '\\.'));
    return new RegExp(`^${literal.join('[^/]*')}$`);
  });
  return (name) =>
    NVIDIA.test(name) || OF_DEVICE_CLASS.test(name) || others.some((other) => other.test(name));
}
