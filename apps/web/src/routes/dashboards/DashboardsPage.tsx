import type { DashboardSummary, StoredDashboard } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LineChart } from 'lucide-react';
import { useState } from 'react';
import { live } from '../../api/queries.ts';
import { Card } from '../../components/Card.tsx';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useUrlTableState } from '../../components/dataTable/tableState.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { StaleBanner } from '../../components/StaleBanner.tsx';
import { readOnlyReason } from '../../dashboards/readOnlyReason.ts';
import { dashboardTexts } from '../../dashboards/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { Page } from '../../page/Page.tsx';
import { QueryError } from '../../page/QueryError.tsx';
import { TableCard, TableSkeleton } from '../../page/TableCard.tsx';
import { useCluster } from '../../state/cluster.ts';
import { useView } from '../../state/view.ts';
import { type DashboardAction, DashboardDialog } from './DashboardDialog.tsx';
import { NewDashboard } from './NewDashboard.tsx';
import { UndoDelete } from './UndoDelete.tsx';
import { useDashboardColumns } from './useDashboardColumns.tsx';

const BY_TITLE = { column: 'title', descending: false } as const;
const keyOf = ({ id }: DashboardSummary) => id;

/** People's own dashboards, and what can be done with them. */
export function DashboardsPage() {
  const texts = useTexts(dashboardTexts);
  const query = useQuery(live('dashboards', useView()));
  const [action, setAction] = useState<DashboardAction | null>(null);
  const [deleted, setDeleted] = useState<StoredDashboard | null>(null);
  const readOnly = readOnlyReason(query.data, texts);
  const columns = useDashboardColumns({ isReadOnly: readOnly !== null, onAction: setAction });
  const state = useUrlTableState(BY_TITLE);
  const { data } = query;
  const taken = data?.items.map(({ id }) => id) ?? [];
  return (
    <Page
      filled
      facts={
        <>
          <NewDashboard isReadOnly={readOnly !== null} taken={taken} />
          <ImportLink />
        </>
      }
    >
      {readOnly !== null && (
        <StaleBanner>
          <strong className="font-semibold">{texts.readOnly}</strong> {readOnly}
        </StaleBanner>
      )}
      {data !== undefined && data.unreadable.length > 0 && (
        <StaleBanner>
          <strong className="font-semibold">{texts.unreadable(data.unreadable.length)}</strong>
          {data.unreadable.map(({ name, reason }) => (
            <span key={name} className="block break-words">
              <span className="font-mono">{name}</span>: {reason}
            </span>
          ))}
        </StaleBanner>
      )}
      {deleted !== null && <UndoDelete deleted={deleted} onDone={() => setDeleted(null)} />}
      {data === undefined &&
        (query.isError ? (
          <Card>
            <QueryError query={query} />
          </Card>
        ) : (
          <div aria-busy>
            <TableSkeleton />
          </div>
        ))}
      {data !== undefined && (
        <TableCard>
          <DataTable
            name="dashboards"
            label={texts.dashboards}
            rows={data.items}
            columns={columns}
            rowKey={keyOf}
            state={state}
            rowHeight={44}
            empty={
              <EmptyState icon={LineChart} title={texts.noDashboards}>
                {texts.noDashboardsDetail}
              </EmptyState>
            }
          />
        </TableCard>
      )}
      {action !== null && (
        <DashboardDialog
          key={`${action.to} ${action.id}`}
          action={action}
          taken={taken}
          onDeleted={setDeleted}
          onClose={() => setAction(null)}
        />
      )}
    </Page>
  );
}

function ImportLink() {
  const texts = useTexts(dashboardTexts);
  const { id } = useCluster();
  return (
    <Link
      to="/c/$cluster/dashboards/-/import"
      params={{ cluster: id }}
      className="inline-flex h-8 items-center rounded-md border bg-surface px-2.5 text-ink hover:bg-hover"
    >
      {texts.importOne}
    </Link>
  );
}
