import { Link } from '@tanstack/react-router';
import { Plus, Redo2, Undo2 } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { Menu, MenuItem } from '../../components/Menu.tsx';
import { TaskError } from '../../dashboards/TaskError.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { useCluster } from '../../state/cluster.ts';
import { ConflictDialog } from './ConflictDialog.tsx';
import { type Edited, withNewPanel, withNewRow } from './draft/edits.ts';
import { PANEL_KINDS } from './draft/panelKinds.ts';
import type { Editor } from './draft/useEditor.ts';
import { editTexts } from './texts.ts';
import { useKindName } from './useKindName.ts';
import { useSaving } from './useSaving.ts';

interface EditToolbarProps {
  readonly editor: Editor;
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly taken: readonly string[];
}

/** Adds, takes back and saves. */
export function EditToolbar({ editor, selected, onSelect, taken }: EditToolbarProps) {
  const texts = useTexts(editTexts);
  const kindName = useKindName();
  const { id: cluster } = useCluster();
  const { draft, isChanged, isKept, undo, redo } = editor;
  const saving = useSaving(editor);
  const add = ({ dashboard, selected: added }: Edited) => {
    editor.change(dashboard);
    onSelect(added);
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-1">
        <Menu
          align="start"
          trigger={
            <Button>
              <Plus aria-hidden size={14} />
              {texts.add}
            </Button>
          }
        >
          {PANEL_KINDS.map((kind) => (
            <MenuItem key={kind} onSelect={() => add(withNewPanel(draft, kind, texts.newPanel, selected))}>
              {kindName(kind)}
            </MenuItem>
          ))}
          <MenuItem onSelect={() => add(withNewRow(draft, texts.newRow))}>{kindName('row')}</MenuItem>
        </Menu>
        <Button
          variant="quiet"
          square
          aria-label={texts.undo}
          disabled={undo === null}
          onClick={() => undo?.()}
        >
          <Undo2 aria-hidden size={16} />
        </Button>
        <Button
          variant="quiet"
          square
          aria-label={texts.redo}
          disabled={redo === null}
          onClick={() => redo?.()}
        >
          <Redo2 aria-hidden size={16} />
        </Button>
        <Button disabled={!isChanged || saving.isRunning} onClick={saving.save}>
          {texts.save}
        </Button>
        <Link
          to="/c/$cluster/dashboards/$dashboard"
          params={{ cluster, dashboard: draft.id }}
          className="inline-flex h-8 items-center rounded-md px-2.5 text-muted hover:bg-hover hover:text-ink"
        >
          {texts.close}
        </Link>
      </div>
      <span role="status" className={isKept ? '' : 'text-warning'}>
        {isChanged ? (isKept ? texts.unsaved : texts.unkept) : texts.saved}
      </span>
      {saving.conflict === null ? (
        <TaskError error={saving.error} />
      ) : (
        <ConflictDialog
          conflict={saving.conflict}
          draft={draft}
          saving={saving}
          taken={taken}
          onCopied={editor.discard}
        />
      )}
    </>
  );
}
