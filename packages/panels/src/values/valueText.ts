import type { Reading } from '@gpu-console/shared/units';
import type { Shape } from '../shapes/shape.ts';
import { fitText, textWidth } from '../shapes/textWidth.ts';

const UNIT_SHARE = 0.6;
const MIN_FONT_SIZE = 11;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Of its letters, at most, in pixels. */
  readonly size: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** A reading as large as its place allows, the unit smaller beside it. */
export function valueText(
  { digits, unit }: Reading,
  { x, y, width, size: maxSize, anchor }: Place,
  fill: string,
  unitFill: string,
): Shape {
  const needed = textWidth(digits, 1) + (unit === '' ? 0 : textWidth(` ${unit}`, UNIT_SHARE));
  const size = Math.max(MIN_FONT_SIZE, Math.min(maxSize, Math.floor(width / Math.max(needed, 0.1))));
  const unitSize = Math.max(10, Math.round(size * UNIT_SHARE));
  const shown = fitText(digits, width, size);
  const parts = [{ text: shown, size, fill }];
  if (unit !== '') parts.push({ text: `${unit === '%' ? '' : ' '}${unit}`, size: unitSize, fill: unitFill });
  return { kind: 'text', x, y, anchor, bold: true, parts };
}
