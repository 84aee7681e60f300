import type { StoredDashboard } from '@gpu-console/shared/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../api/client.ts';
import { dashboardQuery } from '../../api/queries.ts';
import { useSave } from '../../dashboards/useSave.ts';
import { useView } from '../../state/view.ts';
import type { Editor } from './draft/useEditor.ts';

/** What stands in the way of saving: the version that somebody else saved meanwhile; null: the dashboard was deleted. */
export interface Conflict {
  readonly theirs: StoredDashboard | null;
}

export interface Saving {
  readonly isRunning: boolean;
  readonly error: Error | null;
  readonly conflict: Conflict | null;
  readonly save: () => void;
  /** Saves over the version that stands in the way. */
  readonly overwrite: () => void;
  /** Goes on with that version; what was edited can be brought back by undoing. */
  readonly takeTheirs: () => void;
  readonly forget: () => void;
}

/** Saves what is edited, unless somebody else was faster. */
export function useSaving({ draft, version, settle, adopt }: Editor): Saving {
  const client = useQueryClient();
  const view = useView();
  const save = useSave();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const { queryKey } = dashboardQuery(view, draft.id);

  const saving = useMutation({
    mutationFn: async (base: string | null) => {
      try {
        const stored = await save(draft, base);
        client.setQueryData(queryKey, stored);
        settle(draft, stored.version);
        setConflict(null);
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'dashboard_changed') throw error;
        const theirs = error.current ?? null;
        if (theirs !== null) client.setQueryData(queryKey, theirs);
        setConflict({ theirs });
      }
    },
  });
  return {
    isRunning: saving.isPending,
    error: saving.error,
    conflict,
    save: () => saving.mutate(version),
    overwrite: () => saving.mutate(conflict?.theirs?.version ?? null),
    takeTheirs: () => {
      const theirs = conflict?.theirs ?? null;
      if (theirs !== null) adopt(theirs);
      setConflict(null);
    },
    forget: () => {
      setConflict(null);
      saving.reset();
    },
  };
}
