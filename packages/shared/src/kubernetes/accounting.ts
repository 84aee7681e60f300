import type { GpuResourceTest } from './gpuResources.ts';
import { parseQuantity } from './quantity.ts';

/** Amounts by resource name. */
export type Resources = Readonly<Record<string, number>>;

type Quantities = Readonly<Record<string, string | number>>;

export interface AccountedContainer {
  readonly restartPolicy?: string | undefined;
  readonly resources?:
    | { readonly requests?: Quantities | undefined; readonly limits?: Quantities | undefined }
    | undefined;
}

/** What of a pod's spec counts for its resources. */
export interface AccountedPod {
  readonly containers: readonly AccountedContainer[];
  readonly initContainers?: readonly AccountedContainer[] | undefined;
  readonly overhead?: Quantities | undefined;
}

/** The amounts of the resources that stand for GPUs. */
export function gpuAmounts(quantities: Quantities | undefined, isGpu: GpuResourceTest): Resources {
  const amounts: Record<string, number> = {};
  for (const [name, quantity] of Object.entries(quantities ?? {})) {
    if (isGpu(name)) amounts[name] = parseQuantity(quantity) ?? 0;
  }
  return amounts;
}

function combine(left: Resources, right: Resources, by: (a: number, b: number) => number): Resources {
  const combined: Record<string, number> = { ...left };
  for (const [name, amount] of Object.entries(right)) combined[name] = by(combined[name] ?? 0, amount);
  return combined;
}

/** The sum of two amounts, resource by resource. */
export function addResources(left: Resources, right: Resources): Resources {
  return combine(left, right, (a, b) => a + b);
}

/**
 * The GPUs one container counts for. For extended resources requests equal limits, and a manifest may give only
 * the limits (the API server fills in the requests; objects that never went through it have none).
 */
export function containerGpus(
  container: AccountedContainer,
  side: 'requests' | 'limits',
  isGpu: GpuResourceTest,
): Resources {
  const { requests, limits } = container.resources ?? {};
  const limited = gpuAmounts(limits, isGpu);
  return side === 'limits' ? limited : { ...limited, ...gpuAmounts(requests, isGpu) };
}

/**
 * The GPUs a pod counts for, as the scheduler and `kubectl describe node` add them up (component-helpers,
 * resource.PodRequests and PodLimits): containers and restartable init containers run together; each plain init container
 * runs alone beside the restartable ones started before it; the larger of the two counts, then the pod's overhead, which
 * raises a limit but makes none. Pod-level resources (1.32+) hold for cpu, memory and hugepages only, so not here.
 */
export function podGpus(spec: AccountedPod, side: 'requests' | 'limits', isGpu: GpuResourceTest): Resources {
  const gpus = (container: AccountedContainer) => containerGpus(container, side, isGpu);
  let running: Resources = {};
  for (const container of spec.containers) running = addResources(running, gpus(container));

  let sidecars: Resources = {};
  let starting: Resources = {};
  for (const init of spec.initContainers ?? []) {
    if (init.restartPolicy === 'Always') sidecars = addResources(sidecars, gpus(init));
    const together = init.restartPolicy === 'Always' ? sidecars : addResources(sidecars, gpus(init));
    starting = combine(starting, together, Math.max);
  }

  const peak = combine(addResources(running, sidecars), starting, Math.max);
  const overhead = Object.entries(gpuAmounts(spec.overhead, isGpu));
  const counted = overhead.filter(([name]) => side === 'requests' || (peak[name] ?? 0) > 0);
  return addResources(peak, Object.fromEntries(counted));
}
