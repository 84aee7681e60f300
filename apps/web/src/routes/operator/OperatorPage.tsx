import type { OperatorReport } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { live } from '../../api/queries.ts';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { EventsTable } from '../../fleet/EventsTable.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { DetailSkeleton } from '../../page/DetailSkeleton.tsx';
import { Page } from '../../page/Page.tsx';
import { QueryView } from '../../page/QueryView.tsx';
import { useCluster } from '../../state/cluster.ts';
import { useView } from '../../state/view.ts';
import { CellDrawer } from './CellDrawer.tsx';
import { ChecksCard } from './ChecksCard.tsx';
import { ComponentMatrix } from './ComponentMatrix.tsx';
import { ComputeDomains } from './ComputeDomains.tsx';
import { MetricsPath } from './MetricsPath.tsx';
import { OperatorBadge, OperatorFacts } from './OperatorFacts.tsx';
import { OperatorMetricsCard } from './OperatorMetrics.tsx';
import { Pipeline } from './Pipeline.tsx';
import { PoliciesCard } from './PoliciesCard.tsx';
import { operatorTexts } from './texts.ts';

export function OperatorPage() {
  const view = useView();
  const operator = useQuery(live('operator', view));
  const report = operator.data;
  return (
    <Page
      badge={report && <OperatorBadge report={report} />}
      facts={report && <OperatorFacts report={report} />}
    >
      <QueryView query={operator} skeleton={<DetailSkeleton />}>
        {(data) => <OperatorBody report={data} />}
      </QueryView>
    </Page>
  );
}

function OperatorBody({ report }: { report: OperatorReport }) {
  const texts = useTexts(operatorTexts);
  const doctor = useQuery(live('doctor', useView()));
  return (
    <>
      <Nothing report={report} />
      {report.stages.length > 0 && (
        <>
          <Pipeline stages={report.stages} />
          <ComponentMatrix report={report} />
        </>
      )}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <MetricsPath metrics={report.metrics} />
        <PoliciesCard report={report} />
      </div>
      <ComputeDomains report={report} />
      <CellDrawer report={report} results={doctor.data?.results ?? []} />
      <QueryView query={doctor} skeleton={<Skeleton className="h-96 !rounded-card" />}>
        {(found) => <ChecksCard report={found} />}
      </QueryView>
      {report.operatorMetrics !== null && report.operatorMetrics.length > 0 && (
        <OperatorMetricsCard metrics={report.operatorMetrics} />
      )}
      <Card title={texts.events} padded={false}>
        <EventsTable events={report.events} />
      </Card>
    </>
  );
}

/** Nothing that offers GPUs is installed, be NFD there or not. */
function Nothing({ report: { installed, partial } }: { report: OperatorReport }) {
  const texts = useTexts(operatorTexts);
  const cluster = useCluster().id;
  if (installed !== null || partial.some(({ source }) => source === 'kubernetes')) return null;
  return (
    <Card>
      <EmptyState title={texts.nothingTitle}>
        <p>{texts.nothingDetail}</p>
        <Link to="/c/$cluster/setup" params={{ cluster }} className="text-accent hover:underline">
          {texts.toSetup}
        </Link>
      </EmptyState>
    </Card>
  );
}
