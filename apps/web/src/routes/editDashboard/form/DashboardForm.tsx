import type { Annotation, Dashboard } from '@gpu-console/shared/dashboards';
import { PromqlField } from '../../../code/PromqlField.tsx';
import { inLanguage } from '../../../dashboards/inLanguage.ts';
import { TextField } from '../../../dashboards/TextField.tsx';
import { dashboardTexts } from '../../../dashboards/texts.ts';
import { useLocale } from '../../../i18n/useLocale.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { lastText } from '../../../shell/lastText.ts';
import { shellTexts } from '../../../shell/texts.ts';
import { RANGE_IDS, REFRESH_IDS } from '../../../state/range.ts';
import { editTexts } from '../texts.ts';
import { CheckField, FieldGroup, FieldRow, ListField, SelectField, TextArea } from './fields.tsx';
import { withField, withText } from './fieldValues.ts';
import { ItemList } from './ItemList.tsx';
import { itemSubject } from './panelForm.ts';
import { VariableList } from './VariableList.tsx';

interface DashboardFormProps {
  readonly dashboard: Dashboard;
  readonly onChange: (dashboard: Dashboard, subject: string | null) => void;
}

/** What is set for a dashboard as a whole. */
export function DashboardForm({ dashboard, onChange }: DashboardFormProps) {
  const texts = useTexts(editTexts);
  const words = useTexts(dashboardTexts);
  const locale = useLocale();
  const { title, description, tags = [], annotations = [], variables } = dashboard;
  return (
    <div className="flex flex-col">
      <div className="flex flex-col gap-3 pb-3">
        <TextField
          label={words.title}
          value={inLanguage(title, locale)}
          onChange={(text) => onChange({ ...dashboard, title: withText(title, locale, text) }, 'title')}
        />
        <TextArea
          label={texts.description}
          value={inLanguage(description ?? '', locale)}
          onChange={(text) => {
            const next = text === '' ? undefined : withText(description, locale, text);
            onChange(withField(dashboard, 'description', next), 'description');
          }}
        />
        <ListField
          label={texts.tags}
          items={tags}
          onChange={(next) =>
            onChange(withField(dashboard, 'tags', next.length === 0 ? undefined : next), 'tags')
          }
        />
        <TimeFields dashboard={dashboard} onChange={onChange} />
        <CheckField
          label={texts.crosshair}
          value={dashboard.sharedCrosshair ?? false}
          onChange={(on) => onChange(withField(dashboard, 'sharedCrosshair', on || undefined), 'crosshair')}
        />
      </div>
      <FieldGroup title={words.variables} isOpen note={String(variables.length)}>
        <VariableList
          variables={variables}
          onChange={(next, changed) =>
            onChange({ ...dashboard, variables: next }, itemSubject('variable', changed))
          }
        />
      </FieldGroup>
      <FieldGroup title={texts.annotations} note={String(annotations.length)}>
        <AnnotationList
          annotations={annotations}
          variables={variables.map(({ name }) => name)}
          onChange={(next, changed) => {
            const kept = next.length === 0 ? undefined : next;
            onChange(withField(dashboard, 'annotations', kept), itemSubject('annotation', changed));
          }}
        />
      </FieldGroup>
    </div>
  );
}

const NONE = '';

/** The time and refresh that the dashboard opens with; what an imported file has beside the presets stays a choice. */
function TimeFields({ dashboard, onChange }: DashboardFormProps) {
  const shell = useTexts(shellTexts);
  const texts = useTexts(editTexts);
  const { time, refresh = NONE } = dashboard;
  const preset = RANGE_IDS.find((id) => time?.from === `now-${id}` && time.to === 'now');
  const own = time === undefined || preset !== undefined ? [] : [`${time.from} – ${time.to}`];
  const isPreset = refresh === NONE || REFRESH_IDS.some((id) => id === refresh);
  return (
    <FieldRow>
      <SelectField<string>
        label={texts.time}
        value={preset ?? own[0] ?? NONE}
        choices={[
          [NONE, texts.asReader],
          ...own.map((one) => [one, one] as const),
          ...RANGE_IDS.map((id) => [id, lastText(id, shell)] as const),
        ]}
        onChange={(id) => {
          if (own.includes(id)) return;
          const next = id === NONE ? undefined : { from: `now-${id}`, to: 'now' };
          onChange(withField(dashboard, 'time', next), 'time');
        }}
      />
      <SelectField<string>
        label={texts.refresh}
        value={refresh}
        choices={[
          [NONE, texts.asReader],
          ...(isPreset ? [] : [[refresh, refresh] as const]),
          ...REFRESH_IDS.filter((id) => id !== 'off').map((id) => [id, id] as const),
        ]}
        onChange={(next) => onChange(withField(dashboard, 'refresh', next || undefined), 'refresh')}
      />
    </FieldRow>
  );
}

interface AnnotationListProps {
  readonly annotations: readonly Annotation[];
  readonly variables: readonly string[];
  readonly onChange: (annotations: readonly Annotation[], changed: number | null) => void;
}

function AnnotationList({ annotations, variables, onChange }: AnnotationListProps) {
  const texts = useTexts(editTexts);
  const words = useTexts(dashboardTexts);
  return (
    <ItemList<Annotation>
      items={annotations}
      nameOf={({ name }, index) => name || texts.annotation(index + 1)}
      add={[[texts.addAnnotation, newAnnotation]]}
      onChange={onChange}
    >
      {(annotation, set, index) => (
        <>
          <TextField
            label={words.id}
            value={annotation.name}
            onChange={(name) => set({ ...annotation, name })}
          />
          <PromqlField
            label={texts.promqlOf(annotation.name || String(index + 1))}
            expr={annotation.expr}
            variables={variables}
            onChange={(expr) => set({ ...annotation, expr })}
          />
          <TextField
            label={words.title}
            value={annotation.title ?? ''}
            onChange={(title) => set(withField(annotation, 'title', title || undefined))}
          />
          <CheckField
            label={texts.shown}
            value={annotation.enabled}
            onChange={(enabled) => set({ ...annotation, enabled })}
          />
        </>
      )}
    </ItemList>
  );
}

const newAnnotation = (): Annotation => ({ name: '', enabled: true, expr: '' });
