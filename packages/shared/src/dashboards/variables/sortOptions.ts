import type { VariableOption, VariableSort } from '../model.ts';

type Comparison = (a: string, b: string) => number;

const alphabetical: Comparison = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const caseInsensitive: Comparison = (a, b) => alphabetical(a.toLowerCase(), b.toLowerCase());
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** By the first number in each; what has none comes first. */
const numerical: Comparison = (a, b) => firstNumber(a) - firstNumber(b) || alphabetical(a, b);

function firstNumber(text: string): number {
  const digits = /-?\d+(\.\d+)?/.exec(text)?.[0];
  return digits === undefined ? Number.MIN_SAFE_INTEGER : Number(digits);
}

const reversed =
  (comparison: Comparison): Comparison =>
  (a, b) =>
    comparison(b, a);

const COMPARISONS: Readonly<Record<Exclude<VariableSort, 'none'>, Comparison>> = {
  alphabetical,
  alphabeticalDescending: reversed(alphabetical),
  numerical,
  numericalDescending: reversed(numerical),
  caseInsensitive,
  caseInsensitiveDescending: reversed(caseInsensitive),
  natural: collator.compare,
  naturalDescending: reversed(collator.compare),
};

/** The options in the order that the variable asks for, by what people read. */
export function sortOptions(
  options: readonly VariableOption[],
  sort: VariableSort = 'none',
): readonly VariableOption[] {
  if (sort === 'none') return options;
  const comparison = COMPARISONS[sort];
  return [...options].sort((a, b) => comparison(a.text, b.text));
}
