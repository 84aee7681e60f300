import type { StoredDashboard } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { dashboardQuery, live } from '../../api/queries.ts';
import { Card } from '../../components/Card.tsx';
import { StaleBanner } from '../../components/StaleBanner.tsx';
import { freeId } from '../../dashboards/dashboardId.ts';
import { inLanguage } from '../../dashboards/inLanguage.ts';
import { NameForm } from '../../dashboards/NameForm.tsx';
import { readOnlyReason } from '../../dashboards/readOnlyReason.ts';
import { dashboardTexts } from '../../dashboards/texts.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { DetailSkeleton } from '../../page/DetailSkeleton.tsx';
import { Page } from '../../page/Page.tsx';
import { QueryError } from '../../page/QueryError.tsx';
import { useCluster } from '../../state/cluster.ts';
import { useView } from '../../state/view.ts';
import { DashboardEditor } from './DashboardEditor.tsx';
import { editTexts } from './texts.ts';

/** A dashboard to be edited; one that cannot be is copied first. */
export function EditPage() {
  const { dashboard: id } = useParams({ from: '/c/$cluster/dashboards/$dashboard/edit' });
  const cluster = useCluster();
  const view = useView();
  const locale = useLocale();
  const shared = useTexts(dashboardTexts);
  const query = useQuery(dashboardQuery(view, id));
  const list = useQuery(live('dashboards', view));
  if (query.data === undefined || list.data === undefined) {
    const failed = [query, list].find(({ isError }) => isError);
    return (
      <Page title={id}>
        {failed === undefined ? (
          <div aria-busy>
            <DetailSkeleton />
          </div>
        ) : (
          <Card>
            <QueryError query={failed} />
          </Card>
        )}
      </Page>
    );
  }
  const stored = query.data;
  const { items } = list.data;
  const readOnly = readOnlyReason(list.data, shared);
  const isLocked = stored.builtin || stored.dashboard.editable === false;
  if (readOnly === null && !isLocked)
    return <DashboardEditor key={`${cluster.id} ${id}`} stored={stored} taken={items.map((one) => one.id)} />;
  return (
    <Page title={inLanguage(stored.dashboard.title, locale) || id}>
      {readOnly === null ? (
        <CopyFirst stored={stored} taken={items.map((one) => one.id)} />
      ) : (
        <StaleBanner>
          <strong className="font-semibold">{shared.readOnly}</strong> {readOnly}
        </StaleBanner>
      )}
    </Page>
  );
}

function CopyFirst({ stored, taken }: { stored: StoredDashboard; taken: readonly string[] }) {
  const texts = useTexts(editTexts);
  const navigate = useNavigate();
  const { id: cluster } = useCluster();
  const open = ({ dashboard: { id } }: StoredDashboard) =>
    void navigate({ to: '/c/$cluster/dashboards/$dashboard/edit', params: { cluster, dashboard: id } });
  return (
    <Card title={texts.copyTitle} className="max-w-160">
      <p className="mb-3 text-muted">{stored.builtin ? texts.copyBuiltin : texts.copyLocked}</p>
      <NameForm stored={stored} copyAs={freeId(stored.dashboard.id, taken)} onDone={open} />
    </Card>
  );
}
