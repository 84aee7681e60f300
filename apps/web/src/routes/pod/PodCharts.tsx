import type { Pod } from '@gpu-console/shared/contract';
import { podDashboard } from '@gpu-console/shared/dashboards/library';
import { useMemo } from 'react';
import { Charts } from '../../charts/Charts.tsx';
import { GpuCharts } from '../../charts/GpuCharts.tsx';
import { withoutNumbers } from '../../charts/withoutNumbers.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { useMetricsContext } from '../../state/cluster.ts';
import { podTexts } from './texts.ts';

/** Curves of what the pod held, whenever it held it; of its GPUs of now where the exporter names no workloads. */
export function PodCharts({ pod: { namespace, name, gpus } }: { pod: Pod }) {
  const texts = useTexts(podTexts);
  const context = useMetricsContext();
  const dashboard = useMemo(() => (context === null ? undefined : podDashboard(context)), [context]);
  if (dashboard !== undefined)
    return <Charts panels={withoutNumbers(dashboard)} bound={{ namespace: [namespace], pod: [name] }} />;
  return (
    <>
      {context !== null && gpus.length > 0 && <p className="text-muted">{texts.byDevice}</p>}
      <GpuCharts gpus={gpus} />
    </>
  );
}
