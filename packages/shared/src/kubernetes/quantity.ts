/** Kubernetes' decimal suffixes (apimachinery, resource.Quantity), as powers of ten. */
const DECIMAL: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

/** The binary ones, as powers of 1024. */
const BINARY: Readonly<Record<string, number>> = { Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5, Ei: 6 };

const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;

/** The number a Kubernetes quantity stands for (`"1"`, `"500m"`, `"2Gi"`, `"1e3"`), or undefined if it is none. */
export function parseQuantity(text: string | number): number | undefined {
  const match = QUANTITY.exec(String(text));
  if (match === null) return undefined;
  const [, digits = '', suffix = '', exponent = DECIMAL[suffix]] = match;
  // Read as one decimal number, so that 1.001k is 1001 and not 1000.9999999999999.
  if (exponent !== undefined) return Number(`${digits}e${exponent}`);
  return Number(digits) * 1024 ** (BINARY[suffix] ?? 0);
}
