import { useEffect } from 'react';
import type { Editor } from './draft/useEditor.ts';

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) on the page; fields take back their own letters. */
export function useUndoKeys({ undo, redo }: Pick<Editor, 'undo' | 'redo'>): void {
  useEffect(() => {
    const keyed = (event: KeyboardEvent) => {
      const { target } = event;
      const isField =
        target instanceof HTMLElement && target.matches('input, textarea, [contenteditable=true]');
      if (isField || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const act = key === 'y' || (key === 'z' && event.shiftKey) ? redo : key === 'z' ? undo : null;
      if (act === null) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', keyed);
    return () => window.removeEventListener('keydown', keyed);
  }, [undo, redo]);
}
