/** Text of one size and colour within a line. */
interface TextPart {
  readonly text: string;
  readonly size: number;
  readonly fill: string;
}

/**
 * Drawings that look the same on screen, in a PNG and in an SVG; all lengths are CSS pixels, colours `#rrggbb`. `hint` shows
 * where the pointer rests.
 */
export type Shape =
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: string;
      readonly radius?: number;
      readonly hint?: string;
    }
  | {
      readonly kind: 'path';
      /** As an SVG path has it. */
      readonly d: string;
      readonly fill?: string;
      /** 0–1, of the filling. */
      readonly opacity?: number;
      readonly stroke?: string;
      readonly strokeWidth?: number;
      readonly dashed?: boolean;
      readonly hint?: string;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      /** The middle of the line. */
      readonly y: number;
      readonly parts: readonly TextPart[];
      readonly bold?: boolean;
      readonly anchor?: 'start' | 'middle' | 'end';
    };

/** From the middle of a line of text to its base line, in parts of its size. */
export const BASELINE = 0.35;
export const DASHES = [4, 4];

/** A straight line. */
export function lineShape(
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
  stroke: string,
  dashed = false,
): Shape {
  return { kind: 'path', d: `M${fromX} ${fromY}L${toX} ${toY}`, stroke, strokeWidth: 1, dashed };
}
