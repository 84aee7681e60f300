import type { Session } from '@gpu-console/shared/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { signIn } from '../../api/session.ts';
import { useErrorText } from '../../api/useErrorText.ts';
import { Select } from '../../components/Select.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { signInTexts } from './texts.ts';

const COMMAND = 'kubectl create token NAME -n NAMESPACE';

/** Takes a token of a cluster's API server. It stands in its field alone, which is emptied as it is sent. */
export function TokenForm({ clusters }: { clusters: Session['clusters'] }) {
  const texts = useTexts(signInTexts);
  const errorText = useErrorText();
  const client = useQueryClient();
  const id = useId();
  const [chosen, setChosen] = useState(clusters[0]?.id ?? '');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const token = String(new FormData(form).get('token') ?? '').trim();
    form.reset();
    if (token === '') return;
    setBusy(true);
    setError(null);
    try {
      await signIn(client, chosen, token);
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off" className="flex flex-col gap-3">
      {clusters.length > 1 ? (
        <div className="flex flex-col items-start gap-1">
          <span aria-hidden className="text-sm text-muted">
            {texts.cluster}
          </span>
          <Select
            label={texts.cluster}
            value={chosen}
            onChoose={setChosen}
            choices={clusters.map(({ id: value, name: label }) => ({ value, label }))}
          />
        </div>
      ) : (
        <p className="text-muted">{texts.clusterIs(clusters[0]?.name ?? '')}</p>
      )}
      <div className="flex flex-col gap-1">
        <label htmlFor={id} className="text-sm text-muted">
          {texts.token}
        </label>
        <input
          id={id}
          name="token"
          type="password"
          required
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-note`}
          className="h-9 rounded-md border bg-surface px-2 font-mono"
        />
        <p id={`${id}-note`} className="text-sm text-muted">
          {texts.tokenNote}
          <code className="block font-mono">{COMMAND}</code>
        </p>
      </div>
      {error !== null && (
        <p role="alert" className="rounded bg-critical-soft px-3 py-2 break-words text-critical">
          {errorText(error).detail}
        </p>
      )}
      <button
        type="submit"
        disabled={isBusy}
        className="h-9 rounded-md bg-accent font-medium text-on-accent hover:opacity-90 disabled:opacity-50"
      >
        {texts.signIn}
      </button>
    </form>
  );
}
