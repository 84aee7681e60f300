import { useId } from 'react';
import { classNames } from '../components/classNames.ts';

interface TextFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  /** What stands for it while it is empty. */
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly mono?: boolean;
  /** Where a dialog's focus begins. */
  readonly isFirst?: boolean;
}

/** A line of text to write, under its name. */
export function TextField({
  label,
  hint,
  value,
  placeholder,
  onChange,
  onBlur,
  mono = false,
  isFirst = false,
}: TextFieldProps) {
  const about = useId();
  return (
    <label className="flex flex-col gap-1">
      <span className="text-sm text-muted">{label}</span>
      <input
        type="text"
        value={value}
        placeholder={placeholder}
        data-first={isFirst || undefined}
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
