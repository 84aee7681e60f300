/** A place in a text where a variable's value goes. */
export interface Reference {
  readonly name: string;
  /** How the value is to be written there; undefined where the place itself says. */
  readonly format: string | undefined;
  readonly from: number;
  readonly to: number;
}

/**
 * `$name`, `${name}`, `${name:format}`, `[[name]]`, `[[name:format]]`. Fields and formats are short: without an end to them,
 * a text of many openings and no closing takes time that grows with its square.
 */
const REFERENCE =
  /\$(\w+)|\$\{(\w+)(?:\.[^:^}]{1,200})?(?::([^}]{0,200}))?\}|\[\[(\w+)(?::(\w{1,200}))?\]\]/g;

/** Where a text refers to variables, Grafana's own (`$__interval`) included; `$1` in a replacement is none. */
export function referencesIn(text: string): readonly Reference[] {
  return [...text.matchAll(REFERENCE)].flatMap((match) => {
    const name = match[1] ?? match[2] ?? match[4] ?? '';
    if (!/^[A-Za-z_]/.test(name)) return [];
    const from = match.index;
    return [{ name, format: match[3] ?? match[5], from, to: from + match[0].length }];
  });
}
