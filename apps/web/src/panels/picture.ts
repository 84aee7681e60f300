import { paintShapes } from './shapes/paintShapes.ts';
import type { Shape } from './shapes/shape.ts';
import { shapesSvg } from './shapes/shapesSvg.ts';

/** A panel's drawing, as it goes into a PNG or SVG; sizes in CSS pixels. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Draws with its upper left corner at `x`, `y`; `ratio` is device pixels per CSS pixel, the context's scale. */
  readonly draw: (context: CanvasRenderingContext2D, x: number, y: number, ratio: number) => void;
  /** Elements to stand in an SVG. */
  readonly svg: () => Promise<string>;
}

/** The picture of a drawing; `font` is the family of its texts. */
export function shapesPicture(
  shapes: readonly Shape[],
  width: number,
  height: number,
  font: string,
): Picture {
  return {
    width,
    height,
    draw: (context, x, y) => {
      context.save();
      context.translate(x, y);
      paintShapes(context, shapes, font);
      context.restore();
    },
    svg: () => Promise.resolve(shapesSvg(shapes)),
  };
}
