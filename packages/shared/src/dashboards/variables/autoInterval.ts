const SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** Lengths that people read easily, in seconds. */
const ROUND = [
  1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
];

/** A round duration that makes about `steps` of `range` seconds, and is no shorter than `least` (e.g. `10s`). */
export function autoInterval(range: number, steps: number, least: string): string {
  const [, count = '', unit = 's'] = /^(\d+)([smhdwy])$/.exec(least) ?? [];
  const shortest = count === '' ? 1 : Number(count) * (SECONDS[unit] ?? 1);
  const wanted = Math.max(range / steps, shortest, 1);
  const seconds = ROUND.find((round) => round >= wanted * 0.999) ?? Math.ceil(wanted / 86_400) * 86_400;
  const named = ['d', 'h', 'm'].find((letter) => seconds % (SECONDS[letter] ?? 1) === 0) ?? 's';
  return `${seconds / (SECONDS[named] ?? 1)}${named}`;
}
