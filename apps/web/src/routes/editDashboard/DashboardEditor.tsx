import type { StoredDashboard } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dashboardQuery } from '../../api/queries.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { inLanguage } from '../../dashboards/inLanguage.ts';
import { useChosen } from '../../dashboards/useChosen.ts';
import { useVariables, type VariablesState } from '../../dashboards/useVariables.ts';
import { VariableBar } from '../../dashboards/VariableBar.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { DetailSkeleton } from '../../page/DetailSkeleton.tsx';
import { Page } from '../../page/Page.tsx';
import { useView } from '../../state/view.ts';
import { withoutPanel } from './draft/edits.ts';
import { useEditor } from './draft/useEditor.ts';
import { EditNotices } from './EditNotices.tsx';
import { EditToolbar } from './EditToolbar.tsx';
import { EditGrid } from './grid/EditGrid.tsx';
import { withSections } from './grid/sections.ts';
import { Inspector } from './Inspector.tsx';
import { editTexts } from './texts.ts';
import { useMedia } from './useMedia.ts';
import { usePreviewed } from './usePreviewed.ts';
import { useUndoKeys } from './useUndoKeys.ts';

interface DashboardEditorProps {
  readonly stored: StoredDashboard;
  /** Ids that there are. */
  readonly taken: readonly string[];
}

/** A dashboard on its grid, and beside it what is chosen there: a panel, or the dashboard itself. */
export function DashboardEditor({ stored, taken }: DashboardEditorProps) {
  const view = useView();
  const { cluster } = view;
  const locale = useLocale();
  const texts = useTexts(editTexts);
  const editor = useEditor(cluster, stored);
  const [selected, setSelected] = useState<string | null>(null);
  const isNarrow = useMedia('(max-width: 1023px)');
  const [isSheetOpen, setSheetOpen] = useState(false);
  const now = useQuery(dashboardQuery(view, stored.dashboard.id)).data ?? stored;
  const { draft, change } = editor;
  const previewed = usePreviewed(draft);
  const [chosen, choose] = useChosen();
  const variables = useVariables(previewed.variables, chosen);
  const values = useLatestValues(variables);
  useUndoKeys(editor);

  const title = inLanguage(draft.title, locale) || draft.id;
  const select = (id: string | null) => {
    setSelected(id);
    setSheetOpen(id !== null);
  };
  const remove = (id: string) => {
    change(withoutPanel(draft, id));
    select(null);
  };
  const inspector = <Inspector editor={editor} selected={selected} onSelect={select} onRemove={remove} />;
  return (
    <Page
      title={title}
      filled
      facts={<EditToolbar editor={editor} selected={selected} onSelect={select} taken={taken} />}
    >
      <EditNotices editor={editor} isOutdated={now.version !== editor.version} />
      <div className="flex min-h-0 flex-1 flex-col gap-4 lg:flex-row">
        <section
          aria-label={texts.panels}
          className="flex min-w-0 flex-1 flex-col gap-4 overflow-y-auto p-0.5"
        >
          <VariableBar state={variables} onChoose={choose} />
          {values !== null ? (
            <EditGrid
              dashboard={draft}
              drawn={previewed.panels}
              values={values}
              selected={selected}
              onSelect={select}
              onSections={(sections) => change(withSections(draft, sections))}
              onRemove={remove}
            />
          ) : (
            variables.error === null && (
              <div aria-busy>
                <DetailSkeleton />
              </div>
            )
          )}
        </section>
        {!isNarrow && inspector}
      </div>
      {isNarrow && (
        <>
          <Button onClick={() => setSheetOpen(true)}>{texts.settings}</Button>
          <Dialog size="side" open={isSheetOpen} onOpenChange={() => select(null)} title={texts.edit}>
            {inspector}
          </Dialog>
        </>
      )}
    </Page>
  );
}

/** The variables' values; while others are asked for, those before, so that the panels stay. */
function useLatestValues({ ready, resolved }: VariablesState): VariablesState['resolved'] | null {
  const [latest, setLatest] = useState(ready ? resolved : null);
  if (ready && resolved !== latest) setLatest(resolved);
  return latest;
}
