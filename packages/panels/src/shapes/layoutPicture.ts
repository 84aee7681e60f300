import type { Picture } from '../picture.ts';
import type { Layout } from './layout.ts';
import { shapesSvg } from './shapesSvg.ts';

/** The picture that shapes make. */
export function layoutPicture({ shapes, width, height }: Layout): Picture {
  return { width, height, svg: () => Promise.resolve(shapesSvg(shapes)) };
}
