import type { Dashboard } from '@gpu-console/shared/dashboards';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Pencil } from 'lucide-react';
import { type RefObject, useMemo, useRef } from 'react';
import { dashboardQuery } from '../../api/queries.ts';
import { Card } from '../../components/Card.tsx';
import { DashboardView, type ShownDashboard } from '../../dashboards/DashboardView.tsx';
import { DrawnDashboardContext } from '../../dashboards/drawnDashboard.ts';
import { inLanguage } from '../../dashboards/inLanguage.ts';
import { dashboardTexts } from '../../dashboards/texts.ts';
import { useChosen } from '../../dashboards/useChosen.ts';
import { useToggledAnnotations } from '../../dashboards/useToggledAnnotations.ts';
import { useVariables } from '../../dashboards/useVariables.ts';
import { VariableBar } from '../../dashboards/VariableBar.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { DetailSkeleton } from '../../page/DetailSkeleton.tsx';
import { Page } from '../../page/Page.tsx';
import { QueryError } from '../../page/QueryError.tsx';
import { useCluster } from '../../state/cluster.ts';
import { useView } from '../../state/view.ts';
import { ExportMenu } from './ExportMenu.tsx';
import { useOwnTime } from './useOwnTime.ts';

export function DashboardPage() {
  const { dashboard: id } = useParams({ from: '/c/$cluster/dashboards/$dashboard' });
  const locale = useLocale();
  const query = useQuery(dashboardQuery(useView(), id));
  const shownRef = useRef<ShownDashboard>(null);
  if (query.data === undefined)
    return (
      <Page title={id}>
        {query.isError ? (
          <Card>
            <QueryError query={query} />
          </Card>
        ) : (
          <div aria-busy>
            <DetailSkeleton />
          </div>
        )}
      </Page>
    );
  const { dashboard, builtin } = query.data;
  const { description = '' } = dashboard;
  return (
    <Page
      title={inLanguage(dashboard.title, locale) || id}
      facts={
        <>
          <span>{inLanguage(description, locale)}</span>
          <EditLink id={id} isCopied={builtin || dashboard.editable === false} />
          <ExportMenu dashboard={dashboard} shownRef={shownRef} />
        </>
      }
    >
      <OpenDashboard key={id} id={id} dashboard={dashboard} shownRef={shownRef} />
    </Page>
  );
}

function EditLink({ id, isCopied }: { id: string; isCopied: boolean }) {
  const texts = useTexts(dashboardTexts);
  const { id: cluster } = useCluster();
  return (
    <Link
      to="/c/$cluster/dashboards/$dashboard/edit"
      params={{ cluster, dashboard: id }}
      search={(now) => now}
      className="inline-flex h-8 items-center gap-1.5 rounded-md border bg-surface px-2.5 text-ink hover:bg-hover"
    >
      <Pencil aria-hidden size={14} />
      {isCopied ? texts.editCopy : texts.edit}
    </Link>
  );
}

interface OpenDashboardProps {
  readonly id: string;
  readonly dashboard: Dashboard;
  readonly shownRef: RefObject<ShownDashboard | null>;
}

function OpenDashboard({ id, dashboard, shownRef }: OpenDashboardProps) {
  useOwnTime(dashboard);
  const [chosen, choose] = useChosen();
  const [turned, turn] = useToggledAnnotations();
  const state = useVariables(dashboard.variables, chosen);
  const drawn = useMemo(() => ({ id, chosen, values: state.resolved }), [id, chosen, state.resolved]);
  return (
    <>
      <VariableBar state={state} onChoose={choose} />
      {state.ready ? (
        <DrawnDashboardContext value={drawn}>
          <DashboardView
            dashboard={dashboard}
            values={state.resolved}
            turned={turned}
            onTurn={turn}
            shownRef={shownRef}
          />
        </DrawnDashboardContext>
      ) : (
        state.error === null && (
          <div aria-busy>
            <DetailSkeleton />
          </div>
        )
      )}
    </>
  );
}
