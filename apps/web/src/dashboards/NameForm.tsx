import type { StoredDashboard } from '@gpu-console/shared/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { idOf } from './dashboardId.ts';
import { inLanguage } from './inLanguage.ts';
import { TaskError } from './TaskError.tsx';
import { TextField } from './TextField.tsx';
import { dashboardTexts } from './texts.ts';
import { useSave } from './useSave.ts';

interface NameFormProps {
  readonly stored: StoredDashboard;
  /** Saves a copy under another id, this one unless the reader has a better; where it is empty, one made of the title. */
  readonly copyAs?: string;
  /** Ids that one made of the title keeps clear of. */
  readonly taken?: readonly string[];
  readonly onDone: (saved: StoredDashboard) => void;
}

/** Another title, and of a copy another id. A copy can be edited, whatever it is of. */
export function NameForm({ stored: { dashboard, version }, copyAs, taken = [], onDone }: NameFormProps) {
  const texts = useTexts(dashboardTexts);
  const locale = useLocale();
  const save = useSave();
  const [title, setTitle] = useState(inLanguage(dashboard.title, locale));
  const [id, setId] = useState(copyAs ?? dashboard.id);
  const isCopy = copyAs !== undefined;
  const made = idOf(title, taken);
  const saving = useMutation({
    mutationFn: () => {
      const { editable: _, ...copied } = dashboard;
      return save({ ...(isCopy ? copied : dashboard), id: id || made, title }, isCopy ? null : version);
    },
    onSuccess: onDone,
  });
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      <TextField label={texts.title} value={title} onChange={setTitle} isFirst />
      {isCopy && (
        <TextField label={texts.id} hint={texts.idHint} value={id} placeholder={made} onChange={setId} mono />
      )}
      <TaskError error={saving.error} />
      <div>
        <Button type="submit" disabled={saving.isPending || title.trim() === ''}>
          {texts.save}
        </Button>
      </div>
    </form>
  );
}
