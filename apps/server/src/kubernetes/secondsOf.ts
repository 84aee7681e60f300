/** Unix seconds of an RFC 3339 time; null where there is none, or what stands there is none. */
export function secondsOf(text: string | null | undefined): number | null {
  const seconds = Date.parse(text ?? '') / 1000;
  return Number.isNaN(seconds) ? null : seconds;
}
