import { quantities } from './quantities.ts';
import type { Shown } from './shown.ts';

/** What sums of the same floating-point numbers in another order differ by. */
const ROUNDING = 1e-9;

/** The quantities of which two places show other numbers, with what each shows. */
export function contradictions(shown: Shown): string[] {
  return quantities.flatMap(({ name, places }) => {
    const told = Object.entries(places).flatMap(([place, read]) => {
      const value = read(shown);
      return value === undefined ? [] : [[place, value] as const];
    });
    const [first] = told;
    const agree = told.every(([, value]) => first !== undefined && isSame(value, first[1]));
    return agree ? [] : [`${name}: ${told.map(([place, value]) => `${place} ${value}`).join(', ')}`];
  });
}

function isSame(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b));
}
