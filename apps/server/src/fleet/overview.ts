import type { IdleGpu, NamespaceUsage, Node, Overview, Pod } from '@gpu-console/shared/contract';
import type { Fleet } from './fleet.ts';
import { mean, usageOf } from './usage.ts';

const ENDED: ReadonlySet<string> = new Set(['Succeeded', 'Failed']);

function total(amounts: Readonly<Record<string, number>>): number {
  return Object.values(amounts).reduce((sum, amount) => sum + amount, 0);
}

/** GPUs as Kubernetes hands them out, over all GPU resources; nulls where Kubernetes never answered. */
export function gpuCounts(nodes: readonly Node[] | null, fleet: Fleet | null): Overview['gpus'] {
  const reporting = fleet === null ? null : new Set(fleet.gpus.map((gpu) => gpu.uuid)).size;
  if (nodes === null) return { capacity: null, allocatable: null, allocated: null, free: null, reporting };
  const resources = nodes.flatMap((node) => node.resources);
  const sum = (pick: (resource: (typeof resources)[number]) => number) =>
    resources.reduce((amount, resource) => amount + pick(resource), 0);
  return {
    capacity: sum((resource) => resource.capacity),
    allocatable: sum((resource) => resource.allocatable),
    allocated: sum((resource) => resource.requested),
    free: sum((resource) => Math.max(0, resource.allocatable - resource.requested)),
    reporting,
  };
}

/** The mean use of the GPUs that pods hold. */
export function allocatedUtilization(fleet: Fleet): number | null {
  return mean(fleet.gpus.filter((gpu) => gpu.pods.length > 0).map((gpu) => gpu.utilization));
}

/** Who asks for GPUs, who uses them: by namespace, the largest first. */
export function namespaceUsage(pods: readonly Pod[], fleet: Fleet): NamespaceUsage[] {
  const namespaces = new Set(pods.map((pod) => pod.namespace));
  for (const gpu of fleet.gpus) for (const pod of gpu.pods) namespaces.add(pod.namespace);
  return [...namespaces]
    .map((namespace) => {
      const own = pods.filter((pod) => pod.namespace === namespace && !ENDED.has(pod.phase));
      const gpus = fleet.gpus.filter((gpu) => gpu.pods.some((pod) => pod.namespace === namespace));
      return {
        namespace,
        pods: own.length,
        requested: own.reduce((sum, pod) => sum + total(pod.requests), 0),
        assigned: gpus.length,
        idle: gpus.filter(fleet.isIdle).length,
        utilization: usageOf(gpus).utilization,
      };
    })
    .filter(({ pods, assigned }) => pods > 0 || assigned > 0)
    .sort(
      (a, b) =>
        b.requested - a.requested || b.assigned - a.assigned || a.namespace.localeCompare(b.namespace),
    );
}

/** The GPUs that pods hold and have not used for 30 minutes. */
export function idleGpus(fleet: Fleet): IdleGpu[] {
  return fleet.gpus
    .filter((gpu) => gpu.pods.length > 0 && fleet.isIdle(gpu))
    .map((gpu) => ({
      uuid: gpu.uuid,
      instance: gpu.instance?.id ?? null,
      index: gpu.index,
      node: gpu.node,
      product: gpu.product,
      pods: gpu.pods.map(({ namespace, name }) => ({ namespace, name })),
    }));
}
