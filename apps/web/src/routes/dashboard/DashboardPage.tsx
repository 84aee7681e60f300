import type { Dashboard } from '@gpu-console/shared/dashboards';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Card } from '../../components/Card.tsx';
import { DashboardView } from '../../dashboards/DashboardView.tsx';
import { inLanguage } from '../../dashboards/inLanguage.ts';
import { dashboardQuery } from '../../dashboards/requests.ts';
import { useVariables } from '../../dashboards/useVariables.ts';
import { VariableBar } from '../../dashboards/VariableBar.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { DetailSkeleton } from '../../page/DetailSkeleton.tsx';
import { Page } from '../../page/Page.tsx';
import { QueryError } from '../../page/QueryError.tsx';
import { useCluster } from '../../state/cluster.ts';
import { chosenIn } from '../../state/variableSearch.ts';
import { useOwnTime } from './useOwnTime.ts';

export function DashboardPage() {
  const { dashboard: id } = useParams({ from: '/c/$cluster/dashboards/$dashboard' });
  const locale = useLocale();
  const query = useQuery(dashboardQuery(useCluster().id, id));
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
  const { dashboard } = query.data;
  const { description = '' } = dashboard;
  return (
    <Page
      title={inLanguage(dashboard.title, locale) || id}
      facts={inLanguage(description, locale) || undefined}
    >
      <OpenDashboard key={id} dashboard={dashboard} />
    </Page>
  );
}

function OpenDashboard({ dashboard }: { dashboard: Dashboard }) {
  useOwnTime(dashboard);
  const navigate = useNavigate();
  const search = JSON.stringify(chosenIn(useSearch({ strict: false })));
  const chosen: Readonly<Record<string, readonly string[]>> = useMemo(() => JSON.parse(search), [search]);
  const state = useVariables(dashboard.variables, chosen);
  const choose = (name: string, values: readonly string[]) =>
    void navigate({
      to: '.',
      search: (now) => ({ ...now, [`var-${name}`]: values.length === 0 ? undefined : values }),
      replace: true,
    });
  return (
    <>
      <VariableBar state={state} onChoose={choose} />
      {state.ready ? (
        <DashboardView dashboard={dashboard} values={state.resolved} />
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
