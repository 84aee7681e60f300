import type { Gpu, ModelUsage, Node } from '@gpu-console/shared/contract';
import { append, groupBy } from '../groupBy.ts';
import { naturalOrder } from '../naturalOrder.ts';
import type { Fleet } from './fleet.ts';
import { sumCounts } from './gpuCounts.ts';
import { ownGpus } from './ownGpus.ts';
import { usageOf } from './usage.ts';

/** What the counts by model rest on. */
type CountedNode = Pick<Node, 'name' | 'product' | 'gpuCounts'>;

const UNREAD = { total: null, allocated: null, free: null };

/**
 * The Overview's GPU counts by model, the most GPUs first: all of a node's GPUs are its model's, so that the sums are equal. A node
 * with several models is counted under all their names together, since nothing tells which of them are allocated.
 * @param nodes null where they were never read
 */
export function modelUsage(nodes: readonly CountedNode[] | null, fleet: Pick<Fleet, 'gpus'>): ModelUsage[] {
  const modelOfNode = new Map(nodes?.map(({ name, product }) => [name, modelName(product)]));
  const modelOfGpu = ({ node, product }: Gpu) => modelOfNode.get(node ?? '') ?? modelName(product);
  // A GPU without a name is under the empty one, which no other has.
  const gpusOf = groupBy(ownGpus(nodes, fleet), (gpu) => modelOfGpu(gpu) ?? '');
  const nodesOf = new Map<string, CountedNode[]>();
  for (const node of nodes ?? []) append(nodesOf, modelOfNode.get(node.name) ?? '', node);
  return [...new Set([...nodesOf.keys(), ...gpusOf.keys()])]
    .map((model) => {
      const gpus = gpusOf.get(model) ?? [];
      const { total, allocated, free } =
        nodes === null ? UNREAD : sumCounts((nodesOf.get(model) ?? []).map(({ gpuCounts }) => gpuCounts));
      return {
        product: model === '' ? null : model,
        ...{ total, allocated, free },
        reporting: new Set(gpus.map(({ uuid }) => uuid)).size,
        utilization: usageOf(gpus).utilization,
      };
    })
    .filter(({ total, reporting }) => (total ?? 0) > 0 || reporting > 0)
    .sort(
      (a, b) =>
        (b.total ?? b.reporting) - (a.total ?? a.reporting) || naturalOrder(a.product ?? '', b.product ?? ''),
    );
}

/**
 * One name for one model: exporters write `NVIDIA A100-SXM4-80GB`, drivers before 470 left the vendor away, and gpu-feature-discovery
 * writes dashes for spaces and appends how the GPU is split or shared. Of a list of models, a list.
 */
export function modelName(product: string | null): string | null {
  if (product === null) return null;
  const names = product.split(', ').map((name) =>
    name
      .replace(/[ _]+/g, '-')
      .replace(/^NVIDIA-/i, '')
      .replace(/-SHARED$/, '')
      .replace(/-MIG-\d.*$/, ''),
  );
  return [...new Set(names)].sort(naturalOrder).join(', ');
}
