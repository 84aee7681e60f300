/** Marks the inspector, so that the keyboard finds the way there and back. */
export const INSPECTOR = { 'data-inspector': true } as const;

/** Into the first field of what is chosen. */
export function focusInspector(): void {
  document.querySelector<HTMLElement>('[data-inspector] :is(input, textarea, .cm-content)')?.focus();
}

/** Back to a panel on the grid. */
export function focusPanel(id: string): void {
  document.querySelector<HTMLElement>(`[data-panel="${CSS.escape(id)}"]`)?.focus();
}
