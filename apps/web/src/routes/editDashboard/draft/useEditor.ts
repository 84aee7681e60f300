import type { StoredDashboard } from '@gpu-console/shared/contract';
import type { Dashboard } from '@gpu-console/shared/dashboards';
import { useEffect, useMemo, useState } from 'react';
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
  /** @param subject what is changed, where changes of the same in a row are one step; null: a step of its own */
  readonly change: (next: Dashboard, subject?: string | null) => void;
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
  /** Of `saved`; another than `version` where changes were restored that somebody else overtook. */
  readonly savedVersion: string;
  readonly restored: number | null;
  /** Unix seconds of the latest change. */
  readonly changedAt: number;
}

/** A dashboard that is being edited: every step can be taken back, and a reload loses nothing. */
export function useEditor(cluster: string, stored: StoredDashboard): Editor {
  const key = draftKey(cluster, stored.dashboard.id);
  const [state, setState] = useState(() => opened(stored, readStored(key)));
  const { history, saved, version, restored, changedAt } = state;
  const draft = history.present;
  const isChanged = draft !== saved;
  const text = useMemo(
    () => (isChanged ? draftText({ version, changedAt, dashboard: draft }) : ''),
    [isChanged, version, changedAt, draft],
  );
  useEffect(() => writeStored(key, text ?? ''), [key, text]);

  const step = (next: (history: History<Dashboard>) => History<Dashboard>) =>
    setState((now) => ({ ...now, history: next(now.history), changedAt: Date.now() / 1000 }));
  return {
    draft,
    version,
    isChanged,
    isKept: text !== null,
    restored,
    change: (next, subject) => step((now) => changed(now, next, subject ?? null)),
    undo: history.past.length > 0 ? () => step(undone) : null,
    redo: history.future.length > 0 ? () => step(redone) : null,
    discard: () =>
      setState((now) => ({
        ...now,
        restored: null,
        version: now.savedVersion,
        history: changed(now.history, now.saved),
      })),
    settle: (nowSaved, next) =>
      setState((now) => ({ ...now, saved: nowSaved, version: next, savedVersion: next, restored: null })),
    adopt: ({ dashboard, version: next }) =>
      setState((now) => ({
        ...now,
        history: changed(now.history, dashboard),
        saved: dashboard,
        version: next,
        savedVersion: next,
        restored: null,
      })),
  };
}

function opened({ dashboard, version }: StoredDashboard, kept: string | null): State {
  const history = startHistory(dashboard);
  const saved = { saved: dashboard, savedVersion: version };
  const draft = readDraft(kept, dashboard);
  if (draft === null) return { ...saved, history, version, restored: null, changedAt: 0 };
  return {
    ...saved,
    history: changed(history, draft.dashboard),
    version: draft.version,
    restored: draft.changedAt,
    changedAt: draft.changedAt,
  };
}
