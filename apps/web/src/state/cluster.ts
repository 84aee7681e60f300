import type { Cluster } from '@gpu-console/shared/contract';
import type { MetricsContext } from '@gpu-console/shared/metrics';
import { createContext, use, useMemo } from 'react';

/** Given by the layout of `/c/$cluster`, so that every page below has a cluster that exists. */
export const ClusterContext = createContext<Cluster | null>(null);

/** The cluster that the URL names. */
export function useCluster(): Cluster {
  const cluster = use(ClusterContext);
  if (cluster === null) throw new Error('useCluster needs a route below /c/$cluster');
  return cluster;
}

/** What this cluster's Prometheus holds and how it labels it; null until DCGM series were seen. */
export function useMetricsContext(): MetricsContext | null {
  const { dialect, metrics } = useCluster();
  return useMemo(
    () => (dialect === null || metrics === null ? null : { dialect, exported: new Set(metrics) }),
    [dialect, metrics],
  );
}
