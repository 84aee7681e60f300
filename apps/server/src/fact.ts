/** What was read, or why it could not be, in the words of the one that refused. */
export type Fact<T> = { readonly value: T } | { readonly unknown: string };

export function known<T>(value: T): Fact<T> {
  return { value };
}

export function unavailable<T>(reason: string): Fact<T> {
  return { unknown: reason };
}

export function isKnown<T>(fact: Fact<T>): fact is { readonly value: T } {
  return 'value' in fact;
}

export function mapKnown<T, R>(fact: Fact<T>, map: (value: T) => R): Fact<R> {
  return isKnown(fact) ? known(map(fact.value)) : fact;
}

/** A list as the contract's `partOf` has it. */
export function toPart<T>(fact: Fact<readonly T[]>): { items: T[] | null; problem: string | null } {
  return isKnown(fact) ? { items: [...fact.value], problem: null } : { items: null, problem: fact.unknown };
}

/** Asks; a failure is its reason. */
export async function attempt<T>(ask: () => Promise<T>): Promise<Fact<T>> {
  try {
    return known(await ask());
  } catch (error) {
    return unavailable(error instanceof Error ? error.message : String(error));
  }
}
