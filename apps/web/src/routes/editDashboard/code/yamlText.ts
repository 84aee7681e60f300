import { documentText, plainDocument } from '@gpu-console/shared/dashboards/document';

const FIRST = ['id', 'name', 'title', 'kind'];

/** A value as the text that people edit: what a thing is comes first. */
export function yamlText(value: object): string {
  return documentText(plainDocument(namesFirst(value)), 'yaml');
}

function namesFirst(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(namesFirst);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, namesFirst(child)] as const);
  const rank = ([key]: readonly [string, unknown]) => {
    const index = FIRST.indexOf(key);
    return index < 0 ? FIRST.length : index;
  };
  return Object.fromEntries(entries.sort((a, b) => rank(a) - rank(b)));
}
