import type { Dashboard, DashboardPanel } from '@gpu-console/shared/dashboards';
import { DashboardSchema, PanelSchema } from '@gpu-console/shared/dashboards/schema';
import { ArrowDown, ArrowUp, Copy, Trash2, X } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import type { z } from 'zod';
import { Button } from '../../components/Button.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import type { YamlEditorProps } from './code/YamlEditor.tsx';
import { withCopy, withPanel, withRowMoved } from './draft/edits.ts';
import type { Editor } from './draft/useEditor.ts';
import { DashboardForm } from './form/DashboardForm.tsx';
import { PanelForm } from './form/PanelForm.tsx';
import { InspectorFrame } from './InspectorFrame.tsx';
import { focusPanel } from './inspectorFocus.ts';
import { editTexts } from './texts.ts';
import { useKindName } from './useKindName.ts';

/** CodeMirror is code of its own, on its way while the panels ask for their data. */
const YamlEditor = lazy(async () => ({ default: (await import('./code/YamlEditor.tsx')).YamlEditor }));

function Yaml<T extends object>(props: YamlEditorProps<T>) {
  // `lazy` forgets that the component takes any type.
  const Editor = YamlEditor as unknown as (props: YamlEditorProps<T>) => ReactNode;
  return (
    <Suspense fallback={<Skeleton className="h-60" />}>
      <Editor {...props} />
    </Suspense>
  );
}

interface InspectorProps {
  readonly editor: Editor;
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly onRemove: (id: string) => void;
}

/** What is chosen, to be changed as a form or as YAML: a panel, or the dashboard itself. */
export function Inspector(props: InspectorProps) {
  const { draft } = props.editor;
  const panel = draft.panels.find(({ id }) => id === props.selected);
  return panel === undefined ? (
    <DashboardInspector {...props} />
  ) : (
    <PanelInspector key={draft.panels.indexOf(panel)} {...props} panel={panel} />
  );
}

function PanelInspector(props: InspectorProps & { panel: DashboardPanel }) {
  const { editor, panel, onSelect, onRemove } = props;
  const texts = useTexts(editTexts);
  const kindName = useKindName();
  const { draft, change } = editor;
  const set = (next: DashboardPanel, subject: string | null) => {
    change(withPanel(draft, panel.id, next), subject && `${panel.id} ${subject}`);
    if (next.id !== panel.id) onSelect(next.id);
  };
  const copy = () => {
    const edited = withCopy(draft, panel.id);
    change(edited.dashboard);
    onSelect(edited.selected);
  };
  const moveRow = (by: -1 | 1) => change(withRowMoved(draft, panel.id, by));
  const isTaken = ({ id }: DashboardPanel) => id !== panel.id && draft.panels.some((one) => one.id === id);
  return (
    <InspectorFrame
      title={kindName(panel.kind)}
      onLeave={() => focusPanel(panel.id)}
      tools={
        <>
          {panel.kind === 'row' ? (
            <>
              <Tool label={texts.rowUp} onClick={() => moveRow(-1)}>
                <ArrowUp aria-hidden size={16} />
              </Tool>
              <Tool label={texts.rowDown} onClick={() => moveRow(1)}>
                <ArrowDown aria-hidden size={16} />
              </Tool>
            </>
          ) : (
            <Tool label={texts.duplicate} onClick={copy}>
              <Copy aria-hidden size={16} />
            </Tool>
          )}
          <Tool label={texts.remove} onClick={() => onRemove(panel.id)}>
            <Trash2 aria-hidden size={16} />
          </Tool>
          <Tool label={texts.settings} onClick={() => onSelect(null)}>
            <X aria-hidden size={16} />
          </Tool>
        </>
      }
      form={<PanelForm panel={panel} variables={draft.variables} onChange={set} />}
      yaml={
        <Yaml<DashboardPanel>
          label={texts.yamlOf(kindName(panel.kind))}
          value={panel}
          schema={PanelSchema}
          check={(next) => (isTaken(next) ? [{ path: ['id'], message: texts.takenId(next.id) }] : [])}
          onChange={(next) => set(next, 'yaml')}
        />
      }
    />
  );
}

type Editable = Omit<Dashboard, 'id' | 'origin'>;

/** Its id is its address, and the file that it came from is kept as it was. */
const EditableSchema: z.ZodType<Editable> = DashboardSchema.omit({ id: true, origin: true });

function DashboardInspector({ editor }: InspectorProps) {
  const texts = useTexts(editTexts);
  const { draft, change } = editor;
  const editable = useMemo(() => {
    const { id: _, origin: __, ...rest } = draft;
    return rest;
  }, [draft]);
  const set = (next: Editable) => {
    const { id, origin } = draft;
    change({ id, ...next, ...(origin === undefined ? {} : { origin }) }, 'dashboard yaml');
  };
  return (
    <InspectorFrame
      title={texts.settings}
      form={
        <DashboardForm
          dashboard={draft}
          onChange={(next, subject) => change(next, subject && `dashboard ${subject}`)}
        />
      }
      yaml={
        <Yaml<Editable>
          label={texts.yamlOf(texts.settings)}
          value={editable}
          schema={EditableSchema}
          onChange={set}
        />
      }
    />
  );
}

function Tool({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Button variant="quiet" square aria-label={label} title={label} onClick={onClick}>
      {children}
    </Button>
  );
}
