/** A panel's drawing; sizes in CSS pixels. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Elements to stand in an SVG. */
  readonly svg: () => Promise<string>;
}
