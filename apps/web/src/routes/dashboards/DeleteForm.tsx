import type { StoredDashboard } from '@gpu-console/shared/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.tsx';
import { dashboardsQuery, deleteDashboard } from '../../dashboards/requests.ts';
import { TaskError } from '../../dashboards/TaskError.tsx';
import { useDashboardTexts } from '../../dashboards/useDashboardTexts.ts';
import { useTask } from '../../dashboards/useTask.ts';
import { useCluster } from '../../state/cluster.ts';

interface DeleteFormProps {
  readonly stored: StoredDashboard;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Deletes the version that was shown, and no other. */
export function DeleteForm({ stored: { dashboard, version }, onDone, onCancel }: DeleteFormProps) {
  const { t } = useTranslation();
  const texts = useDashboardTexts();
  const client = useQueryClient();
  const { id: cluster } = useCluster();
  const task = useTask();
  const remove = () =>
    task.run(async () => {
      await deleteDashboard(cluster, dashboard.id, version);
      onDone();
      await client.invalidateQueries(dashboardsQuery(cluster));
    });
  return (
    <>
      <p>{texts.deleteDetail(dashboard.panels.length)}</p>
      <TaskError error={task.error} />
      <div className="flex gap-2">
        <Button disabled={task.isRunning} onClick={remove} className="!text-critical">
          {texts.wishes.delete}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {t('action.close')}
        </Button>
      </div>
    </>
  );
}
