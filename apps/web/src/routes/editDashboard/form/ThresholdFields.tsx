import type { QueryPanel, ThresholdStep, Thresholds } from '@gpu-console/shared/dashboards';
import { useTexts } from '../../../i18n/useTexts.ts';
import { editTexts } from '../texts.ts';
import { CheckField, ColourField, FieldRow, NumberField, SelectField } from './fields.tsx';
import { withField } from './fieldValues.ts';
import { ItemList } from './ItemList.tsx';
import { itemSubject, type PanelFormProps } from './panelForm.ts';

const FIRST_STEPS: readonly ThresholdStep[] = [
  { from: null, colour: '#177245' },
  { from: 0.8, colour: '#b92525' },
];

type Form = 'none' | 'levels' | 'steps';

/** Where values begin to matter: the console's two levels, or steps of any colour. */
export function ThresholdFields({ panel, onChange }: PanelFormProps<QueryPanel>) {
  const texts = useTexts(editTexts);
  const { thresholds, scale = 1 } = panel;
  const set = (next: Thresholds | undefined, subject: string | null) =>
    onChange(withField(panel, 'thresholds', next), subject);
  const form: Form = thresholds === undefined ? 'none' : 'steps' in thresholds ? 'steps' : 'levels';
  const full = panel.max ?? (panel.unit === 'ratio' ? 1 : 100 * scale);
  const begin: Readonly<Record<Form, Thresholds | undefined>> = {
    none: undefined,
    levels: { warning: 0.8 * full, critical: 0.9 * full },
    steps: { steps: FIRST_STEPS, relative: true },
  };
  return (
    <>
      <SelectField
        label={texts.thresholdForm}
        value={form}
        choices={(['none', 'levels', 'steps'] as const).map(
          (one) => [one, texts.thresholdForms[one]] as const,
        )}
        onChange={(next) => set(begin[next], 'threshold form')}
      />
      {thresholds !== undefined && !('steps' in thresholds) && (
        <FieldRow>
          {(['warning', 'critical'] as const).map((level) => (
            <NumberField
              key={level}
              label={texts[level]}
              value={thresholds[level]}
              scale={scale}
              required
              onChange={(value) => set({ ...thresholds, [level]: value }, level)}
            />
          ))}
        </FieldRow>
      )}
      {thresholds !== undefined && 'steps' in thresholds && (
        <Steps thresholds={thresholds} scale={scale} onChange={set} />
      )}
    </>
  );
}

interface StepsProps {
  readonly thresholds: Extract<Thresholds, { steps: unknown }>;
  readonly scale: number;
  readonly onChange: (thresholds: Thresholds, subject: string | null) => void;
}

function Steps({ thresholds, scale, onChange }: StepsProps) {
  const texts = useTexts(editTexts);
  const { steps, relative = false } = thresholds;
  return (
    <>
      <CheckField
        label={texts.relative}
        value={relative}
        onChange={(next) => onChange(withField(thresholds, 'relative', next || undefined), 'relative')}
      />
      <ItemList
        items={steps}
        nameOf={(_, index) => texts.step(index + 1)}
        add={[[texts.addStep, () => ({ from: steps.at(-1)?.from ?? 0, colour: '#b92525' })]]}
        onChange={(next, changed) => onChange({ ...thresholds, steps: next }, itemSubject('step', changed))}
      >
        {(step, set) => (
          <FieldRow>
            <NumberField
              label={texts.from}
              value={step.from ?? undefined}
              scale={relative ? 0.01 : scale}
              onChange={(from) => set({ ...step, from: from ?? null })}
            />
            <ColourField
              label={texts.colour}
              value={step.colour}
              onChange={(colour) => set({ ...step, colour })}
            />
          </FieldRow>
        )}
      </ItemList>
    </>
  );
}
