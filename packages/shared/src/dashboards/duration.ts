const SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** Seconds of a duration of one unit, e.g. `90s`; undefined for what is none. */
export function durationSeconds(text: string): number | undefined {
  const [, count = '', unit = ''] = /^(\d{1,9})([smhdwy])$/.exec(text) ?? [];
  const factor = SECONDS[unit];
  return factor === undefined ? undefined : Number(count) * factor;
}
