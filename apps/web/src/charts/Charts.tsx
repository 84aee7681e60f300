import type { DashboardPanel } from '@gpu-console/shared/dashboards';
import { LineChart } from 'lucide-react';
import { type ComponentProps, lazy, Suspense } from 'react';
import { EmptyState } from '../components/EmptyState.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { fleetTexts } from '../fleet/texts.ts';
import { useTexts } from '../i18n/useTexts.ts';

/** Charts come in code of their own, after the first paint; it is on its way as soon as a page has charts. */
const boundPanels = import('../dashboards/BoundPanels.tsx');
const BoundPanels = lazy(async () => ({ default: (await boundPanels).BoundPanels }));

type ChartsProps = ComponentProps<typeof BoundPanels>;

/** A page's charts; `panels` is null where this cluster's Prometheus has shown no DCGM metrics yet. */
export function Charts({
  panels,
  ...rest
}: Omit<ChartsProps, 'panels'> & { panels: ChartsProps['panels'] | null }) {
  const fleet = useTexts(fleetTexts);
  if (panels === null || panels.length === 0) {
    return (
      <div className="rounded-card border bg-surface">
        <EmptyState icon={LineChart} title={fleet.noMetrics}>
          {fleet.noMetricsDetail}
        </EmptyState>
      </div>
    );
  }
  return (
    <Suspense fallback={<PanelSkeletons panels={panels} />}>
      <BoundPanels panels={panels} {...rest} />
    </Suspense>
  );
}

function PanelSkeletons({ panels }: { panels: readonly DashboardPanel[] }) {
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {panels.map(({ id }) => (
        <div key={id} className="h-72 rounded-card border bg-surface p-4">
          <Skeleton className="mb-4 h-4 w-32" />
          <Skeleton className="h-48" />
        </div>
      ))}
    </div>
  );
}
