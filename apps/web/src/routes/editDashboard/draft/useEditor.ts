import type { StoredDashboard } from '@gpu-console/shared/contract';
import type { Dashboard } from '@gpu-console/shared/dashboards';
import { useEffect, useState } from 'react';
import { readStored, writeStored } from '../../../state/stored.ts';
import { changed, type History, redone, startHistory, undone } from './history.ts';
import { draftKey, draftText, readDraft } from './keptDraft.ts';

export interface Editor {
  readonly draft: Dashboard;
  /** The version that is edited. */
  readonly version: string;
  readonly isChanged: boolean;
  /** False where the browser has no room for the changes, so that a reload loses them. */
  readonly isKept: boolean;
  /** Unix seconds of changes that were found on opening; null where there were none, or they were discarded. */
  readonly restored: number | null;
  /** @param subject what is changed, where changes of the same in a row are one step */
  readonly change: (next: Dashboard, subject?: string) => void;
  readonly undo: (() => void) | null;
  readonly redo: (() => void) | null;
  /** Back to what is saved. */
  readonly discard: () => void;
  /** `saved` is stored as `version`; what was changed since is a change of that. */
  readonly settle: (saved: Dashboard, version: string) => void;
  /** Goes on from what is stored now; the step can be taken back. */
  readonly adopt: (stored: StoredDashboard) => void;
}

interface State {
  readonly history: History<Dashboard>;
  readonly saved: Dashboard;
  readonly version: string;
  readonly restored: number | null;
}

/** A dashboard that is being edited: every step can be taken back, and a reload loses nothing. */
export function useEditor(cluster: string, stored: StoredDashboard): Editor {
  const key = draftKey(cluster, stored.dashboard.id);
  const [state, setState] = useState(() => opened(stored, readStored(key)));
  const { history, saved, version, restored } = state;
  const draft = history.present;
  const isChanged = draft !== saved;
  const text = isChanged ? draftText({ version, changedAt: Date.now() / 1000, dashboard: draft }) : '';
  const isKept = text !== null;
  useEffect(() => {
    const changedAt = Date.now() / 1000;
    writeStored(key, (isChanged && draftText({ version, changedAt, dashboard: draft })) || '');
  }, [key, version, draft, isChanged]);

  const step = (next: (history: History<Dashboard>) => History<Dashboard>) =>
    setState((now) => ({ ...now, history: next(now.history) }));
  return {
    draft,
    version,
    isChanged,
    isKept,
    restored,
    change: (next, subject) => step((now) => changed(now, next, subject ?? null)),
    undo: history.past.length > 0 ? () => step(undone) : null,
    redo: history.future.length > 0 ? () => step(redone) : null,
    discard: () => setState((now) => ({ ...now, restored: null, history: changed(now.history, now.saved) })),
    settle: (nowSaved, next) =>
      setState((now) => ({ ...now, saved: nowSaved, version: next, restored: null })),
    adopt: ({ dashboard, version: next }) =>
      setState((now) => ({
        history: changed(now.history, dashboard),
        saved: dashboard,
        version: next,
        restored: null,
      })),
  };
}

function opened({ dashboard, version }: StoredDashboard, kept: string | null): State {
  const start = startHistory(dashboard);
  const draft = readDraft(kept, dashboard);
  if (draft === null) return { history: start, saved: dashboard, version, restored: null };
  return {
    history: changed(start, draft.dashboard),
    saved: dashboard,
    version: draft.version,
    restored: draft.changedAt,
  };
}
