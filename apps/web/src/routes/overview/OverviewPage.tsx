import type { Overview } from '@gpu-console/shared/contract';
import { overviewPanels } from '@gpu-console/shared/dashboards/library';
import { useQuery } from '@tanstack/react-query';
import { Cpu } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import { live } from '../../api/queries.ts';
import { Charts } from '../../charts/Charts.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { Page } from '../../page/Page.tsx';
import { QueryView } from '../../page/QueryView.tsx';
import { useMetricsContext } from '../../state/cluster.ts';
import { namesText } from '../../state/namesText.ts';
import { useNamespaceFilter, useView } from '../../state/view.ts';
import { OverviewSkeleton } from './OverviewSkeleton.tsx';
import { OverviewTiles } from './OverviewTiles.tsx';
import { ProblemList } from './ProblemList.tsx';
import { overviewTexts } from './texts.ts';

/** Of the namespaces that the page is of. */
const MAX_NAMED = 3;

/** What waits for data anyway is code of its own, after the first paint. */
const FleetMap = lazy(async () => {
  const { FleetMap: component } = await import('./fleetMap/FleetMap.tsx');
  return { default: component };
});
const OverviewTables = lazy(async () => {
  const { OverviewTables: component } = await import('./OverviewTables.tsx');
  return { default: component };
});

export function OverviewPage() {
  const query = useQuery(live('overview', useView()));
  return (
    <Page
      facts={query.data && <HeaderFacts overview={query.data} />}
      {...(query.data?.scope.namespaces
        ? { note: <ScopeNote namespaces={query.data.scope.namespaces} /> }
        : {})}
    >
      <QueryView query={query} skeleton={<OverviewSkeleton />}>
        {(overview) => <OverviewBody overview={overview} />}
      </QueryView>
    </Page>
  );
}

/** Of which namespaces everything here is. */
function ScopeNote({ namespaces }: { namespaces: readonly string[] }) {
  const texts = useTexts(overviewTexts);
  const isChosen = useNamespaceFilter().names.length > 0;
  const names = namesText(namespaces, MAX_NAMED) || '–';
  return (
    <span title={namespaces.join(', ')}>
      {isChosen ? texts.ofNamespaces(names) : texts.ofYourNamespaces(names)}
    </span>
  );
}

function HeaderFacts({ overview: { nodes, scope, asOf } }: { overview: Overview }) {
  const texts = useTexts(overviewTexts);
  const { total, ready } = nodes;
  return (
    <>
      {scope.nodes && (
        <span>{total === null || ready === null ? texts.nodesUnknown : texts.nodesReady(ready, total)}</span>
      )}
      {asOf.metrics !== null && (
        <span className="text-sm">
          <RelativeTime time={asOf.metrics} />
        </span>
      )}
    </>
  );
}

function OverviewBody({ overview }: { overview: Overview }) {
  const texts = useTexts(overviewTexts);
  const context = useMetricsContext();
  const panels = useMemo(() => (context === null ? null : overviewPanels(context)), [context]);
  const hasNothing =
    overview.partial.length === 0 && overview.nodes.total === 0 && (overview.gpus.reporting ?? 0) === 0;
  if (hasNothing) {
    return (
      <Card>
        <EmptyState icon={Cpu} title={texts.noGpus}>
          {texts.noGpusDetail}
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <OverviewTiles overview={overview} />
      <div className="grid gap-4 xl:grid-cols-12">
        <Suspense fallback={<Skeleton className="h-80 !rounded-card xl:col-span-8" />}>
          <FleetMap silent={overview.silent} className="xl:col-span-8" />
        </Suspense>
        <ProblemList overview={overview} className="xl:col-span-4" />
      </div>
      <Charts panels={panels} />
      <Suspense fallback={<Skeleton className="h-64 !rounded-card" />}>
        <OverviewTables overview={overview} />
      </Suspense>
    </>
  );
}
