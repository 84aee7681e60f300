import { ALL_VALUES, type QueryVariable, type Variable, type VariableOption } from '../model.ts';
import { autoInterval } from './autoInterval.ts';
import { dependenciesOf, inOrder } from './dependencies.ts';
import { interpolateQuery, type VariableValue } from './interpolateQuery.ts';
import { filterValues } from './regexFilter.ts';
import { sortOptions } from './sortOptions.ts';
import { readVariableQuery, type VariableQuery } from './variableQuery.ts';

/** A variable with all that can be chosen, and what is. */
export interface ResolvedVariable extends VariableValue {
  readonly variable: Variable;
  readonly options: readonly VariableOption[];
  readonly all: boolean;
}

export interface VariableProblem {
  readonly name: string;
  readonly code: 'variable.cycle' | 'variable.query' | 'variable.regex' | 'variable.value';
  readonly params: Readonly<Record<string, string>>;
}

export interface Resolution {
  readonly resolved: ReadonlyMap<string, ResolvedVariable>;
  /** What Prometheus is to be asked before more can be resolved; nothing when all is done. */
  readonly needed: readonly { readonly name: string; readonly query: VariableQuery }[];
  readonly problems: readonly VariableProblem[];
}

export interface VariableInput {
  readonly variables: readonly Variable[];
  /** What people chose (in the URL), by name; the dashboard's own choice where there is none. */
  readonly chosen: Readonly<Record<string, readonly string[]>>;
  /** What Prometheus answered, by `questionOf` the query. */
  readonly answers: ReadonlyMap<string, readonly string[]>;
  /** What is shown, in seconds. */
  readonly range: number;
}

const MOST_OPTIONS = 10_000;

/** The key of a query among the answers. */
export function questionOf(query: VariableQuery): string {
  return JSON.stringify(query);
}

/**
 * As many variables as the answers so far resolve, in the order in which they build on each other. Ask what is needed,
 * add the answers, call again, until nothing is needed.
 */
export function resolveVariables(input: VariableInput): Resolution {
  const { order, cyclic } = inOrder(input.variables);
  const resolved = new Map<string, ResolvedVariable>();
  const needed: { name: string; query: VariableQuery }[] = [];
  const problems: VariableProblem[] = cyclic.map(({ name }) => ({
    name,
    code: 'variable.cycle',
    params: { names: cyclic.map((one) => one.name).join(', ') },
  }));
  const missing = new Set(cyclic.map(({ name }) => name));
  for (const variable of order) {
    const { name } = variable;
    if (variable.kind === 'unsupported') continue;
    if (variable.kind !== 'query') {
      resolved.set(name, chosenOf(variable, optionsOf(variable), input));
      continue;
    }
    const asked = questionFor(variable, resolved, missing);
    if ('code' in asked) problems.push(asked);
    if (!('query' in asked)) {
      missing.add(name);
      continue;
    }
    const answer = input.answers.get(questionOf(asked.query));
    if (answer === undefined) {
      needed.push({ name, query: asked.query });
      missing.add(name);
      continue;
    }
    const { options, error } = answered(variable, answer);
    if (error !== undefined) problems.push({ name, code: 'variable.regex', params: { error } });
    resolved.set(name, chosenOf(variable, options, input));
  }
  return { resolved, needed, problems };
}

function questionFor(
  variable: QueryVariable,
  resolved: ReadonlyMap<string, ResolvedVariable>,
  missing: ReadonlySet<string>,
): { readonly query: VariableQuery } | VariableProblem | { readonly waits: true } {
  const { name } = variable;
  if (dependenciesOf(variable).some((one) => missing.has(one))) return { waits: true };
  const { expr, problems } = interpolateQuery(variable.query, resolved);
  const [problem] = problems;
  if (problem !== undefined)
    return { name, code: 'variable.value', params: { variable: problem.variable, value: problem.value } };
  const query = readVariableQuery(expr);
  return query === undefined
    ? { name, code: 'variable.query', params: { query: variable.query.slice(0, 200) } }
    : { query };
}

function answered(
  { regex, sort }: QueryVariable,
  answer: readonly string[],
): { readonly options: readonly VariableOption[]; readonly error?: string } {
  const filtered = regex === undefined ? undefined : filterValues(regex, answer);
  if (filtered !== undefined && 'error' in filtered) return { options: [], error: filtered.error };
  const found = filtered?.options ?? answer.map((value) => ({ text: value, value }));
  const distinct = [...new Map(found.map((option) => [option.value, option])).values()];
  return { options: sortOptions(distinct, sort).slice(0, MOST_OPTIONS) };
}

/** What a dashboard itself says can be chosen. */
function optionsOf(
  variable: Exclude<Variable, { kind: 'query' | 'unsupported' }>,
): readonly VariableOption[] {
  const plain = (value: string) => ({ text: value, value });
  switch (variable.kind) {
    case 'custom':
      return variable.options;
    case 'constant':
    case 'textbox':
      return [plain(variable.value)];
    case 'interval':
      return [...(variable.auto === undefined ? [] : [plain('auto')]), ...variable.values.map(plain)];
    case 'datasource':
      return (variable.selected ?? []).map(plain);
  }
}

/** What is chosen, of what can be: what is no option falls back to the dashboard's choice, then to the first. */
function chosenOf(
  variable: Exclude<Variable, { kind: 'unsupported' }>,
  options: readonly VariableOption[],
  { chosen, range }: VariableInput,
): ResolvedVariable {
  const wished = Object.hasOwn(chosen, variable.name) ? chosen[variable.name] : undefined;
  if (variable.kind === 'textbox') {
    const value = wished?.[0] ?? variable.value;
    return { variable, options, all: false, values: [value], texts: [value], own: wished === undefined };
  }
  const own = variable.kind !== 'query' && variable.kind !== 'datasource';
  const selected = variable.kind === 'constant' ? undefined : variable.selected;
  const choice = variable.kind === 'query' || variable.kind === 'custom' ? variable : undefined;
  const { multi = false, includeAll = false, allValue } = choice ?? {};
  const wants = wished ?? selected ?? [];
  if (includeAll && wants.includes(ALL_VALUES)) {
    const values = options.map(({ value }) => value);
    const pattern = allValue === undefined ? {} : { pattern: allValue };
    return { variable, options, all: true, values, texts: ['*'], own, ...pattern };
  }
  const known = wants.flatMap((value) => options.find((option) => option.value === value) ?? []);
  const fallback = known.length > 0 ? known : options.slice(0, 1);
  const taken = multi ? fallback : fallback.slice(0, 1);
  return {
    variable,
    options,
    all: false,
    values: taken.map(({ value }) =>
      variable.kind === 'interval' ? durationOf(value, variable, range) : value,
    ),
    texts: taken.map(({ text }) => text),
    own,
  };
}

function durationOf(value: string, { auto }: Extract<Variable, { kind: 'interval' }>, range: number): string {
  return value === 'auto' && auto !== undefined ? autoInterval(range, auto.steps, auto.least) : value;
}
