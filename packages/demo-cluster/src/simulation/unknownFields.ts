/** Readers for objects that users wrote: a field of another shape than expected reads as absent. */

export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The entries that are text; numbers in quantities count as text too. */
export function textsOf(value: unknown): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [key, item] of Object.entries(fieldsOf(value))) {
    if (typeof item === 'string' || typeof item === 'number') texts[key] = String(item);
  }
  return texts;
}

export function textListOf(value: unknown): string[] {
  return listOf(value).filter((item) => typeof item === 'string');
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
