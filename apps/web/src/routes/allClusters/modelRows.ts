import type { ModelUsage } from '@gpu-console/shared/contract';
import type { TreeNode } from '../../components/treeTable/treeRows.ts';
import type { ClusterReading } from './fleetRows.ts';
import { meanOf, type Sum, sumOf } from './sums.ts';

/** A model's GPUs, in one cluster or in all. */
export interface ModelRow {
  readonly key: string;
  /** Null of GPUs that nothing names; undefined of the row of all. */
  readonly product: string | null | undefined;
  /** Null where it is of several. */
  readonly cluster: { readonly id: string; readonly name: string } | null;
  readonly total: Sum;
  readonly allocated: Sum;
  readonly free: Sum;
  /** Of those that report. */
  readonly utilization: Sum;
}

interface Amounts extends Pick<ModelUsage, 'total' | 'allocated' | 'free' | 'utilization'> {
  readonly reporting: number | null;
}

const amounts = (parts: readonly (Amounts | undefined)[]) => ({
  total: sumOf(parts.map((part) => part?.total)),
  allocated: sumOf(parts.map((part) => part?.allocated)),
  free: sumOf(parts.map((part) => part?.free)),
  utilization: meanOf(parts.map((part) => ({ value: part?.utilization, weight: part?.reporting }))),
});

/** The models of all clusters that could be read, the most GPUs first, and under each the clusters that have it. */
export function modelTree(readings: readonly ClusterReading[]): readonly TreeNode<ModelRow>[] {
  const found = readings.flatMap(({ cluster, overview }) =>
    (overview?.models ?? []).map((usage) => ({ cluster, usage })),
  );
  return [...new Set(found.map(({ usage }) => usage.product))]
    .map((product): TreeNode<ModelRow> => {
      const parts = found.filter(({ usage }) => usage.product === product);
      const key = `model ${product}`;
      return {
        key,
        row: { key, product, cluster: null, ...amounts(parts.map(({ usage }) => usage)) },
        children: parts.map(({ cluster, usage }) => {
          const own = `${key} ${cluster.id}`;
          return { key: own, row: { key: own, product, cluster, ...amounts([usage]) }, children: [] };
        }),
      };
    })
    .sort((a, b) => (b.row.total.value ?? 0) - (a.row.total.value ?? 0));
}

/** All models together, of as many clusters as could be read. */
export function modelTotal(readings: readonly ClusterReading[]): ModelRow {
  const ofClusters = readings.map(({ overview }): Amounts | undefined => {
    if (overview === undefined) return undefined;
    const { total, allocated, free, reporting } = overview.gpus;
    const { value: utilization } = amounts(overview.models).utilization;
    return { total, allocated, free, reporting, utilization };
  });
  return { key: 'total', product: undefined, cluster: null, ...amounts(ofClusters) };
}
