import type { StoredDashboard } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { dashboardQuery } from '../../api/queries.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { freeId } from '../../dashboards/dashboardId.ts';
import { ExportForm } from '../../dashboards/ExportForm.tsx';
import { NameForm } from '../../dashboards/NameForm.tsx';
import { dashboardTexts } from '../../dashboards/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { QueryError } from '../../page/QueryError.tsx';
import { useView } from '../../state/view.ts';
import { DeleteForm } from './DeleteForm.tsx';

export const DASHBOARD_ACTIONS = [
  'rename',
  'duplicate',
  'kubesphere-v1alpha2',
  'kubesphere-v1alpha1',
  'grafana',
  'delete',
] as const;

/** What is to be done with one dashboard: an export is named by its format. */
export interface DashboardAction {
  readonly to: (typeof DASHBOARD_ACTIONS)[number];
  readonly id: string;
  readonly title: string;
}

interface DashboardDialogProps {
  readonly action: DashboardAction;
  /** Ids that there are. */
  readonly taken: readonly string[];
  readonly onDeleted: (deleted: StoredDashboard) => void;
  readonly onClose: () => void;
}

/** Asks what is left to ask, then does it: with the dashboard as it is now, not as the list had it. */
export function DashboardDialog(props: DashboardDialogProps) {
  const { action, onClose } = props;
  const texts = useTexts(dashboardTexts);
  const query = useQuery({ ...dashboardQuery(useView(), action.id), staleTime: 0, gcTime: 0 });
  return (
    <Dialog open onOpenChange={onClose} title={`${texts.actionNames[action.to]}: ${action.title}`}>
      <div className="flex flex-col gap-3 p-4">
        {query.data === undefined ? (
          query.isError ? (
            <QueryError query={query} />
          ) : (
            <Skeleton className="h-20" />
          )
        ) : (
          <ActionForm {...props} stored={query.data} />
        )}
      </div>
    </Dialog>
  );
}

function ActionForm({
  action,
  taken,
  stored,
  onDeleted,
  onClose,
}: DashboardDialogProps & { stored: StoredDashboard }) {
  switch (action.to) {
    case 'rename':
      return <NameForm stored={stored} onDone={onClose} />;
    case 'duplicate':
      return <NameForm stored={stored} copyAs={freeId(action.id, taken)} onDone={onClose} />;
    case 'delete':
      return (
        <DeleteForm
          stored={stored}
          onDone={() => {
            onDeleted(stored);
            onClose();
          }}
          onCancel={onClose}
        />
      );
    default:
      return <ExportForm dashboard={stored.dashboard} format={action.to} />;
  }
}
