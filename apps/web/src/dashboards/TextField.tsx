import { useId } from 'react';
import { classNames } from '../components/classNames.ts';

interface TextFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly mono?: boolean;
}

/** A line of text to write, under its name. */
export function TextField({ label, hint, value, onChange, onBlur, mono = false }: TextFieldProps) {
  const about = useId();
  return (
    <label className="flex flex-col gap-1">
      <span className="text-sm text-muted">{label}</span>
      <input
        type="text"
        value={value}
        aria-describedby={hint === undefined ? undefined : about}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
        className={classNames('h-8 w-full rounded-md border bg-surface px-2', mono && 'font-mono')}
      />
      {hint !== undefined && (
        <span id={about} className="text-sm text-muted">
          {hint}
        </span>
      )}
    </label>
  );
}
