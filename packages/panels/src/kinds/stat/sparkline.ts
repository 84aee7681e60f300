import type { Shape } from '../../shapes/shape.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The values as a line with the area between it and zero, without axes: a small change looks small. Gaps are gaps. */
export function sparkline(
  values: readonly (number | null)[],
  { x, y, width, height }: Box,
  colour: string,
): readonly Shape[] {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return [];
  const low = known.reduce((a, b) => Math.min(a, b), 0);
  const high = known.reduce((a, b) => Math.max(a, b), 0);
  const left = (index: number) => x + (index / (values.length - 1)) * width;
  const top = (value: number) => y + (high > low ? 1 - (value - low) / (high - low) : 1) * height;
  const bottom = top(0);
  let line = '';
  let area = '';
  let last: number | null = null;
  values.forEach((value, index) => {
    if (value === null) {
      if (last !== null) area += `L${point(left(last), bottom)}Z`;
      last = null;
      return;
    }
    const at = point(left(index), top(value));
    line += `${last === null ? 'M' : 'L'}${at}`;
    area += last === null ? `M${point(left(index), bottom)}L${at}` : `L${at}`;
    last = index;
  });
  if (last !== null) area += `L${point(left(last), bottom)}Z`;
  return [
    { kind: 'path', d: area, fill: colour, opacity: 0.15 },
    { kind: 'path', d: line, stroke: colour, strokeWidth: 1.5 },
  ];
}

const point = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`;
