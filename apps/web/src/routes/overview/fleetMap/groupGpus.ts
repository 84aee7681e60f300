import type { MapGpu } from './mapGpu.ts';
import type { Grouping } from './mapSearch.ts';

export interface GpuGroup {
  /** Null where the GPUs have none: no pod holds them, or no node or product is known. */
  readonly name: string | null;
  readonly gpus: readonly MapGpu[];
}

const collator = new Intl.Collator('en', { numeric: true });

/** A GPU that pods of several namespaces share stands with the first. */
const groupOf: Record<Grouping, (gpu: MapGpu) => string | null> = {
  node: (gpu) => gpu.node,
  namespace: (gpu) => gpu.pods[0]?.namespace ?? null,
  product: (gpu) => gpu.product,
};

function inNvidiaSmiOrder(a: MapGpu, b: MapGpu): number {
  return (
    collator.compare(a.node ?? '', b.node ?? '') ||
    (a.index ?? 0) - (b.index ?? 0) ||
    collator.compare(a.instance?.id ?? '', b.instance?.id ?? '')
  );
}

/**
 * One cell per GPU or MIG instance: a GPU that is split stands for itself only where none of its instances report.
 * Groups come in the order of their names, the nameless last.
 */
export function groupGpus(gpus: readonly MapGpu[], grouping: Grouping): readonly GpuGroup[] {
  const split = new Set(gpus.filter(({ instance }) => instance !== null).map(({ uuid }) => uuid));
  const cells = gpus.filter(({ uuid, instance }) => instance !== null || !split.has(uuid));
  const groups = new Map<string | null, MapGpu[]>();
  for (const gpu of cells.toSorted(inNvidiaSmiOrder)) {
    const name = groupOf[grouping](gpu);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [gpu]);
    else group.push(gpu);
  }
  return [...groups]
    .map(([name, members]) => ({ name, gpus: members }))
    .sort(
      (a, b) =>
        Number(a.name === null) - Number(b.name === null) || collator.compare(a.name ?? '', b.name ?? ''),
    );
}
