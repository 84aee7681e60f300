const INT64_LIMIT = 2n ** 63n;

/** As Go's strconv.ParseInt reads it: 64 bits, nothing but digits and a sign; undefined for anything else. */
export function wholeNumber(text: string): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const number = BigInt(text.replace('+', ''));
  return number >= -INT64_LIMIT && number < INT64_LIMIT ? number : undefined;
}
