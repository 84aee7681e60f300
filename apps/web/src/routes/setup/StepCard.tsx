import type { SetupSetting, SetupState, SetupStep } from '@gpu-console/shared/contract';
import { commandsFor, type SetupChoices, stepWords } from '@gpu-console/shared/setup';
import { Check, ChevronRight } from 'lucide-react';
import { CheckResultCard } from '../../checks/CheckResultCard.tsx';
import { classNames } from '../../components/classNames.ts';
import { type Status, StatusBadge } from '../../components/StatusBadge.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { InstallChoices } from './InstallChoices.tsx';
import { StepCommands } from './StepCommands.tsx';
import { StepItems } from './StepItems.tsx';
import { StepLink } from './StepLink.tsx';
import { SampleWorkloads } from './samples/SampleWorkloads.tsx';
import { setupTexts } from './texts.ts';

const STATUS: Readonly<Record<SetupState, Status>> = {
  done: 'ok',
  next: 'info',
  open: 'info',
  blocked: 'unknown',
  unknown: 'warning',
  optional: 'unknown',
};

/** Steps where the samples are run, and watched to the curve. */
const WITH_SAMPLES: ReadonlySet<string> = new Set(['samples', 'curve']);

interface StepCardProps {
  readonly number: number;
  readonly step: SetupStep;
  readonly setting: SetupSetting;
  readonly choices: SetupChoices;
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
}

/** A step in a line; behind it what was seen, what is not right, and what to type. */
export function StepCard({ number, step, setting, choices, isOpen, onToggle }: StepCardProps) {
  const locale = useLocale();
  const texts = useTexts(setupTexts);
  const { title } = stepWords(step.step, locale);
  const { state, blockedBy } = step;
  return (
    <details
      open={isOpen}
      onToggle={(event) => onToggle(event.currentTarget.open)}
      data-step={step.step}
      data-state={state}
      className={classNames(
        'group/step min-w-0 rounded-card border bg-surface',
        state === 'next' && 'border-accent',
      )}
    >
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-x-3 rounded-card px-3 py-2 hover:bg-hover [&::-webkit-details-marker]:hidden">
        <StepNumber number={number} state={state} />
        <h2 className="min-w-0 flex-1 font-semibold">{title}</h2>
        {blockedBy !== null && (
          <span className="hidden truncate text-sm text-muted sm:inline">
            {texts.blockedBy(stepWords(blockedBy, locale).title)}
          </span>
        )}
        <span className="shrink-0">
          <StatusBadge status={STATUS[state]}>{texts.states[state]}</StatusBadge>
        </span>
        <ChevronRight aria-hidden size={14} className="shrink-0 text-muted group-open/step:rotate-90" />
      </summary>
      {isOpen && <StepDetails step={step} setting={setting} choices={choices} />}
    </details>
  );
}

function StepNumber({ number, state }: { number: number; state: SetupState }) {
  return (
    <span
      aria-hidden
      className={classNames(
        'flex size-6 shrink-0 items-center justify-center rounded-full border text-sm tabular-nums',
        state === 'done' && 'border-transparent bg-ok-soft text-ok',
        state === 'next' && 'border-accent font-semibold text-accent',
        state !== 'done' && state !== 'next' && 'text-muted',
      )}
    >
      {state === 'done' ? <Check size={14} /> : number}
    </span>
  );
}

function StepDetails({ step, setting, choices }: Pick<StepCardProps, 'step' | 'setting' | 'choices'>) {
  const locale = useLocale();
  const texts = useTexts(setupTexts);
  return (
    <div className="flex flex-col gap-4 border-t px-3 py-3 sm:pl-12">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <p className="max-w-prose text-muted">{stepWords(step.step, locale).about}</p>
        <StepLink step={step.step} notebook={setting.notebook} />
      </div>
      <StepItems step={step.step} items={step.items} />
      {step.state !== 'blocked' && step.results.length > 0 && (
        <section className="min-w-0">
          <h3 className="text-sm font-medium text-muted">{texts.checks}</h3>
          <ul className="mt-1 -ml-2">
            {step.results.map((result) => (
              <li key={result.id}>
                <CheckResultCard result={result} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {step.step === 'install' && <InstallChoices setting={setting} choices={choices} />}
      {WITH_SAMPLES.has(step.step) && <SampleWorkloads />}
      {step.step !== 'samples' && <StepCommands commands={commandsFor(step.step, setting, choices)} />}
    </div>
  );
}
