import type { Node } from '@gpu-console/shared/contract';
import type { Fleet } from './fleet.ts';

/**
 * The GPUs of this cluster's nodes: one Prometheus may hold those of several clusters. Where no series leads to a node that
 * Kubernetes knows, their hosts have other names, and all of them count.
 */
export function ownGpus(
  nodes: readonly Pick<Node, 'name'>[] | null,
  { gpus }: Pick<Fleet, 'gpus'>,
): Fleet['gpus'] {
  const names = new Set<string | null>(nodes?.map(({ name }) => name));
  const own = gpus.filter(({ node }) => names.has(node));
  return own.length > 0 ? own : gpus;
}
