import { useState } from 'react';

export interface Task {
  readonly isRunning: boolean;
  readonly error: Error | null;
  /** Does it; what went wrong is in `error`. */
  readonly run: (work: () => Promise<unknown>) => void;
  readonly forget: () => void;
}

/** Something that a reader started, and how it goes. */
export function useTask(): Task {
  const [state, setState] = useState<Pick<Task, 'isRunning' | 'error'>>({ isRunning: false, error: null });
  const run = (work: () => Promise<unknown>) => {
    setState({ isRunning: true, error: null });
    work().then(
      () => setState({ isRunning: false, error: null }),
      (error: unknown) =>
        setState({ isRunning: false, error: error instanceof Error ? error : new Error(String(error)) }),
    );
  };
  return { ...state, run, forget: () => setState({ isRunning: false, error: null }) };
}
