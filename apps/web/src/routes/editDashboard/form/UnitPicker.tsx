import type { Unit } from '@gpu-console/shared/units';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { Popover } from '../../../components/Popover.tsx';
import { useTexts } from '../../../i18n/useTexts.ts';
import { editTexts } from '../texts.ts';
import { findUnits, type UnitChoice, unitChoice } from './unitSearch.ts';

interface UnitPickerProps {
  readonly unit: Unit;
  readonly scale: number | undefined;
  readonly onChoose: (choice: UnitChoice) => void;
}

/** The unit that values are in, found by any name that Grafana or KubeSphere has for it. */
export function UnitPicker({ unit, scale, onChoose }: UnitPickerProps) {
  const texts = useTexts(editTexts);
  const [isOpen, setOpen] = useState(false);
  const [sought, setSought] = useState('');
  const current = unitChoice(unit, scale);
  const found = findUnits(sought);
  const choose = (choice: UnitChoice) => {
    setOpen(false);
    setSought('');
    onChoose(choice);
  };
  const [first] = found;
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1">
      <span className="text-sm text-muted">{texts.unit}</span>
      <Popover
        align="start"
        label={texts.unit}
        open={isOpen}
        onOpenChange={setOpen}
        trigger={
          <Button aria-label={texts.unitIs(current.name)} className="!justify-between">
            <span className="truncate">{current.name}</span>
            <ChevronDown aria-hidden size={14} className="shrink-0 text-muted" />
          </Button>
        }
      >
        <div className="flex w-80 max-w-full flex-col gap-2">
          <input
            type="search"
            aria-label={texts.findUnit}
            placeholder={texts.findUnit}
            value={sought}
            onChange={(event) => setSought(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && first !== undefined) choose(first);
            }}
            className="h-8 rounded-md border bg-surface px-2"
          />
          <ul className="max-h-72 overflow-y-auto">
            {found.map((choice) => {
              const isCurrent = choice.unit === current.unit && choice.scale === current.scale;
              return (
                <li key={`${choice.unit} ${choice.scale}`}>
                  <button
                    type="button"
                    aria-pressed={isCurrent}
                    onClick={() => choose(choice)}
                    className={classNames(
                      'flex min-h-7 w-full flex-wrap items-baseline gap-x-2 rounded px-2 py-0.5 text-left hover:bg-hover',
                      isCurrent && 'bg-accent-soft text-accent',
                    )}
                  >
                    {choice.name}
                    <span className="text-sm text-muted">{choice.others.join(' · ')}</span>
                  </button>
                </li>
              );
            })}
          </ul>
          {found.length === 0 && <p className="px-2 text-muted">{texts.noUnit}</p>}
        </div>
      </Popover>
    </div>
  );
}
