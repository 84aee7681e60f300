import type { Picture } from '@gpu-console/panels';
import { type Shape, shapesSvg } from '@gpu-console/panels/shapes';
import { paintShapes } from './shapes/paintShapes.ts';

/** A panel's drawing as it stands on screen. */
export interface ScreenPicture extends Picture {
  /** Draws with its upper left corner at `x`, `y`; `ratio` is device pixels per CSS pixel, the context's scale. */
  readonly draw: (context: CanvasRenderingContext2D, x: number, y: number, ratio: number) => void;
}

/** The picture of a drawing; `font` is the family of its texts. */
export function shapesPicture(
  shapes: readonly Shape[],
  width: number,
  height: number,
  font: string,
): ScreenPicture {
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
