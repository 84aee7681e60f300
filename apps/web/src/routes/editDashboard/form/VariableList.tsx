import type {
  CustomVariable,
  IntervalVariable,
  QueryVariable,
  Variable,
  VariableOption,
} from '@gpu-console/shared/dashboards';
import { ALL_VALUES } from '@gpu-console/shared/dashboards';
import { useState } from 'react';
import { inLanguage } from '../../../dashboards/inLanguage.ts';
import { TextField } from '../../../dashboards/TextField.tsx';
import { dashboardTexts } from '../../../dashboards/texts.ts';
import { useLocale } from '../../../i18n/useLocale.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { editTexts } from '../texts.ts';
import { CheckField, FieldRow, ListField, SelectField, TextArea } from './fields.tsx';
import { withField, withText } from './fieldValues.ts';
import { ItemList } from './ItemList.tsx';

interface VariableListProps {
  readonly variables: readonly Variable[];
  readonly onChange: (variables: readonly Variable[], changed: number | null) => void;
}

/** A dashboard's variables, in the order that they stand above it. */
export function VariableList({ variables, onChange }: VariableListProps) {
  const texts = useTexts(editTexts);
  const name = freeName(variables);
  return (
    <ItemList<Variable>
      items={variables}
      nameOf={(variable) => `$${variable.name}`}
      add={[
        [texts.variables.query, () => ({ kind: 'query', name, query: '' })],
        [texts.variables.custom, () => ({ kind: 'custom', name, options: [] })],
        [texts.variables.interval, () => ({ kind: 'interval', name, values: ['1m', '5m', '1h'] })],
        [texts.variables.textbox, () => ({ kind: 'textbox', name, value: '' })],
        [texts.variables.constant, () => ({ kind: 'constant', name, value: '' })],
      ]}
      onChange={onChange}
    >
      {(variable, set) => (
        <VariableFields
          variable={variable}
          taken={variables.flatMap((one) => (one === variable ? [] : [one.name]))}
          onChange={set}
        />
      )}
    </ItemList>
  );
}

function freeName(variables: readonly Variable[]): string {
  const taken = new Set(variables.map(({ name }) => name));
  let number = 1;
  while (taken.has(`variable${number}`)) number += 1;
  return `variable${number}`;
}

interface FieldsProps<V extends Variable> {
  readonly variable: V;
  readonly onChange: (variable: V) => void;
}

function VariableFields({ variable, taken, onChange }: FieldsProps<Variable> & { taken: readonly string[] }) {
  const texts = useTexts(editTexts);
  const locale = useLocale();
  return (
    <>
      <FieldRow>
        <div className="flex-1">
          <NameField
            key={variable.name}
            name={variable.name}
            taken={taken}
            onChange={(name) => onChange({ ...variable, name })}
          />
        </div>
        <div className="flex-1">
          <TextField
            label={texts.label}
            value={inLanguage(variable.label ?? '', locale)}
            onChange={(label) =>
              onChange(
                withField(
                  variable,
                  'label',
                  label === '' ? undefined : withText(variable.label, locale, label),
                ),
              )
            }
          />
        </div>
      </FieldRow>
      <KindFields variable={variable} onChange={onChange} />
      <SelectField
        label={texts.visible}
        value={variable.hidden ?? 'nothing'}
        choices={(['nothing', 'label', 'variable'] as const).map((one) => [one, texts.hides[one]] as const)}
        onChange={(hidden) =>
          onChange(withField(variable, 'hidden', hidden === 'nothing' ? undefined : hidden))
        }
      />
    </>
  );
}

/** Holds when it is left, if it can be a name: queries say it. */
function NameField(props: { name: string; taken: readonly string[]; onChange: (name: string) => void }) {
  const { name, taken, onChange } = props;
  const texts = useTexts(editTexts);
  const words = useTexts(dashboardTexts);
  const [text, setText] = useState(name);
  const isRight = /^[A-Za-z_]\w{0,99}$/.test(text) && !taken.includes(text);
  return (
    <TextField
      label={words.id}
      value={text}
      mono
      onChange={setText}
      onBlur={() => {
        if (!isRight) setText(name);
        else if (text !== name) onChange(text);
      }}
      {...(isRight ? {} : { hint: texts.badName })}
    />
  );
}

