/** Kubernetes' suffixes (apimachinery, resource.Quantity): binary, decimal, and the exponent form. */
const SUFFIXES: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;

/** The number a Kubernetes quantity stands for (`"1"`, `"500m"`, `"2Gi"`, `"1e3"`), or undefined if it is none. */
export function parseQuantity(text: string | number): number | undefined {
  const match = QUANTITY.exec(String(text));
  if (match === null) return undefined;
  const [, digits = '', suffix = '', exponent] = match;
  if (exponent !== undefined) return Number(`${digits}e${exponent}`);
  const factor = SUFFIXES[suffix];
  return factor === undefined ? undefined : Number(digits) * factor;
}
