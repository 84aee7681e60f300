import type { QueryPanel } from '@gpu-console/shared/dashboards';
import { TextField } from '../../../dashboards/TextField.tsx';
import { useTexts } from '../../../i18n/useTexts.ts';
import { editTexts } from '../texts.ts';
import { CheckField, ColourField, FieldRow, NumberField } from './fields.tsx';
import { withField } from './fieldValues.ts';
import { ItemList } from './ItemList.tsx';
import { itemSubject, type PanelFormProps } from './panelForm.ts';

const NEW_COLOUR = '#1f6fc4';

/** What values read as, and the colours of the series in turn. */
export function MappingFields({ panel, onChange }: PanelFormProps<QueryPanel>) {
  const texts = useTexts(editTexts);
  const { mappings = [], colours = [] } = panel;
  return (
    <>
      <p className="text-sm text-muted">{texts.mappingNote}</p>
      <ItemList
        items={mappings}
        nameOf={({ text }, index) => text || texts.mapping(index + 1)}
        add={[[texts.addMapping, () => ({ from: 0, to: 0, text: '' })]]}
        onChange={(next, changed) => {
          const kept = next.length === 0 ? undefined : next;
          onChange(withField(panel, 'mappings', kept), itemSubject('mapping', changed));
        }}
      >
        {(mapping, set) => (
          <>
            <FieldRow>
              <NumberField
                label={texts.from}
                value={mapping.from ?? undefined}
                onChange={(from) => set({ ...mapping, from: from ?? null })}
              />
              <NumberField
                label={texts.to}
                value={mapping.to ?? undefined}
                onChange={(to) => set({ ...mapping, to: to ?? null })}
              />
            </FieldRow>
            <TextField
              label={texts.reads}
              value={mapping.text}
              onChange={(text) => set({ ...mapping, text })}
            />
            <div className="flex items-center gap-2">
              <CheckField
                label={texts.colour}
                value={mapping.colour !== undefined}
                onChange={(has) => set(withField(mapping, 'colour', has ? NEW_COLOUR : undefined))}
              />
              {mapping.colour !== undefined && (
                <ColourField
                  label={texts.colour}
                  value={mapping.colour}
                  onChange={(colour) => set({ ...mapping, colour })}
                />
              )}
            </div>
          </>
        )}
      </ItemList>
      <p className="text-sm text-muted">{texts.coloursNote}</p>
      <ItemList
        items={colours}
        nameOf={(_, index) => texts.colourOf(index + 1)}
        add={[[texts.addColour, () => NEW_COLOUR]]}
        onChange={(next, changed) => {
          const kept = next.length === 0 ? undefined : next;
          onChange(withField(panel, 'colours', kept), itemSubject('colour', changed));
        }}
      >
        {(colour, set, index) => (
          <ColourField label={texts.colourOf(index + 1)} value={colour} onChange={set} />
        )}
      </ItemList>
    </>
  );
}
