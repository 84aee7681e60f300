import type { StoredDashboard } from '@gpu-console/shared/contract';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { inLanguage } from '../../dashboards/inLanguage.ts';
import { TaskError } from '../../dashboards/TaskError.tsx';
import { TextField } from '../../dashboards/TextField.tsx';
import { useDashboardTexts } from '../../dashboards/useDashboardTexts.ts';
import { useSave } from '../../dashboards/useSave.ts';
import { useLocale } from '../../i18n/useLocale.ts';

interface NameFormProps {
  readonly stored: StoredDashboard;
  /** Saves a copy under another id, this one unless the reader has a better. */
  readonly copyAs?: string;
  readonly onDone: () => void;
}

/** Another title, and of a copy another id. */
export function NameForm({ stored: { dashboard, version }, copyAs, onDone }: NameFormProps) {
  const texts = useDashboardTexts();
  const locale = useLocale();
  const { save, task } = useSave();
  const [title, setTitle] = useState(inLanguage(dashboard.title, locale));
  const [id, setId] = useState(copyAs ?? dashboard.id);
  const isCopy = copyAs !== undefined;
  const submit = () =>
    task.run(async () => {
      await save({ ...dashboard, id, title }, isCopy ? null : version);
      onDone();
    });
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField label={texts.title} value={title} onChange={setTitle} />
      {isCopy && <TextField label={texts.id} hint={texts.idHint} value={id} onChange={setId} mono />}
      <TaskError error={task.error} />
      <div>
        <Button type="submit" disabled={task.isRunning || title.trim() === ''}>
          {texts.save}
        </Button>
      </div>
    </form>
  );
}
