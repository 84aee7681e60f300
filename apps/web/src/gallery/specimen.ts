import type { ReactNode } from 'react';

/** What the gallery shows of a component. */
export interface Specimen {
  /** From `src`: the file of the component, then of its parts that never stand alone. */
  readonly files: readonly [string, ...string[]];
  /** Each state takes the page's whole width. */
  readonly isWide?: boolean;
  /** By name. One whose name begins with `loading` stays on its way for good. */
  readonly states: Readonly<Record<string, ReactNode>>;
}
