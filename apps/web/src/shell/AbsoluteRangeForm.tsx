import type { Interval } from '@gpu-console/panels';
import { clockText, momentAt } from '@gpu-console/shared/units';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { shellTexts } from './texts.ts';

interface AbsoluteRangeFormProps {
  readonly interval: Interval;
  readonly onApply: (interval: Interval) => void;
}

const INPUT = 'h-8 w-full rounded-md border bg-surface px-2';

/** A moment (Unix seconds) as the value of a `datetime-local` input. */
const inputText = (time: number) => clockText(time).slice(0, 'yyyy-mm-ddThh:mm'.length);

/** Two moments in the time zone that is shown. */
export function AbsoluteRangeForm({ interval, onApply }: AbsoluteRangeFormProps) {
  const texts = useTexts(shellTexts);
  const id = useId();
  const [from, setFrom] = useState(inputText(interval.from));
  const [to, setTo] = useState(inputText(interval.to));
  const start = momentAt(from);
  const end = momentAt(to);
  const chosen =
    start !== undefined && end !== undefined && start < end ? { from: start, to: end } : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen !== undefined) onApply(chosen);
  };
  return (
    <form onSubmit={submit} className="flex w-56 flex-col gap-2">
      <h3 className="font-medium">{texts.time.absolute}</h3>
      <label htmlFor={`${id}-from`} className="text-sm text-muted">
        {texts.time.from}
      </label>
      <input
        id={`${id}-from`}
        type="datetime-local"
        value={from}
        onChange={(event) => setFrom(event.target.value)}
        className={INPUT}
      />
      <label htmlFor={`${id}-to`} className="text-sm text-muted">
        {texts.time.to}
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
        {chosen === undefined && texts.time.invalid}
      </p>
      <Button type="submit" disabled={chosen === undefined}>
        {texts.time.apply}
      </Button>
    </form>
  );
}
