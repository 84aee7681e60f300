import type { SamplePod } from '@gpu-console/shared/contract';
import { isExported, metricPanel } from '@gpu-console/shared/dashboards/library';
import { metric, ofGpus, ofPod } from '@gpu-console/shared/metrics';
import { useMemo } from 'react';
import { Charts } from '../../../charts/Charts.tsx';
import { useMetricsContext } from '../../../state/cluster.ts';

const UTILIZATION = metric('utilization');
const WHOLE = { x: 0, y: 0, w: 24, h: 8 };

/** The utilization of the pod's GPUs, or of those that it has now where the exporter names no pods. */
export function UtilizationCurve({ namespace, pod }: { namespace: string; pod: SamplePod }) {
  const context = useMetricsContext();
  const { name, gpus } = pod;
  const panels = useMemo(() => {
    if (context === null || !isExported(UTILIZATION, context)) return null;
    const byPod = ofPod(namespace, name, context.dialect);
    if (byPod.length > 0) return [{ ...metricPanel(UTILIZATION, byPod, context), grid: WHOLE }];
    return gpus.length === 0
      ? null
      : [{ ...metricPanel(UTILIZATION, ofGpus(gpus, context.dialect), context), grid: WHOLE }];
  }, [context, namespace, name, gpus]);
  return <Charts panels={panels} />;
}
