import type { Shape } from './shape.ts';

/** Shapes and how much room they take, in CSS pixels: more than there was where they would be too small. */
export interface Layout {
  readonly shapes: readonly Shape[];
  readonly width: number;
  readonly height: number;
}
