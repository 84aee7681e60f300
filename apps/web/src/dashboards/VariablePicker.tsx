import { ALL_VALUES, type VariableOption } from '@gpu-console/shared/dashboards';
import type { ResolvedVariable } from '@gpu-console/shared/dashboards/variables';
import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Popover } from '../components/Popover.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { dashboardTexts } from './texts.ts';

interface VariablePickerProps {
  readonly resolved: ResolvedVariable;
  readonly label: string;
  readonly onChoose: (values: readonly string[]) => void;
}

/** More than anybody scrolls through. */
const MAX_SHOWN = 200;
/** From so many on, a list is searched rather than read. */
const SEARCHED_FROM = 8;

/** A choice of one or several of a variable's values. */
export function VariablePicker({ resolved, label, onChoose }: VariablePickerProps) {
  const texts = useTexts(dashboardTexts);
  const [isOpen, setOpen] = useState(false);
  const { variable, options, all } = resolved;
  const chosen = chosenOf(resolved);
  const isMulti = 'multi' in variable && variable.multi === true;
  const hasAll = 'includeAll' in variable && variable.includeAll === true;
  const words = all ? texts.all : resolved.texts.join(', ') || texts.none;

  const choose = (value: string) => {
    if (!isMulti) setOpen(false);
    onChoose(isMulti ? toggled(chosen, value) : [value]);
  };
  return (
    <Popover
      align="start"
      label={label}
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button aria-label={texts.choose(label, words)} className="max-w-60 !justify-between">
          <span className="truncate">{words}</span>
          <ChevronDown aria-hidden size={14} className="shrink-0 text-muted" />
        </Button>
      }
    >
      <Options
        label={label}
        options={hasAll ? [{ text: texts.all, value: ALL_VALUES }, ...options] : options}
        chosen={chosen}
        isMulti={isMulti}
        onChoose={choose}
      />
    </Popover>
  );
}

interface OptionsProps {
  readonly label: string;
  readonly options: readonly VariableOption[];
  readonly chosen: readonly string[];
  readonly isMulti: boolean;
  readonly onChoose: (value: string) => void;
}

function Options({ label, options, chosen, isMulti, onChoose }: OptionsProps) {
  const texts = useTexts(dashboardTexts);
  const group = useId();
  const [sought, setSought] = useState('');
  const found = options.filter(({ text }) => text.toLowerCase().includes(sought.toLowerCase()));
  return (
    <div className="flex w-64 max-w-full flex-col gap-2">
      {options.length >= SEARCHED_FROM && (
        <input
          type="search"
          aria-label={texts.search(label)}
          placeholder={texts.search(label)}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
          className="h-8 rounded-md border bg-surface px-2"
        />
      )}
      <fieldset className="max-h-72 overflow-y-auto">
        <legend className="sr-only">{label}</legend>
        {found.slice(0, MAX_SHOWN).map(({ text, value }) => (
          <label key={value} className="flex min-h-7 items-center gap-2 rounded px-1 hover:bg-hover">
            <input
              type={isMulti ? 'checkbox' : 'radio'}
              name={group}
              checked={chosen.includes(value)}
              onChange={() => onChoose(value)}
              className="shrink-0 accent-accent"
            />
            <span className="min-w-0 break-all">{text}</span>
          </label>
        ))}
        {found.length === 0 && <p className="px-1 text-muted">{texts.noValues}</p>}
        {found.length > MAX_SHOWN && (
          <p className="px-1 text-sm text-muted">{texts.moreValues(found.length - MAX_SHOWN)}</p>
        )}
      </fieldset>
    </div>
  );
}

/** The values of the options that are chosen; of an interval that fits itself, the word for that. */
function chosenOf({ variable, all, values, texts }: ResolvedVariable): readonly string[] {
  if (all) return [ALL_VALUES];
  return variable.kind === 'interval' ? texts : values;
}

/** All values, or some of them: choosing one ends the other. */
function toggled(chosen: readonly string[], value: string): readonly string[] {
  if (value === ALL_VALUES) return [ALL_VALUES];
  if (chosen.includes(value)) return chosen.filter((one) => one !== value);
  return [...chosen.filter((one) => one !== ALL_VALUES), value];
}
