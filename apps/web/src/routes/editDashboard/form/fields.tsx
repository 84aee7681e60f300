import { type ReactNode, useId, useState } from 'react';
import { shownNumber, writtenNumber } from './fieldValues.ts';

const CONTROL = 'h-8 w-full min-w-0 rounded-md border bg-surface px-2';

function Labelled({ label, id, children }: { label: string; id: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1">
      <label htmlFor={id} className="text-sm text-muted">
        {label}
      </label>
      {children}
    </div>
  );
}

interface NumberFieldProps {
  readonly label: string;
  /** In the base unit. */
  readonly value: number | undefined;
  /** How many of the base unit one of the unit is that people write; 1 without it. */
  readonly scale?: number;
  /** There has to be one: an empty field is one that is still being written. */
  readonly required?: boolean;
  readonly onChange: (value: number | undefined) => void;
}

/** A number, or none, in the unit that people read. */
export function NumberField({ label, value, scale = 1, required = false, onChange }: NumberFieldProps) {
  const id = useId();
  const [text, setText] = useState(() => shownNumber(value, scale));
  const written = writtenNumber(text, scale);
  const read = required && written === undefined ? null : written;
  // Something else set the value: what was written no longer says it.
  const shown =
    read === null || shownNumber(read, scale) === shownNumber(value, scale)
      ? text
      : shownNumber(value, scale);
  return (
    <Labelled label={label} id={id}>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        value={shown}
        aria-invalid={read === null}
        onChange={(event) => {
          setText(event.target.value);
          const next = writtenNumber(event.target.value, scale);
          if (next !== null && !(required && next === undefined)) onChange(next);
        }}
        onBlur={() => setText(shownNumber(value, scale))}
        className={CONTROL}
      />
    </Labelled>
  );
}

interface SelectFieldProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly (readonly [value: T, label: string])[];
  readonly onChange: (value: T) => void;
}

/** One of a few. */
export function SelectField<T extends string>({ label, value, choices, onChange }: SelectFieldProps<T>) {
  const id = useId();
  return (
    <Labelled label={label} id={id}>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = choices.find(([one]) => one === event.target.value);
          if (chosen !== undefined) onChange(chosen[0]);
        }}
        className={CONTROL}
      >
        {choices.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

interface CheckFieldProps {
  readonly label: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

/** Yes or no. */
export function CheckField({ label, value, onChange }: CheckFieldProps) {
  return (
    <label className="flex min-h-7 items-center gap-2">
      <input
        type="checkbox"
        checked={value}
        onChange={(event) => onChange(event.target.checked)}
        className="accent-accent"
      />
      {label}
    </label>
  );
}

interface TextAreaProps {
  readonly label: string;
  readonly value: string;
  readonly rows?: number;
  readonly mono?: boolean;
  readonly onChange: (value: string) => void;
}

/** Several lines of text. */
export function TextArea({ label, value, rows = 2, mono = false, onChange }: TextAreaProps) {
  const id = useId();
  return (
    <Labelled label={label} id={id}>
      <textarea
        id={id}
        rows={rows}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={`w-full resize-y rounded-md border bg-surface px-2 py-1 ${mono ? 'font-mono text-sm' : ''}`}
      />
    </Labelled>
  );
}

interface ListFieldProps {
  readonly label: string;
  readonly items: readonly string[];
  /** A line each, instead of commas between them. */
  readonly lines?: boolean;
  readonly onChange: (items: readonly string[]) => void;
}

/** Several words, written as one text. */
export function ListField({ label, items, lines = false, onChange }: ListFieldProps) {
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const Control = lines ? 'textarea' : 'input';
  return (
    <Labelled label={label} id={id}>
      <Control
        id={id}
        value={text ?? items.join(lines ? '\n' : ', ')}
        onChange={({ target }) => {
          setText(target.value);
          const written = target.value.split(lines ? '\n' : ',').map((item) => item.trim());
          onChange(written.filter((item) => item !== ''));
        }}
        onBlur={() => setText(null)}
        className={lines ? 'w-full resize-y rounded-md border bg-surface px-2 py-1' : CONTROL}
        {...(lines ? { rows: 4 } : {})}
      />
    </Labelled>
  );
}

interface ColourFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A colour as `#rrggbb`. */
export function ColourField({ label, value, onChange }: ColourFieldProps) {
  return (
    <input
      type="color"
      aria-label={label}
      title={label}
      value={/^#[0-9a-f]{6}/i.exec(value)?.[0] ?? value.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3')}
      onChange={(event) => onChange(event.target.value)}
      className="size-8 shrink-0 rounded-md border bg-surface p-1"
    />
  );
}

/** Fields that belong together, folded away until they are wanted. */
export function FieldGroup(props: { title: string; isOpen?: boolean; note?: string; children: ReactNode }) {
  const { title, isOpen = false, note, children } = props;
  return (
    <details open={isOpen} className="border-t py-2 first:border-t-0">
      <summary className="flex min-h-7 cursor-pointer items-center gap-2 font-semibold hover:bg-hover">
        {title}
        {note !== undefined && <span className="text-sm font-normal text-muted">{note}</span>}
      </summary>
      <div className="flex flex-col gap-3 pt-2 pb-1">{children}</div>
    </details>
  );
}

/** Fields beside each other. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className="flex items-end gap-2">{children}</div>;
}

/** A choice among words: `SelectField` with the labels by value. */
export function Choice<T extends string>(props: {
  label: string;
  value: T;
  words: Readonly<Record<T, string>>;
  values: readonly T[];
  onChange: (value: T) => void;
}) {
  const { label, value, words, values, onChange } = props;
  return (
    <SelectField
      label={label}
      value={value}
      choices={values.map((one) => [one, words[one]] as const)}
      onChange={onChange}
    />
  );
}
