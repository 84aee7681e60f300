import type { QueryPanel } from '@gpu-console/shared/dashboards';
import { useTexts } from '../../../i18n/useTexts.ts';
import { editTexts } from '../texts.ts';
import { FieldRow, NumberField } from './fields.tsx';
import { withField } from './fieldValues.ts';
import type { PanelFormProps } from './panelForm.ts';
import { UnitPicker } from './UnitPicker.tsx';
import { withUnit } from './withUnit.ts';

/** How a panel's values are read, and the ends of their axis: in the unit that was picked. */
export function ValueFields({ panel, onChange }: PanelFormProps<QueryPanel>) {
  const texts = useTexts(editTexts);
  const { scale = 1 } = panel;
  return (
    <>
      <FieldRow>
        <UnitPicker
          unit={panel.unit}
          scale={panel.scale}
          onChoose={(choice) => onChange(withUnit(panel, choice), 'unit')}
        />
      </FieldRow>
      <FieldRow>
        <NumberField
          label={texts.decimals}
          value={panel.decimals}
          onChange={(decimals) => onChange(withField(panel, 'decimals', wholeDigits(decimals)), 'decimals')}
        />
        <NumberField
          label={texts.min}
          value={panel.min}
          scale={scale}
          onChange={(min) => onChange(withField(panel, 'min', min), 'min')}
        />
        <NumberField
          label={texts.max}
          value={panel.max}
          scale={scale}
          onChange={(max) => onChange(withField(panel, 'max', max), 'max')}
        />
      </FieldRow>
    </>
  );
}

/** As many digits as the model takes. */
function wholeDigits(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.min(10, Math.max(0, Math.round(value)));
}
