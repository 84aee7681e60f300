import { asksQueries, type DashboardPanel } from '@gpu-console/shared/dashboards';
import { inLanguage } from '../../../dashboards/inLanguage.ts';
import { TextField } from '../../../dashboards/TextField.tsx';
import { dashboardTexts } from '../../../dashboards/texts.ts';
import { useLocale } from '../../../i18n/useLocale.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { asKind, PANEL_KINDS } from '../draft/panelKinds.ts';
import { editTexts } from '../texts.ts';
import { useKindName } from '../useKindName.ts';
import { FieldGroup, SelectField, TextArea } from './fields.tsx';
import { withField, withText } from './fieldValues.ts';
import { KindFields } from './KindFields.tsx';
import { MappingFields } from './MappingFields.tsx';
import type { PanelFormProps } from './panelForm.ts';
import { QueryFields } from './QueryFields.tsx';
import { RepeatFields } from './RepeatFields.tsx';
import { ThresholdFields } from './ThresholdFields.tsx';
import { ValueFields } from './ValueFields.tsx';

/** Everything about a panel that people set. */
export function PanelForm({ panel, variables, onChange }: PanelFormProps<DashboardPanel>) {
  const texts = useTexts(editTexts);
  const kindName = useKindName();
  const words = useTexts(dashboardTexts);
  const locale = useLocale();
  return (
    <div className="flex flex-col">
      <div className="flex flex-col gap-3 pb-3">
        <TextField
          label={words.title}
          value={inLanguage(panel.title, locale)}
          onChange={(title) => onChange({ ...panel, title: withText(panel.title, locale, title) }, 'title')}
        />
        {panel.kind !== 'row' && panel.kind !== 'unsupported' && (
          <SelectField
            label={texts.kind}
            value={panel.kind}
            choices={PANEL_KINDS.map((kind) => [kind, kindName(kind)] as const)}
            onChange={(kind) => onChange(asKind(panel, kind), 'kind')}
          />
        )}
        {panel.kind !== 'row' && (
          <TextArea
            label={texts.help}
            value={inLanguage(panel.help ?? '', locale)}
            onChange={(help) => {
              const text = help === '' ? undefined : withText(panel.help, locale, help);
              onChange(withField(panel, 'help', text), 'help');
            }}
          />
        )}
        {panel.kind === 'text' && (
          <>
            <SelectField
              label={texts.format}
              value={panel.format}
              choices={(['markdown', 'html', 'plain'] as const).map(
                (one) => [one, texts.formats[one]] as const,
              )}
              onChange={(format) => onChange({ ...panel, format }, 'format')}
            />
            <TextArea
              label={texts.content}
              value={panel.content}
              rows={10}
              mono
              onChange={(content) => onChange({ ...panel, content }, 'content')}
            />
          </>
        )}
      </div>
      {asksQueries(panel) && (
        <>
          <FieldGroup title={texts.queries} isOpen>
            <QueryFields panel={panel} variables={variables} onChange={onChange} />
          </FieldGroup>
          <FieldGroup title={texts.values} isOpen>
            <ValueFields panel={panel} variables={variables} onChange={onChange} />
          </FieldGroup>
          <FieldGroup title={texts.display} isOpen>
            <KindFields panel={panel} variables={variables} onChange={onChange} />
          </FieldGroup>
          <FieldGroup title={texts.thresholds}>
            <ThresholdFields panel={panel} variables={variables} onChange={onChange} />
          </FieldGroup>
          <FieldGroup title={texts.mappings}>
            <MappingFields panel={panel} variables={variables} onChange={onChange} />
          </FieldGroup>
        </>
      )}
      {panel.kind !== 'unsupported' && variables.length > 0 && (
        <FieldGroup title={texts.repeat}>
          <RepeatFields panel={panel} variables={variables} onChange={onChange} />
        </FieldGroup>
      )}
    </div>
  );
}
