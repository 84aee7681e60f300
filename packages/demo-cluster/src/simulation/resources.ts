/** Amounts by resource name, in base units (cores, bytes, devices). */
export type Amounts = Readonly<Record<string, number>>;

const FACTORS: Readonly<Record<string, number>> = {
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** Kubernetes quantities as numbers; what is no quantity counts as nothing. */
export function amountsOf(quantities: Readonly<Record<string, string>>): Amounts {
  const amounts: Record<string, number> = {};
  for (const [name, text] of Object.entries(quantities)) {
    const [, digits, suffix = ''] = /^([\d.]+)([a-zA-Z]*)$/.exec(text) ?? [];
    amounts[name] = Number(digits ?? 0) * (FACTORS[suffix] ?? 0);
  }
  return amounts;
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
