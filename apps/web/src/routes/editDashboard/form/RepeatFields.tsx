import type { DashboardPanel } from '@gpu-console/shared/dashboards';
import { useTexts } from '../../../i18n/useTexts.ts';
import { editTexts } from '../texts.ts';
import { FieldRow, SelectField } from './fields.tsx';
import { withField } from './fieldValues.ts';
import type { PanelFormProps } from './panelForm.ts';

const NEVER = '';

/** One panel or row for each value that is chosen for a variable. */
export function RepeatFields({ panel, variables, onChange }: PanelFormProps<DashboardPanel>) {
  const texts = useTexts(editTexts);
  const { repeat } = panel;
  const names = [...new Set([...variables.map(({ name }) => name), ...(repeat ? [repeat.variable] : [])])];
  const direction = repeat?.direction ?? 'across';
  return (
    <FieldRow>
      <SelectField<string>
        label={texts.repeatFor}
        value={repeat?.variable ?? NEVER}
        choices={[[NEVER, texts.never], ...names.map((name) => [name, name] as const)]}
        onChange={(variable) =>
          onChange(
            withField(panel, 'repeat', variable === NEVER ? undefined : { variable, direction }),
            'repeat',
          )
        }
      />
      {repeat !== undefined && (
        <SelectField
          label={texts.direction}
          value={direction}
          choices={(['across', 'down'] as const).map((one) => [one, texts.directions[one]] as const)}
          onChange={(next) => onChange({ ...panel, repeat: { ...repeat, direction: next } }, 'repeat')}
        />
      )}
    </FieldRow>
  );
}
