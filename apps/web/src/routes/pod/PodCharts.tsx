import type { Pod } from '@gpu-console/shared/contract';
import { gpuPanels } from '@gpu-console/shared/dashboards';
import { ofGpus, ofPod } from '@gpu-console/shared/metrics';
import { useMemo } from 'react';
import { Charts } from '../../charts/Charts.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { useMetricsContext } from '../../state/cluster.ts';
import { podTexts } from './texts.ts';

/** Curves of what the pod held, whenever it held it; of its GPUs of now where the exporter names no workloads. */
export function PodCharts({ pod: { namespace, name, gpus } }: { pod: Pod }) {
  const texts = useTexts(podTexts);
  const context = useMetricsContext();
  const charts = useMemo(() => {
    if (context === null) return { panels: null, byDevice: false };
    const byPod = ofPod(namespace, name, context.dialect);
    if (byPod.length > 0) return { panels: gpuPanels(byPod, context), byDevice: false };
    return {
      panels: gpus.length === 0 ? null : gpuPanels(ofGpus(gpus, context.dialect), context),
      byDevice: true,
    };
  }, [context, namespace, name, gpus]);
  return (
    <>
      {charts.byDevice && charts.panels !== null && <p className="text-muted">{texts.byDevice}</p>}
      <Charts panels={charts.panels} />
    </>
  );
}
