import { referencesIn } from '../../promql/index.ts';
import { MAX_VARIABLE_DEPTH } from '../limits.ts';
import type { Variable } from '../model.ts';

/** The names of variables that a variable's own definition refers to. */
export function dependenciesOf(variable: Variable): readonly string[] {
  if (variable.kind !== 'query') return [];
  const { query, regex = '' } = variable;
  const names = referencesIn(`${query} ${regex}`).map(({ name }) => name);
  return [...new Set(names)].filter((name) => !name.startsWith('__'));
}

export interface Order {
  /** Each comes after those it refers to. */
  readonly order: readonly Variable[];
  /** Those that wait for each other in vain. */
  readonly cyclic: readonly Variable[];
  /** Those that build on more levels of others than anybody waits for. */
  readonly tooDeep: readonly Variable[];
}

/** Orders variables by what they refer to. */
export function inOrder(variables: readonly Variable[]): Order {
  const known = new Set(variables.map(({ name }) => name));
  const waits = new Map(
    variables.map((variable) => [variable.name, dependenciesOf(variable).filter((name) => known.has(name))]),
  );
  const placed = new Set<string>();
  const order: Variable[] = [];
  const tooDeep: Variable[] = [];
  let waiting = variables;
  for (let depth = 1; ; depth += 1) {
    const ready = waiting.filter(({ name }) => (waits.get(name) ?? []).every((one) => placed.has(one)));
    if (ready.length === 0) return { order, cyclic: waiting, tooDeep };
    for (const { name } of ready) placed.add(name);
    const into = depth > MAX_VARIABLE_DEPTH ? tooDeep : order;
    into.push(...ready);
    waiting = waiting.filter(({ name }) => !placed.has(name));
  }
}
