import { parseQuantity } from '@gpu-console/shared/kubernetes';

/** Amounts by resource name, in base units (cores, bytes, devices). */
export type Amounts = Readonly<Record<string, number>>;

/** Kubernetes quantities as numbers; what is no quantity counts as nothing. */
export function amountsOf(quantities: Readonly<Record<string, string>>): Amounts {
  return Object.fromEntries(
    Object.entries(quantities).map(([name, quantity]) => [name, parseQuantity(quantity) ?? 0]),
  );
}

export function plus(left: Amounts, right: Amounts): Amounts {
  return merged(left, right, (a, b) => a + b);
}

export function largest(left: Amounts, right: Amounts): Amounts {
  return merged(left, right, Math.max);
}

function merged(left: Amounts, right: Amounts, by: (a: number, b: number) => number): Amounts {
  const all: Record<string, number> = { ...left };
  for (const [name, amount] of Object.entries(right)) all[name] = by(all[name] ?? 0, amount);
  return all;
}
