import { MAX_PATTERN_WORK, MAX_VALUES, MAX_VARIABLE_DEPTH } from '../limits.ts';
import { ALL_VALUES, type QueryVariable, type Variable, type VariableOption } from '../model.ts';
import { autoInterval } from './autoInterval.ts';
import { dependenciesOf, inOrder, type Order } from './dependencies.ts';
import { interpolateQuery, type VariableValue } from './interpolateQuery.ts';
import { filterValues } from './regexFilter.ts';
import { sortOptions } from './sortOptions.ts';
import type { VariableProblem } from './variableProblem.ts';
import { readVariableQuery, type VariableQuery } from './variableQuery.ts';

/** A variable with all that can be chosen, and what is. */
export interface ResolvedVariable extends VariableValue {
  readonly variable: Variable;
  readonly options: readonly VariableOption[];
  readonly all: boolean;
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

/** Of the same variables, asked for again with every answer. */
const orders = new WeakMap<readonly Variable[], Order>();

function orderOf(variables: readonly Variable[]): Order {
  const order = orders.get(variables) ?? inOrder(variables);
  orders.set(variables, order);
  return order;
}

/** The key of a query among the answers. */
export function questionOf(query: VariableQuery): string {
  return JSON.stringify(query);
}

/**
 * As many variables as the answers so far resolve, in the order in which they build on each other. Ask what is needed,
 * add the answers, call again, until nothing is needed.
 */
export function resolveVariables(input: VariableInput): Resolution {
  const { order, cyclic, tooDeep } = orderOf(input.variables);
  const resolved = new Map<string, ResolvedVariable>();
  const needed: { name: string; query: VariableQuery }[] = [];
  const names = cyclic.map(({ name }) => name).join(', ');
  const problems: VariableProblem[] = [
    ...cyclic.map(({ name }) => ({ name, code: 'variable.cycle' as const, params: { names } })),
    ...tooDeep.map(({ name }) => ({
      name,
      code: 'variable.depth' as const,
      params: { name, limit: String(MAX_VARIABLE_DEPTH) },
    })),
  ];
  let left = MAX_PATTERN_WORK;
  const missing = new Set([...cyclic, ...tooDeep].map(({ name }) => name));
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
    const { options, error, work } = answered(variable, answer, left);
    left -= work;
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
  if (problem !== undefined) {
    const { variable: of, value } = problem;
    const code = problem.code === 'query.tooLong' ? problem.code : 'variable.value';
    return { name, code, params: { variable: of, value } };
  }
  const query = readVariableQuery(expr);
  return query === undefined
    ? { name, code: 'variable.query', params: { query: variable.query.slice(0, 200) } }
    : { query };
}

interface Answered {
  readonly options: readonly VariableOption[];
  readonly error?: string;
  /** Of its pattern. */
  readonly work: number;
}

/** What answers came to: variables are resolved anew with each further answer, and filtering long lists takes long. */
const seen = new WeakMap<readonly string[], Map<string, Answered>>();

function answered({ regex, sort }: QueryVariable, answer: readonly string[], maxWork: number): Answered {
  const known = seen.get(answer) ?? new Map<string, Answered>();
  seen.set(answer, known);
  const key = JSON.stringify([regex, sort]);
  const before = known.get(key);
  if (before !== undefined) return { ...before, work: 0 };
  const found = filteredAnswer({ regex, sort }, answer.slice(0, MAX_VALUES), maxWork);
  known.set(key, found);
  return found;
}

function filteredAnswer(
  { regex, sort }: { regex: string | undefined; sort: QueryVariable['sort'] | undefined },
  answer: readonly string[],
  maxWork: number,
): Answered {
  const filtered = regex === undefined ? undefined : filterValues(regex, answer, maxWork);
  const work = filtered?.work ?? 0;
  if (filtered !== undefined && 'error' in filtered) return { options: [], error: filtered.error, work };
  const found = filtered?.options ?? answer.map((value) => ({ text: value, value }));
  const distinct = [...new Map(found.map((option) => [option.value, option])).values()];
  return { options: sortOptions(distinct, sort), work };
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
  const known = optionsWith(options, wants);
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

/** The options of these values, in the values' order. */
function optionsWith(
  options: readonly VariableOption[],
  values: readonly string[],
): readonly VariableOption[] {
  if (values.length <= 1) return values.flatMap((value) => options.find((one) => one.value === value) ?? []);
  const byValue = new Map(options.toReversed().map((option) => [option.value, option]));
  return values.flatMap((value) => byValue.get(value) ?? []);
}

function durationOf(value: string, { auto }: Extract<Variable, { kind: 'interval' }>, range: number): string {
  return value === 'auto' && auto !== undefined ? autoInterval(range, auto.steps, auto.least) : value;
}
