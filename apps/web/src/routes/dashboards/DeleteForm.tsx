import type { StoredDashboard } from '@gpu-console/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { send } from '../../api/client.ts';
import { live } from '../../api/queries.ts';
import { Button } from '../../components/Button.tsx';
import { componentTexts } from '../../components/texts.ts';
import { TaskError } from '../../dashboards/TaskError.tsx';
import { dashboardTexts } from '../../dashboards/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { useView } from '../../state/view.ts';

interface DeleteFormProps {
  readonly stored: StoredDashboard;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Deletes the version that was shown, and no other. */
export function DeleteForm({ stored: { dashboard, version }, onDone, onCancel }: DeleteFormProps) {
  const common = useTexts(componentTexts);
  const texts = useTexts(dashboardTexts);
  const client = useQueryClient();
  const view = useView();
  const remove = useMutation({
    mutationFn: () => send('deleteDashboard', { ...view, dashboard: dashboard.id }, { version }),
    onSuccess: () => {
      onDone();
      return client.invalidateQueries(live('dashboards', view));
    },
  });
  return (
    <>
      <p>{texts.deleteDetail(dashboard.panels.length)}</p>
      <TaskError error={remove.error} />
      <div className="flex gap-2">
        <Button disabled={remove.isPending} onClick={() => remove.mutate()} className="!text-critical">
          {texts.actionNames.delete}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {common.close}
        </Button>
      </div>
    </>
  );
}
