import { dashboardText } from '@gpu-console/shared/dashboards/texts';
import type { ResolvedVariable } from '@gpu-console/shared/dashboards/variables';
import { useErrorText } from '../api/useErrorText.ts';
import { Button } from '../components/Button.tsx';
import { StaleBanner } from '../components/StaleBanner.tsx';
import { componentTexts } from '../components/texts.ts';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { inLanguage } from './inLanguage.ts';
import { dashboardTexts } from './texts.ts';
import type { VariablesState } from './useVariables.ts';
import { VariablePicker } from './VariablePicker.tsx';

interface VariableBarProps {
  readonly state: VariablesState;
  readonly onChoose: (name: string, values: readonly string[]) => void;
}

/** What a dashboard's variables are set to, to be chosen otherwise; and what is wrong with them. */
export function VariableBar({ state, onChoose }: VariableBarProps) {
  const locale = useLocale();
  const texts = useTexts(dashboardTexts);
  const shown = [...state.resolved.values()].filter(
    ({ variable }) => variable.hidden !== 'variable' && variable.kind !== 'constant',
  );
  return (
    <>
      {shown.length > 0 && (
        <section aria-label={texts.variables} className="flex flex-wrap items-center gap-x-4 gap-y-2">
          {shown.map((one) => (
            <VariableControl
              key={one.variable.name}
              resolved={one}
              label={inLanguage(one.variable.label ?? one.variable.name, locale)}
              onChoose={(values) => onChoose(one.variable.name, values)}
            />
          ))}
        </section>
      )}
      <VariableProblems state={state} />
    </>
  );
}

interface VariableControlProps {
  readonly resolved: ResolvedVariable;
  readonly label: string;
  readonly onChoose: (values: readonly string[]) => void;
}

function VariableControl({ resolved, label, onChoose }: VariableControlProps) {
  const { variable, values } = resolved;
  const isLabelled = variable.hidden !== 'label';
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      {isLabelled && <span className="truncate text-sm text-muted">{label}</span>}
      {variable.kind === 'textbox' ? (
        <TextBox
          key={values.join()}
          label={label}
          value={values.join()}
          onChange={(text) => onChoose([text])}
        />
      ) : (
        <VariablePicker resolved={resolved} label={label} onChoose={onChoose} />
      )}
    </div>
  );
}

/** Holds when the reader is done: on Enter, or on leaving it. */
function TextBox(props: { label: string; value: string; onChange: (text: string) => void }) {
  const { label, value, onChange } = props;
  const done = (text: string) => {
    if (text !== value) onChange(text);
  };
  return (
    <input
      type="text"
      aria-label={label}
      defaultValue={value}
      onBlur={(event) => done(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done(event.currentTarget.value);
      }}
      className="h-8 w-40 max-w-full rounded-md border bg-surface px-2"
    />
  );
}

function VariableProblems({ state: { problems, failures, error, retry } }: { state: VariablesState }) {
  const common = useTexts(componentTexts);
  const errorText = useErrorText();
  const locale = useLocale();
  const texts = useTexts(dashboardTexts);
  const said = [
    ...problems.map(({ name, code, params }) => `${name}: ${dashboardText(code, params, locale)}`),
    ...failures,
    ...(error === null ? [] : [errorText(error).detail]),
  ];
  if (said.length === 0) return null;
  return (
    <StaleBanner>
      <strong className="font-semibold">{texts.variablesFailed}</strong>
      {said.map((one) => (
        <span key={one} className="block break-words">
          {one}
        </span>
      ))}
      {error !== null && (
        <Button className="mt-1" onClick={retry}>
          {common.retry}
        </Button>
      )}
    </StaleBanner>
  );
}
