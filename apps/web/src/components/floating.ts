/** The look of everything that floats above the page. */
export const FLOATING = 'z-50 rounded-card border bg-surface text-ink shadow-(--shadow-float)';
