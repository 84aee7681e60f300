/** A panel's drawing, as it goes into a PNG; sizes in CSS pixels. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Draws with its upper left corner at `x`, `y`; `ratio` is device pixels per CSS pixel, the context's scale. */
  readonly draw: (context: CanvasRenderingContext2D, x: number, y: number, ratio: number) => void;
}
