import type { Interval } from '@gpu-console/panels';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { fromLocalInput, toLocalInput } from './localTime.ts';

interface AbsoluteRangeFormProps {
  readonly interval: Interval;
  readonly onApply: (interval: Interval) => void;
}

const INPUT = 'h-8 w-full rounded-md border bg-surface px-2';

/** Two moments in the reader's time zone. */
export function AbsoluteRangeForm({ interval, onApply }: AbsoluteRangeFormProps) {
  const { t } = useTranslation();
  const id = useId();
  const [from, setFrom] = useState(toLocalInput(interval.from));
  const [to, setTo] = useState(toLocalInput(interval.to));
  const start = fromLocalInput(from);
  const end = fromLocalInput(to);
  const chosen =
    start !== undefined && end !== undefined && start < end ? { from: start, to: end } : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen !== undefined) onApply(chosen);
  };
  return (
    <form onSubmit={submit} className="flex w-56 flex-col gap-2">
      <h3 className="font-medium">{t('time.absolute')}</h3>
      <label htmlFor={`${id}-from`} className="text-sm text-muted">
        {t('time.from')}
      </label>
      <input
        id={`${id}-from`}
        type="datetime-local"
        value={from}
        onChange={(event) => setFrom(event.target.value)}
        className={INPUT}
      />
      <label htmlFor={`${id}-to`} className="text-sm text-muted">
        {t('time.to')}
      </label>
      <input
        id={`${id}-to`}
        type="datetime-local"
        value={to}
        onChange={(event) => setTo(event.target.value)}
        aria-describedby={`${id}-problem`}
        className={INPUT}
      />
      <p id={`${id}-problem`} role="status" className="min-h-4.5 text-sm text-critical">
        {chosen === undefined && t('time.invalid')}
      </p>
      <Button type="submit" disabled={chosen === undefined}>
        {t('action.apply')}
      </Button>
    </form>
  );
}
