/** Search params as plain texts: `?q=123` stays a text and nothing is wrapped in quotes. Variables, switches and queries may have several. */
export function parseSearch(text: string): Record<string, string | readonly string[]> {
  const found: Record<string, string | readonly string[]> = {};
  const params = new URLSearchParams(text);
  for (const [key, value] of params) {
    const all = params.getAll(key);
    const isList = key.startsWith('var-') || key === 'turned' || (key === 'q' && all.length > 1);
    found[key] = isList ? all : value;
  }
  return found;
}

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(search)
    .filter(([, value]) => value !== undefined && value !== null)
    .flatMap(([key, value]) => (Array.isArray(value) ? value : [value]).map((one) => [key, String(one)]));
  const text = new URLSearchParams(pairs).toString();
  return text === '' ? '' : `?${text}`;
}

/** The texts among `keys` that the URL gives. */
export function pickTexts<Key extends string>(
  search: Readonly<Record<string, unknown>>,
  keys: readonly Key[],
): { readonly [K in Key]?: string | undefined } {
  const found: { [K in Key]?: string } = {};
  for (const key of keys) {
    const value = search[key];
    if (typeof value === 'string' && value !== '') found[key] = value;
  }
  return found;
}

/** Takes one of the choices, and nothing else. */
export const oneOf =
  <Choice extends string>(choices: readonly Choice[]) =>
  (text: string): Choice | undefined =>
    choices.find((choice) => choice === text);

/** What the URL gives for `key`; where `read` makes nothing of it, `undefined`, which takes the word's place. */
export function pickChoice<Key extends string, Choice extends string>(
  search: Readonly<Record<string, unknown>>,
  key: Key,
  read: (text: string) => Choice | undefined,
): { readonly [K in Key]?: Choice | undefined } {
  const found: { [K in Key]?: Choice | undefined } = {};
  const value = search[key];
  if (value !== undefined && value !== '') found[key] = read(String(value));
  return found;
}
