import type { SetupSetting } from '@gpu-console/shared/contract';
import { DISTRIBUTIONS } from '@gpu-console/shared/kubernetes';
import {
  ALLOCATIONS,
  canChooseAllocation,
  DRIVERS,
  FORMS,
  type GivenChoices,
  isDriverVersion,
  isRegistry,
  RUNTIMES,
  type SetupChoices,
} from '@gpu-console/shared/setup';
import { type ReactNode, useId, useState } from 'react';
import { Select } from '../../components/Select.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { setupTexts } from './texts.ts';
import { useSetupSearch } from './useSetupSearch.ts';

/** What whoever installs decides; the commands follow at once, and the URL holds it. */
export function InstallChoices({ setting, choices }: { setting: SetupSetting; choices: SetupChoices }) {
  const { choices: texts } = useTexts(setupTexts);
  const [given, change] = useSetupSearch();
  const choose = (key: keyof GivenChoices) => (value: string) => change({ [key]: value });
  return (
    <fieldset className="min-w-0">
      <legend className="text-sm font-medium text-muted">{texts.legend}</legend>
      <div className="mt-1 grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-x-4 gap-y-3">
        {canChooseAllocation(setting) && (
          <Choice label={texts.allocation}>
            <Select
              label={texts.allocation}
              value={choices.allocation}
              choices={ALLOCATIONS.map((value) => ({ value, label: texts.allocations[value] }))}
              onChoose={choose('allocation')}
            />
          </Choice>
        )}
        <Choice label={texts.runtime}>
          <Select
            label={texts.runtime}
            value={choices.runtime}
            choices={RUNTIMES.map((value) => ({ value, label: value }))}
            onChoose={choose('runtime')}
          />
        </Choice>
        {choices.runtime === 'containerd' && choices.allocation === 'device-plugin' && (
          <Choice label={texts.distribution}>
            <Select
              label={texts.distribution}
              value={choices.distribution ?? 'none'}
              choices={(['none', ...DISTRIBUTIONS] as const).map((value) => ({
                value,
                label: texts.distributions[value],
              }))}
              onChoose={choose('distribution')}
            />
          </Choice>
        )}
        <Choice label={texts.driver}>
          <Select
            label={texts.driver}
            value={choices.driver}
            choices={DRIVERS.map((value) => ({ value, label: texts.drivers[value] }))}
            onChoose={choose('driver')}
          />
        </Choice>
        {choices.driver === 'operator' && (
          <TextChoice
            label={texts.driverVersion}
            given={given.driverVersion}
            hint={texts.driverVersionHint}
            isGood={isDriverVersion}
            wrong={texts.badDriverVersion}
            onGive={choose('driverVersion')}
          />
        )}
        <TextChoice
          label={texts.registry}
          given={given.registry}
          hint={texts.registryHint}
          isGood={isRegistry}
          wrong={texts.badRegistry}
          onGive={choose('registry')}
        />
        <Choice label={texts.form}>
          <Select
            label={texts.form}
            value={choices.form}
            choices={FORMS.map((value) => ({ value, label: texts.forms[value] }))}
            onChoose={choose('form')}
          />
        </Choice>
      </div>
    </fieldset>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span aria-hidden className="text-sm text-muted">
        {label}
      </span>
      {children}
    </div>
  );
}

interface TextChoiceProps {
  readonly label: string;
  readonly given: string | undefined;
  /** What holds while nothing is given. */
  readonly hint: string;
  readonly isGood: (text: string) => boolean;
  readonly wrong: string;
  readonly onGive: (text: string) => void;
}

/** Free text, of which only what makes sense reaches the commands. */
function TextChoice({ label, given = '', hint, isGood, wrong, onGive }: TextChoiceProps) {
  const id = useId();
  const [text, setText] = useState(given);
  const isWrong = text !== '' && !isGood(text);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-sm text-muted">
        {label}
      </label>
      <input
        id={id}
        value={text}
        placeholder={hint}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        onChange={(event) => {
          setText(event.target.value);
          onGive(event.target.value.trim());
        }}
        className="h-8 w-full max-w-64 rounded-md border bg-surface px-2 text-ink placeholder:text-muted"
      />
      {isWrong && (
        <p id={`${id}-wrong`} className="text-sm text-warning">
          {wrong}
        </p>
      )}
    </div>
  );
}
