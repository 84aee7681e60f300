import type { Gpu, Overview } from '@gpu-console/shared/contract';

/** What the map shows of a GPU; one that no exporter reports has no UUID and no values. */
export type MapGpu = Pick<
  Gpu,
  | 'index'
  | 'node'
  | 'product'
  | 'instance'
  | 'pods'
  | 'utilization'
  | 'memoryUsedBytes'
  | 'memoryTotalBytes'
  | 'temperatureCelsius'
  | 'powerWatts'
> & { readonly uuid: string | null };

const UNKNOWN = {
  uuid: null,
  index: null,
  instance: null,
  pods: [],
  utilization: null,
  memoryUsedBytes: null,
  memoryTotalBytes: null,
  temperatureCelsius: null,
  powerWatts: null,
};

/** The GPUs that Kubernetes knows and no exporter reports, one by one; none where that is not known. */
export function silentGpus(silent: Overview['silent']): MapGpu[] {
  return (silent ?? []).flatMap(({ node, product, count }) =>
    Array.from({ length: count }, () => ({ ...UNKNOWN, node, product })),
  );
}
