import { durationSeconds } from '../duration.ts';

/** Lengths that people read easily, in seconds. */
const ROUND = [
  1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
];

/** A round duration that makes about `steps` of `range` seconds, and is no shorter than `min` (e.g. `10s`). */
export function autoInterval(range: number, steps: number, min: string): string {
  const wanted = Math.max(range / steps, durationSeconds(min) ?? 1, 1);
  const seconds = ROUND.find((round) => round >= wanted * 0.999) ?? Math.ceil(wanted / 86_400) * 86_400;
  const named = ['d', 'h', 'm', 's'].find((unit) => seconds % lengthOf(unit) === 0) ?? 's';
  return `${seconds / lengthOf(named)}${named}`;
}

const lengthOf = (unit: string) => durationSeconds(`1${unit}`) ?? 1;
