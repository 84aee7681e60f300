import { referencesIn } from '../../promql/index.ts';
import type { Variable } from '../model.ts';

/** The names of variables that a variable's own definition refers to. */
export function dependenciesOf(variable: Variable): readonly string[] {
  if (variable.kind !== 'query') return [];
  const { query, regex = '' } = variable;
  const names = referencesIn(`${query} ${regex}`).map(({ name }) => name);
  return [...new Set(names)].filter((name) => !name.startsWith('__'));
}

/** Variables in an order in which each comes after those it refers to, and those that wait for each other in vain. */
export function inOrder(variables: readonly Variable[]): {
  readonly order: readonly Variable[];
  readonly cyclic: readonly Variable[];
} {
  const known = new Set(variables.map(({ name }) => name));
  const placed = new Set<string>();
  const order: Variable[] = [];
  let waiting = variables;
  for (;;) {
    const ready = waiting.filter((variable) =>
      dependenciesOf(variable).every((name) => !known.has(name) || placed.has(name)),
    );
    if (ready.length === 0) return { order, cyclic: waiting };
    for (const variable of ready) placed.add(variable.name);
    order.push(...ready);
    waiting = waiting.filter((variable) => !placed.has(variable.name));
  }
}
