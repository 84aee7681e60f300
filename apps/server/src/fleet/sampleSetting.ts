import type { SampleSetting } from '@gpu-console/shared/samples';
import type { NodeRecord } from '../kubernetes/records.ts';
import { cudaVersion } from './nodes.ts';

const DEFAULT_RESOURCE = 'nvidia.com/gpu';

/**
 * What samples are to ask for here: whole GPUs where any node has some, else the resource that there is most of; and
 * the CUDA version of most of the nodes that have it.
 */
export function sampleSetting(nodes: Iterable<NodeRecord>): Omit<SampleSetting, 'namespace'> {
  const offers = [...nodes].flatMap((node) =>
    Object.entries(node.allocatable).map(([resource, amount]) => ({
      resource: { key: resource, amount },
      cuda: { key: cudaVersion(node.labels), amount },
    })),
  );
  const hasUsual = offers.some(({ resource }) => resource.key === DEFAULT_RESOURCE && resource.amount > 0);
  const resource = hasUsual
    ? DEFAULT_RESOURCE
    : (mostOf(offers.map((offer) => offer.resource)) ?? DEFAULT_RESOURCE);
  const versions = offers.filter((offer) => offer.resource.key === resource).map(({ cuda }) => cuda);
  return { resource, cuda: mostOf(versions.filter(({ key }) => key !== null)) ?? null };
}

function mostOf<K>(amounts: readonly { readonly key: K; readonly amount: number }[]): K | undefined {
  const sums = new Map<K, number>();
  for (const { key, amount } of amounts) sums.set(key, (sums.get(key) ?? 0) + amount);
  const [most] = [...sums].filter(([, sum]) => sum > 0).sort(([, a], [, b]) => b - a);
  return most?.[0];
}
