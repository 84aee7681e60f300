/**
 * What is chosen for a dashboard's variables, in the URL as Grafana has it: `var-node=a&var-node=b`; and the annotations whose
 * switches the reader turned.
 */
export interface VariableSearch {
  readonly turned?: readonly string[] | undefined;
  readonly [key: `var-${string}`]: readonly string[] | undefined;
}

const PREFIX = 'var-';

export function parseVariables(search: Readonly<Record<string, unknown>>): VariableSearch {
  const found: { [key: `var-${string}`]: readonly string[]; turned?: readonly string[] } = {};
  const { turned } = search;
  if (Array.isArray(turned)) found.turned = turned.map(String);
  for (const [key, values] of Object.entries(search))
    if (key.startsWith(PREFIX) && Array.isArray(values))
      found[`var-${key.slice(PREFIX.length)}`] = values.map(String);
  return found;
}

/** The choices by the variable's name. */
export function chosenIn(
  search: Readonly<Record<string, unknown>>,
): Readonly<Record<string, readonly string[]>> {
  const entries = Object.entries(parseVariables(search)).flatMap(([key, values]) =>
    values === undefined || key === 'turned' ? [] : [[key.slice(PREFIX.length), values] as const],
  );
  return Object.fromEntries(entries);
}
