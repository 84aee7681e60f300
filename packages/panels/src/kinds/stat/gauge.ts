import type { Shape } from '../../shapes/shape.ts';

/** Degrees, clockwise from three o'clock: a gauge is open at the bottom. */
const FROM = 150;
const SWEEP = 240;

interface Dial {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface GaugeBand {
  /** Shares of the way from the least to the most. */
  readonly from: number;
  readonly to: number;
  readonly colour: string;
}

/** An arc of `share` (0–1) on its track, within a thin ring of `bands`. */
export function gaugeShapes(
  { x, y, radius }: Dial,
  share: number,
  bands: readonly GaugeBand[],
  colour: string,
  track: string,
): readonly Shape[] {
  const thickness = Math.max(6, radius * 0.2);
  const ring = radius - 1.5;
  const inner = radius - (bands.length > 0 ? 6 : 0) - thickness / 2;
  const stroke = (from: number, to: number, at: number, stroke: string, strokeWidth: number): Shape => ({
    kind: 'path',
    d: arc(x, y, at, from, to),
    stroke,
    strokeWidth,
  });
  return [
    ...bands.map((band) => stroke(band.from, band.to, ring, band.colour, 3)),
    stroke(0, 1, inner, track, thickness),
    ...(share > 0 ? [stroke(0, share, inner, colour, thickness)] : []),
  ];
}

/** How high a dial of this radius is, as shares of it, above and below its middle. */
export const GAUGE_BELOW = 0.5;

function arc(x: number, y: number, radius: number, from: number, to: number): string {
  const at = (share: number) => {
    const angle = ((FROM + share * SWEEP) * Math.PI) / 180;
    return `${(x + radius * Math.cos(angle)).toFixed(2)} ${(y + radius * Math.sin(angle)).toFixed(2)}`;
  };
  const isLarge = (to - from) * SWEEP > 180 ? 1 : 0;
  return `M${at(from)}A${radius} ${radius} 0 ${isLarge} 1 ${at(to)}`;
}
