import type { StoredDashboard } from '@gpu-console/shared/contract';
import { useMutation } from '@tanstack/react-query';
import { Button } from '../../components/Button.tsx';
import { inLanguage } from '../../dashboards/inLanguage.ts';
import { TaskError } from '../../dashboards/TaskError.tsx';
import { dashboardTexts } from '../../dashboards/texts.ts';
import { useSave } from '../../dashboards/useSave.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';

/** Says that a dashboard is gone, and brings it back as it was. */
export function UndoDelete({ deleted, onDone }: { deleted: StoredDashboard; onDone: () => void }) {
  const texts = useTexts(dashboardTexts);
  const locale = useLocale();
  const save = useSave();
  const { dashboard } = deleted;
  const undo = useMutation({ mutationFn: () => save(dashboard, null), onSuccess: onDone });
  return (
    <div role="status" className="flex flex-wrap items-center gap-2 rounded-card border bg-surface px-3 py-2">
      <span className="min-w-0 break-words">
        {texts.deleted(inLanguage(dashboard.title, locale) || dashboard.id)}
      </span>
      <Button disabled={undo.isPending} onClick={() => undo.mutate()}>
        {texts.undo}
      </Button>
      <TaskError error={undo.error} />
    </div>
  );
}
