import type { DashboardQuery, QueryPanel } from '@gpu-console/shared/dashboards';
import { PromqlField } from '../../../code/PromqlField.tsx';
import { inLanguage } from '../../../dashboards/inLanguage.ts';
import { TextField } from '../../../dashboards/TextField.tsx';
import { useLocale } from '../../../i18n/useLocale.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { editTexts } from '../texts.ts';
import { CheckField } from './fields.tsx';
import { withField, withText } from './fieldValues.ts';
import { ItemList } from './ItemList.tsx';
import { itemSubject, type PanelFormProps } from './panelForm.ts';

/** What a panel asks Prometheus. */
export function QueryFields({ panel, variables, onChange }: PanelFormProps<QueryPanel>) {
  const texts = useTexts(editTexts);
  const locale = useLocale();
  const names = variables.map(({ name }) => name);
  const mayBeInstant =
    panel.kind !== 'timeseries' && panel.kind !== 'state-timeline' && panel.kind !== 'heatmap';
  return (
    <ItemList
      items={panel.queries}
      nameOf={({ id }) => texts.query(id)}
      add={[[texts.addQuery, () => newQuery(panel)]]}
      onChange={(queries, changed) => onChange({ ...panel, queries }, itemSubject('query', changed))}
    >
      {(query, set) => (
        <>
          <PromqlField
            label={texts.promqlOf(query.id)}
            expr={query.expr}
            variables={names}
            onChange={(expr) => set({ ...query, expr })}
          />
          <TextField
            label={texts.legend}
            value={inLanguage(query.legend, locale)}
            onChange={(legend) => set({ ...query, legend: withText(query.legend, locale, legend) })}
          />
          <div className="flex flex-wrap gap-x-4">
            <CheckField
              label={texts.hidden}
              value={query.hidden ?? false}
              onChange={(hidden) => set(withField(query, 'hidden', hidden || undefined))}
            />
            {mayBeInstant && (
              <CheckField
                label={texts.instant}
                value={query.instant ?? false}
                onChange={(instant) => set(withField(query, 'instant', instant || undefined))}
              />
            )}
          </div>
        </>
      )}
    </ItemList>
  );
}

/** Under the first letter that is free, for a panel of this kind. */
function newQuery({ kind, queries }: QueryPanel): DashboardQuery {
  const taken = new Set(queries.map(({ id }) => id));
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  const id = letters.find((letter) => !taken.has(letter)) ?? `Q${queries.length + 1}`;
  const format = kind === 'table' || kind === 'heatmap' ? { format: kind } : {};
  return { id, expr: '', legend: '', ...format };
}
