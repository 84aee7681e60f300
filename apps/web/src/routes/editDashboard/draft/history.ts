/** What was, is, and was taken back: newest last in both directions. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the latest change was of; another change of the same is one step with it. Null: nothing joins it. */
  readonly subject: string | null;
}

/** As many steps as anybody takes back. */
const MAX_STEPS = 200;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], subject: null };
}

/** @param subject what is changed, where changes of the same in a row are one step: letters that are typed */
export function changed<T>(history: History<T>, next: T, subject: string | null = null): History<T> {
  const { past, present } = history;
  if (next === present) return history;
  const joins = subject !== null && subject === history.subject;
  return {
    past: joins ? past : [...past, present].slice(-MAX_STEPS),
    present: next,
    future: [],
    subject,
  };
}

export function undone<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  const before = past.at(-1);
  if (before === undefined) return history;
  return { past: past.slice(0, -1), present: before, future: [...future, present], subject: null };
}

export function redone<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  const next = future.at(-1);
  if (next === undefined) return history;
  return { past: [...past, present], present: next, future: future.slice(0, -1), subject: null };
}
