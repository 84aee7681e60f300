import type { Legend, Statistic } from '@gpu-console/shared/dashboards';
import { STATISTICS } from '@gpu-console/shared/dashboards/kinds';
import { useTexts } from '../../../i18n/useTexts.ts';
import { editTexts } from '../texts.ts';
import { CheckField, Choice, FieldRow } from './fields.tsx';

const NEW_LEGEND: Legend = { show: true, placement: 'bottom', as: 'list', values: [] };

type LegendForm = 'own' | 'hidden' | 'list' | 'table';

interface LegendFieldsProps {
  readonly legend: Legend | undefined;
  readonly onChange: (legend: Legend | undefined) => void;
}

/** Whether, where and how the names of a panel's series are listed. */
export function LegendFields(props: LegendFieldsProps) {
  const { legend, onChange } = props;
  const texts = useTexts(editTexts);
  const form: LegendForm = legend === undefined ? 'own' : legend.show ? legend.as : 'hidden';
  const set = (next: LegendForm) => {
    if (next === 'own') onChange(undefined);
    else {
      const now = legend ?? NEW_LEGEND;
      onChange(next === 'hidden' ? { ...now, show: false } : { ...now, show: true, as: next });
    }
  };
  const toggled = (now: Legend, one: Statistic) =>
    now.values.includes(one) ? now.values.filter((value) => value !== one) : [...now.values, one];
  return (
    <>
      <FieldRow>
        <Choice
          label={texts.legendForm}
          value={form}
          words={texts.legendForms}
          values={['own', 'list', 'table', 'hidden']}
          onChange={set}
        />
        {legend?.show && (
          <Choice
            label={texts.placement}
            value={legend.placement}
            words={texts.placements}
            values={['bottom', 'right']}
            onChange={(placement) => onChange({ ...legend, placement })}
          />
        )}
      </FieldRow>
      {legend?.show && (
        <fieldset className="flex flex-wrap gap-x-4">
          <legend className="text-sm text-muted">{texts.legendValues}</legend>
          {STATISTICS.map((one) => (
            <CheckField
              key={one}
              label={texts.statistics[one]}
              value={legend.values.includes(one)}
              onChange={() => onChange({ ...legend, values: toggled(legend, one) })}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}
