/**
 * Extended resources that stand for NVIDIA GPUs: whole ones (`nvidia.com/gpu`), time-sliced ones renamed by the
 * device plugin (`nvidia.com/gpu.shared`) and MIG instances under the mixed strategy (`nvidia.com/mig-1g.10gb`).
 */
const GPU_RESOURCE = /^nvidia\.com\/(gpu|gpu\.shared|mig-[a-z0-9.+-]+(\.shared)?)$/;

export function isGpuResource(name: string): boolean {
  return GPU_RESOURCE.test(name);
}
