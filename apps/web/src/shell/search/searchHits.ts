import type { SearchHit } from '@gpu-console/shared/contract';

/** What was found in one cluster. */
export interface HitGroup {
  readonly cluster: { readonly id: string; readonly name: string };
  readonly hits: readonly SearchHit[];
  /** The place of its first hit among all. */
  readonly start: number;
}

/** The hits by cluster, in the clusters' order, each in the order found; those of a cluster that is not known any more come last. */
export function groupHits(hits: readonly SearchHit[], clusters: readonly HitGroup['cluster'][]): HitGroup[] {
  const gone = [...new Set(hits.map(({ cluster }) => cluster))]
    .filter((id) => clusters.every((cluster) => cluster.id !== id))
    .map((id) => ({ id, name: id }));
  let start = 0;
  return [...clusters, ...gone].flatMap(({ id, name }) => {
    const own = hits.filter(({ cluster }) => cluster === id);
    if (own.length === 0) return [];
    const group = { cluster: { id, name }, hits: own, start };
    start += own.length;
    return [group];
  });
}
