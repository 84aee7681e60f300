import { promqlString } from '../../metrics/index.ts';

/** `text` as a regular expression (RE2) that matches exactly itself. */
function literalPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** `a`, or `(a|b)`: any of the values in a regular expression. */
export function anyOf(values: readonly string[]): string {
  const patterns = values.map(literalPattern);
  return patterns.length === 1 ? patterns.join('') : `(${patterns.join('|')})`;
}

const FORMATS: Readonly<Record<string, (values: readonly string[], name: string) => string>> = {
  regex: (values) => anyOf(values),
  pipe: (values) => values.join('|'),
  csv: (values) => values.join(','),
  raw: (values) => values.join(','),
  glob: (values) => (values.length === 1 ? values.join('') : `{${values.join(',')}}`),
  distributed: (values, name) =>
    values.map((value, index) => (index === 0 ? value : `${name}=${value}`)).join(','),
  doublequote: (values) => values.map(promqlString).join(','),
  singlequote: (values) =>
    values
      .map((value) => `'${promqlString(value).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`)
      .join(','),
  json: (values) => JSON.stringify(values.length === 1 ? values[0] : values),
  queryparam: (values, name) => values.map((value) => `var-${name}=${encodeURIComponent(value)}`).join('&'),
  percentencode: (values) => values.map(encodeURIComponent).join(','),
  text: (values) => values.join(' + '),
};

/** Formats that write each value as a PromQL string of its own. */
export const QUOTING: ReadonlySet<string> = new Set(['doublequote', 'singlequote']);

/** The values as `${name:format}` writes them (Grafana's advanced formats); undefined for a format that is none. */
export function formatValues(values: readonly string[], name: string, format: string): string | undefined {
  return Object.hasOwn(FORMATS, format) ? FORMATS[format]?.(values, name) : undefined;
}
