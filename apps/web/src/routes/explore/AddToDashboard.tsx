import type { StoredDashboard } from '@gpu-console/shared/contract';
import type { DashboardPanel, QueryPanel } from '@gpu-console/shared/dashboards';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { LayoutDashboard } from 'lucide-react';
import { useMemo, useState } from 'react';
import { live } from '../../api/queries.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { NameForm } from '../../dashboards/NameForm.tsx';
import { readOnlyReason } from '../../dashboards/readOnlyReason.ts';
import { dashboardTexts } from '../../dashboards/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { useCluster } from '../../state/cluster.ts';
import { useView } from '../../state/view.ts';
import { exploreTexts } from './texts.ts';

/** As long as a title can be read. */
const MAX_TITLE = 100;

/** A chart as a dashboard has it: without a name of its own it is called by its queries. */
function dashboardPanel(chart: QueryPanel, index: number): DashboardPanel {
  const title = chart.queries.map(({ expr }) => expr).join(', ');
  return { ...chart, id: `panel-${index + 1}`, title: title.slice(0, MAX_TITLE) };
}

/** Keeps the charts in a new dashboard, and opens the editor on it. */
export function AddToDashboard({ charts }: { charts: readonly QueryPanel[] }) {
  const texts = useTexts(exploreTexts);
  const shared = useTexts(dashboardTexts);
  const navigate = useNavigate();
  const { id: cluster } = useCluster();
  const { data } = useQuery(live('dashboards', useView()));
  const [isOpen, setOpen] = useState(false);
  const readOnly = readOnlyReason(data, shared);
  const stored = useMemo(
    (): StoredDashboard => ({
      dashboard: { id: '', title: '', variables: [], panels: charts.map(dashboardPanel) },
      builtin: false,
      version: '',
      object: null,
      updatedAt: null,
    }),
    [charts],
  );
  const edit = ({ dashboard: { id } }: StoredDashboard) =>
    void navigate({ to: '/c/$cluster/dashboards/$dashboard/edit', params: { cluster, dashboard: id } });
  return (
    <>
      <Button
        disabled={charts.length === 0 || data === undefined || readOnly !== null}
        {...(readOnly === null ? {} : { title: readOnly })}
        onClick={() => setOpen(true)}
      >
        <LayoutDashboard aria-hidden size={14} />
        {texts.addToDashboard}
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title={texts.addToDashboard}>
        <div className="p-4">
          <NameForm stored={stored} copyAs="" onDone={edit} />
        </div>
      </Dialog>
    </>
  );
}
