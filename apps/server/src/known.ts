/** What was read, or why it could not be, in the words of the one that refused. */
export type Known<T> = { readonly value: T } | { readonly unknown: string };

export function known<T>(value: T): Known<T> {
  return { value };
}

export function unknown<T>(reason: string): Known<T> {
  return { unknown: reason };
}

export function isKnown<T>(fact: Known<T>): fact is { readonly value: T } {
  return 'value' in fact;
}

export function mapKnown<T, R>(fact: Known<T>, map: (value: T) => R): Known<R> {
  return isKnown(fact) ? known(map(fact.value)) : fact;
}

/** Asks; a failure is its reason. */
export async function attempt<T>(ask: () => Promise<T>): Promise<Known<T>> {
  try {
    return known(await ask());
  } catch (error) {
    return unknown(error instanceof Error ? error.message : String(error));
  }
}
