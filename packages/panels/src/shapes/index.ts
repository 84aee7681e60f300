export type { Layout } from './layout.ts';
export { BASELINE, DASHES, type Shape } from './shape.ts';
export { shapesSvg } from './shapesSvg.ts';
export { textWidth } from './textWidth.ts';
