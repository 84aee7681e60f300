import type { NodePlan } from './plan.ts';

/** The extended resource that a whole GPU of a node is, or a part of it where GPUs are shared. */
export function wholeGpuResource({ sharedBy, renamesShared }: NodePlan): string {
  if (sharedBy === 'volcano') return 'volcano.sh/vgpu-number';
  return renamesShared ? 'nvidia.com/gpu.shared' : 'nvidia.com/gpu';
}

/** The extended resource of a MIG instance with such a profile. */
export function instanceResource(profile: string, { migStrategy }: NodePlan): string {
  return migStrategy === 'single' ? 'nvidia.com/gpu' : `nvidia.com/mig-${profile}`;
}

/** How much of a GPU, beside how many: HAMi's is no node's resource, and its scheduler's webhook alone looks at it. */
const AMOUNTS = /^nvidia\.com\/gpu(mem|mem-percentage|cores)$/;

/** True for what kube-scheduler leaves to an extender (`ignoredByScheduler`). */
export function isIgnoredByScheduler(resource: string): boolean {
  return AMOUNTS.test(resource);
}

/** True for what a container asks of a GPU, of whatever vendor. */
export function isGpuResource(resource: string): boolean {
  return /^(nvidia\.com|amd\.com|gpu\.intel\.com|volcano\.sh)\//.test(resource);
}
