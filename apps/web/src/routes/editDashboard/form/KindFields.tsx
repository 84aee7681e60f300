import type { Legend, QueryPanel, TablePanel } from '@gpu-console/shared/dashboards';
import { type KindOption, kindOf, STATISTICS } from '@gpu-console/shared/dashboards/kinds';
import { TextField } from '../../../dashboards/TextField.tsx';
import { useLocale } from '../../../i18n/useLocale.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { editTexts } from '../texts.ts';
import { CheckField, FieldRow, NumberField, SelectField } from './fields.tsx';
import { withField } from './fieldValues.ts';
import { LegendFields } from './LegendFields.tsx';
import type { PanelFormProps } from './panelForm.ts';

/** What stands beside others in one line of the form. */
const isShort = ({ control }: KindOption) =>
  control === 'choice' || control === 'share' || control === 'statistic';
const isFlag = ({ control }: KindOption) => control === 'flag';

/** How a panel is drawn: what its kind says that there is to choose. */
export function KindFields({ panel, onChange }: PanelFormProps<QueryPanel>) {
  const { options } = kindOf(panel);
  const values: Readonly<Record<string, unknown>> = { ...panel };
  const field = (option: KindOption) => (
    <OptionField
      key={option.field}
      option={option}
      value={values[option.field]}
      // The schema has each option's field, of the type that its control gives.
      onChange={(value) =>
        onChange(withField(panel, option.field as keyof QueryPanel, value as never), option.field)
      }
    />
  );
  return (
    <>
      {options.some(isShort) && <FieldRow>{options.filter(isShort).map(field)}</FieldRow>}
      {options.some(isFlag) && (
        <div className="flex flex-wrap gap-x-4">{options.filter(isFlag).map(field)}</div>
      )}
      {options.filter((option) => !isShort(option) && !isFlag(option)).map(field)}
    </>
  );
}

interface OptionFieldProps {
  readonly option: KindOption;
  /** What the panel has; of the type that the option's control gives. */
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function OptionField({ option, value, onChange }: OptionFieldProps) {
  const texts = useTexts(editTexts);
  const locale = useLocale();
  switch (option.control) {
    case 'choice':
      return (
        <SelectField
          label={option.label[locale]}
          value={typeof value === 'string' ? value : (option.absent ?? '')}
          choices={option.choices.map(([one, label]) => [one, label[locale]] as const)}
          onChange={(chosen) => onChange(chosen === option.absent ? undefined : chosen)}
        />
      );
    case 'flag':
      return (
        <CheckField
          label={option.label[locale]}
          value={value === true}
          onChange={(isSet) => onChange(isSet || undefined)}
        />
      );
    case 'share':
      return (
        <NumberField
          label={option.label[locale]}
          value={typeof value === 'number' ? value : undefined}
          scale={0.01}
          onChange={(share) => onChange(share && Math.min(1, Math.max(0, share)))}
        />
      );
    case 'statistic':
      return (
        <SelectField
          label={texts.reduce}
          value={String(value)}
          choices={STATISTICS.map((one) => [one, texts.statistics[one]] as const)}
          onChange={onChange}
        />
      );
    case 'legend':
      return <LegendFields legend={value as Legend | undefined} onChange={onChange} />;
    case 'sort':
      return <SortFields sort={value as TablePanel['sort']} onChange={onChange} />;
    case 'note':
      return <p className="text-muted">{option.label[locale]}</p>;
  }
}

interface SortFieldsProps {
  readonly sort: TablePanel['sort'];
  readonly onChange: (sort: TablePanel['sort']) => void;
}

function SortFields({ sort, onChange }: SortFieldsProps) {
  const texts = useTexts(editTexts);
  return (
    <>
      <TextField
        label={texts.sortBy}
        value={sort?.column ?? ''}
        onChange={(column) =>
          onChange(column === '' ? undefined : { column, descending: sort?.descending ?? true })
        }
      />
      {sort !== undefined && (
        <CheckField
          label={texts.descending}
          value={sort.descending}
          onChange={(descending) => onChange({ ...sort, descending })}
        />
      )}
    </>
  );
}
