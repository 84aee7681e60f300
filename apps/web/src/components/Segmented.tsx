import { type ReactNode, useId } from 'react';
import { classNames } from './classNames.ts';

interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly label: ReactNode }[];
  readonly onChoose: (value: T) => void;
}

/** A choice of one among a few that are all in view; arrow keys move it, as in any radio group. */
export function Segmented<T extends string>({ label, value, choices, onChoose }: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset className="inline-flex max-w-full rounded-md border p-0.5">
      <legend className="sr-only">{label}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className={classNames(
            'inline-flex h-6.5 cursor-pointer items-center truncate rounded px-2 text-sm has-focus-visible:outline-2 has-focus-visible:outline-accent',
            choice.value === value ? 'bg-accent-soft font-medium text-accent' : 'text-muted hover:text-ink',
          )}
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}