function KindFields({ variable, onChange }: FieldsProps<Variable>) {
  const texts = useTexts(editTexts);
  switch (variable.kind) {
    case 'query':
      return <QueryFields variable={variable} onChange={onChange} />;
    case 'custom':
      return (
        <>
          <ListField
            label={texts.options}
            lines
            items={variable.options.map(({ text, value }) => (text === value ? value : `${text} : ${value}`))}
            onChange={(items) => onChange({ ...variable, options: items.map(optionIn) })}
          />
          <ChoiceFields variable={variable} onChange={onChange} />
        </>
      );
    case 'interval':
      return <IntervalFields variable={variable} onChange={onChange} />;
    case 'textbox':
    case 'constant':
      return (
        <TextField
          label={texts.value}
          value={variable.value}
          onChange={(value) => onChange({ ...variable, value })}
        />
      );
    case 'datasource':
    case 'unsupported':
      return <p className="text-muted">{texts.variableKept(variable.type)}</p>;
  }
}

function QueryFields({ variable, onChange }: FieldsProps<QueryVariable>) {
  const texts = useTexts(editTexts);
  return (
    <>
      <TextArea
        label={texts.variableQuery}
        value={variable.query}
        mono
        onChange={(query) => onChange({ ...variable, query })}
      />
      <TextField
        label={texts.regex}
        value={variable.regex ?? ''}
        mono
        onChange={(regex) => onChange(withField(variable, 'regex', regex || undefined))}
      />
      <SelectField
        label={texts.sort}
        value={variable.sort ?? 'none'}
        choices={SORTS.map((one) => [one, texts.sorts[one]] as const)}
        onChange={(sort) => onChange(withField(variable, 'sort', sort === 'none' ? undefined : sort))}
      />
      <ChoiceFields variable={variable} onChange={onChange} />
    </>
  );
}

const SORTS = [
  ...(['none', 'alphabetical', 'alphabeticalDescending', 'numerical', 'numericalDescending'] as const),
  ...(['caseInsensitive', 'caseInsensitiveDescending', 'natural', 'naturalDescending'] as const),
];

function ChoiceFields<V extends QueryVariable | CustomVariable>({ variable, onChange }: FieldsProps<V>) {
  const texts = useTexts(editTexts);
  const all = (includeAll: boolean) => {
    const next = withField(variable, 'includeAll', includeAll || undefined);
    onChange(withField(next, 'selected', includeAll ? [ALL_VALUES] : undefined));
  };
  return (
    <div className="flex flex-wrap gap-x-4">
      <CheckField
        label={texts.multi}
        value={variable.multi ?? false}
        onChange={(multi) => onChange(withField(variable, 'multi', multi || undefined))}
      />
      <CheckField label={texts.includeAll} value={variable.includeAll ?? false} onChange={all} />
    </div>
  );
}

function IntervalFields({ variable, onChange }: FieldsProps<IntervalVariable>) {
  const texts = useTexts(editTexts);
  return (
    <>
      <ListField
        label={texts.durations}
        items={variable.values}
        onChange={(values) => onChange({ ...variable, values })}
      />
      <CheckField
        label={texts.auto}
        value={variable.auto !== undefined}
        onChange={(on) => onChange(withField(variable, 'auto', on ? { steps: 30, least: '1m' } : undefined))}
      />
    </>
  );
}

/** The value, or `text : value`. */
function optionIn(line: string): VariableOption {
  const [, text, value] = /^(.*?) : (.*)$/.exec(line) ?? [];
  return text === undefined || value === undefined ? { text: line, value: line } : { text, value };
}
