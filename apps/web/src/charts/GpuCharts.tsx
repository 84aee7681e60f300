import { nodeDashboard } from '@gpu-console/shared/dashboards/library';
import { useMemo } from 'react';
import { useMetricsContext } from '../state/cluster.ts';
import { Charts } from './Charts.tsx';
import { withoutNumbers } from './withoutNumbers.ts';

/** The library's dashboard of GPU nodes, of these GPUs. */
export function GpuCharts({ gpus }: { gpus: readonly string[] }) {
  const context = useMetricsContext();
  const panels = useMemo(
    () => (context === null || gpus.length === 0 ? null : withoutNumbers(nodeDashboard(context))),
    [context, gpus.length],
  );
  return <Charts panels={panels} bound={{ node: null, gpu: gpus }} />;
}
