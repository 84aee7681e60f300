import type {
  BarGaugePanel,
  Legend,
  QueryPanel,
  Statistic,
  StatPanel,
  TablePanel,
  TimeSeriesPanel,
} from '@gpu-console/shared/dashboards';
import { TextField } from '../../../dashboards/TextField.tsx';
import { useTexts } from '../../../i18n/useTexts.ts';
import { editTexts } from '../texts.ts';
import { CheckField, FieldRow, NumberField, SelectField } from './fields.tsx';
import { withField } from './fieldValues.ts';
import type { PanelFormProps } from './panelForm.ts';

const STATISTICS: readonly Statistic[] = [
  ...(['last', 'first', 'min', 'max', 'mean', 'sum', 'count', 'range', 'delta'] as const),
];

/** A choice among words: `SelectField` with the labels by value. */
function Choice<T extends string>(props: {
  label: string;
  value: T;
  words: Readonly<Record<T, string>>;
  values: readonly T[];
  onChange: (value: T) => void;
}) {
  const { label, value, words, values, onChange } = props;
  return (
    <SelectField
      label={label}
      value={value}
      choices={values.map((one) => [one, words[one]] as const)}
      onChange={onChange}
    />
  );
}

/** How a panel of each kind is drawn. */
export function KindFields({ panel, variables, onChange }: PanelFormProps<QueryPanel>) {
  const texts = useTexts(editTexts);
  switch (panel.kind) {
    case 'timeseries':
      return <TimeSeriesFields panel={panel} variables={variables} onChange={onChange} />;
    case 'stat':
      return <StatFields panel={panel} variables={variables} onChange={onChange} />;
    case 'bargauge':
      return <BarFields panel={panel} variables={variables} onChange={onChange} />;
    case 'table':
      return <TableFields panel={panel} variables={variables} onChange={onChange} />;
    case 'state-timeline':
      return (
        <LegendFields
          legend={panel.legend}
          onChange={(legend) => onChange(withField(panel, 'legend', legend), 'legend')}
        />
      );
    case 'heatmap':
      return <p className="text-muted">{texts.heatmapNote}</p>;
  }
}

function TimeSeriesFields({ panel, onChange }: PanelFormProps<TimeSeriesPanel>) {
  const texts = useTexts(editTexts);
  return (
    <>
      <FieldRow>
        <Choice
          label={texts.draw}
          value={panel.draw ?? 'lines'}
          words={texts.draws}
          values={['lines', 'bars', 'points']}
          onChange={(draw) => onChange(withField(panel, 'draw', draw === 'lines' ? undefined : draw), 'draw')}
        />
        <NumberField
          label={texts.fill}
          value={panel.fill}
          scale={0.01}
          onChange={(fill) =>
            onChange(withField(panel, 'fill', fill && Math.min(1, Math.max(0, fill))), 'fill')
          }
        />
      </FieldRow>
      <div className="flex flex-wrap gap-x-4">
        <CheckField
          label={texts.stacked}
          value={panel.stacked ?? false}
          onChange={(stacked) => onChange(withField(panel, 'stacked', stacked || undefined), 'stacked')}
        />
        <CheckField
          label={texts.logarithmic}
          value={panel.logarithmic ?? false}
          onChange={(log) => onChange(withField(panel, 'logarithmic', log || undefined), 'logarithmic')}
        />
      </div>
      <LegendFields
        legend={panel.legend}
        onChange={(legend) => onChange(withField(panel, 'legend', legend), 'legend')}
      />
    </>
  );
}

const NEW_LEGEND: Legend = { show: true, placement: 'bottom', as: 'list', values: [] };

type LegendForm = 'own' | 'hidden' | 'list' | 'table';

function LegendFields(props: { legend: Legend | undefined; onChange: (legend: Legend | undefined) => void }) {
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

function StatFields({ panel, onChange }: PanelFormProps<StatPanel>) {
  const texts = useTexts(editTexts);
  return (
    <>
      <FieldRow>
        <Choice
          label={texts.reduce}
          value={panel.reduce}
          words={texts.statistics}
          values={STATISTICS}
          onChange={(reduce) => onChange({ ...panel, reduce }, 'reduce')}
        />
        <Choice
          label={texts.show}
          value={panel.show}
          words={texts.shows}
          values={['number', 'sparkline', 'gauge']}
          onChange={(show) => onChange({ ...panel, show }, 'show')}
        />
      </FieldRow>
      <Choice
        label={texts.paint}
        value={panel.paint ?? 'number'}
        words={texts.paints}
        values={['number', 'background', 'nothing']}
        onChange={(paint) =>
          onChange(withField(panel, 'paint', paint === 'number' ? undefined : paint), 'paint')
        }
      />
    </>
  );
}

function BarFields({ panel, onChange }: PanelFormProps<BarGaugePanel>) {
  const texts = useTexts(editTexts);
  return (
    <FieldRow>
      <Choice
        label={texts.reduce}
        value={panel.reduce}
        words={texts.statistics}
        values={STATISTICS}
        onChange={(reduce) => onChange({ ...panel, reduce }, 'reduce')}
      />
      <Choice
        label={texts.orientation}
        value={panel.orientation ?? 'horizontal'}
        words={texts.orientations}
        values={['horizontal', 'vertical']}
        onChange={(one) =>
          onChange(withField(panel, 'orientation', one === 'horizontal' ? undefined : one), 'orientation')
        }
      />
    </FieldRow>
  );
}

function TableFields({ panel, onChange }: PanelFormProps<TablePanel>) {
  const texts = useTexts(editTexts);
  const { sort } = panel;
  return (
    <>
      <TextField
        label={texts.sortBy}
        value={sort?.column ?? ''}
        onChange={(column) => {
          const next = column === '' ? undefined : { column, descending: sort?.descending ?? true };
          onChange(withField(panel, 'sort', next), 'sort');
        }}
      />
      {sort !== undefined && (
        <CheckField
          label={texts.descending}
          value={sort.descending}
          onChange={(descending) => onChange({ ...panel, sort: { ...sort, descending } }, 'sort')}
        />
      )}
    </>
  );
}
