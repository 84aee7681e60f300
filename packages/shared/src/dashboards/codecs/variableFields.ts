import type { Locale } from '../../units/index.ts';
import {
  ALL_VALUES,
  type Json,
  type JsonObject,
  type Variable,
  type VariableOption,
  type VariableSort,
} from '../model.ts';
import { isObject } from './document.ts';
import type { Fields } from './fields.ts';
import type { Findings } from './report.ts';
import { cut, inOneLanguage } from './words.ts';

/** Grafana's numbers for orders (grafana-data, VariableSort), which KubeSphere shares. */
const SORTS: readonly VariableSort[] = [
  'none',
  'alphabetical',
  'alphabeticalDescending',
  'numerical',
  'numericalDescending',
  'caseInsensitive',
  'caseInsensitiveDescending',
  'natural',
  'naturalDescending',
];

const HIDDEN = [undefined, 'label', 'variable'] as const;

/** What programs keep of a variable for themselves, or can work out again. */
const BOOKKEEPING = [
  ...[
    'datasource',
    'definition',
    'options',
    'refresh',
    'skipUrlSync',
    'index',
    'error',
    'state',
    'global',
    'id',
  ],
  ...[
    'tags',
    'tagsQuery',
    'tagValuesQuery',
    'useTags',
    'queryValue',
    'rootStateKey',
    'allFormat',
    'multiFormat',
  ],
  ...['definition', 'type', 'hide', 'label', 'sort', 'auto', 'auto_count', 'auto_min', 'regexApplyTo'],
] as const;

const isName = (name: string) => /^[A-Za-z_]\w{0,99}$/.test(name);

/** A variable of a Grafana or KubeSphere file; undefined, with the reason, for one that can't have a place in queries. */
export function readVariable(fields: Fields, findings: Findings): Variable | undefined {
  const name = fields.text('name') ?? '';
  if (!isName(name)) {
    findings.add('variable.name', { name: cut(name, 100) });
    return undefined;
  }
  const type = fields.word('type') ?? 'query';
  const label = fields.word('label');
  const hidden = HIDDEN[fields.number('hide') ?? 0];
  const base = {
    name,
    ...(label === undefined ? {} : { label }),
    ...(hidden === undefined ? {} : { hidden }),
  };
  fields.ignore(...BOOKKEEPING);
  const variable = ofType(type, fields, base);
  if (variable.kind === 'unsupported') findings.add('variable.kind', { type: variable.type });
  return variable;
}

function ofType(type: string, fields: Fields, base: Pick<Variable, 'name' | 'label' | 'hidden'>): Variable {
  const query = queryText(fields);
  const selected = selectedValues(fields);
  const selection = selected.length === 0 ? {} : { selected };
  const regex = fields.word('regex');
  switch (type) {
    case 'query': {
      const sort = SORTS[fields.number('sort') ?? 0] ?? 'none';
      return {
        ...base,
        kind: 'query',
        query,
        ...(regex === undefined ? {} : { regex }),
        ...(sort === 'none' ? {} : { sort }),
        ...choice(fields),
        ...selection,
      };
    }
    case 'custom':
      return {
        ...base,
        kind: 'custom',
        options: customOptions(fields, query),
        ...choice(fields),
        ...selection,
      };
    case 'constant':
    case 'const':
      return { ...base, kind: 'constant', value: query };
    case 'textbox':
      return { ...base, kind: 'textbox', value: selected[0] ?? query };
    case 'interval':
      return { ...base, kind: 'interval', ...intervals(fields, query), ...selection };
    case 'datasource':
      return {
        ...base,
        kind: 'datasource',
        type: query,
        ...(regex === undefined ? {} : { regex }),
        ...selection,
      };
    default:
      return { ...base, kind: 'unsupported', type };
  }
}

function choice(fields: Fields) {
  const allValue = fields.text('allValue') ?? '';
  return {
    ...(fields.flag('multi') ? { multi: true } : {}),
    ...(fields.flag('includeAll') ? { includeAll: true } : {}),
    ...(allValue === '' ? {} : { allValue }),
  };
}

/** Newer Grafana wraps a Prometheus query in an object; older KubeSphere calls it `request`. */
function queryText(fields: Fields): string {
  const query = fields.any('query') ?? fields.any('request');
  if (isObject(query)) return typeof query['query'] === 'string' ? query['query'] : '';
  return typeof query === 'string' ? query : '';
}

function optionsOf(fields: Fields): readonly (VariableOption & { readonly selected: boolean })[] {
  return fields
    .list('options')
    .filter(isObject)
    .map(({ text, value, selected }) => ({
      text: asText(text) ?? asText(value) ?? '',
      value: asText(value) ?? '',
      selected: selected === true,
    }));
}

function asText(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Grafana keeps what is chosen as `current`, KubeSphere as a mark on the options. */
function selectedValues(fields: Fields): readonly string[] {
  const value = fields.child('current').ignore('text', 'selected', 'tags', 'isNone').any('value');
  const current = (Array.isArray(value) ? value : [value]).flatMap(
    (one: Json | undefined) => asText(one) ?? [],
  );
  const chosen = current.filter((one) => one !== '');
  const found =
    chosen.length > 0
      ? chosen
      : optionsOf(fields).flatMap(({ value: one, selected }) => (selected ? [one] : []));
  return found.filter((one) => one !== '');
}

/** Grafana's `a, b\, c, Text : value`. */
function readOptionList(list: string): readonly VariableOption[] {
  const parts = list.match(/(?:\\,|[^,])+/g) ?? [];
  return parts
    .map((part) => part.replace(/\\,/g, ',').trim())
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf(' : ');
      if (at <= 0) return { text: part, value: part };
      return { text: part.slice(0, at).trim(), value: part.slice(at + 3).trim() };
    });
}

function optionList(options: readonly VariableOption[]): string {
  const escaped = (text: string) => text.replace(/,/g, '\\,');
  return options
    .map(({ text, value }) => (text === value ? escaped(value) : `${escaped(text)} : ${escaped(value)}`))
    .join(',');
}

function customOptions(fields: Fields, query: string): readonly VariableOption[] {
  const listed = readOptionList(query);
  if (listed.length > 0) return listed;
  return optionsOf(fields)
    .filter(({ value }) => value !== ALL_VALUES)
    .map(({ text, value }) => ({ text, value }));
}

function intervals(fields: Fields, query: string) {
  const listed = readOptionList(query).map(({ value }) => value);
  const values = listed.length > 0 ? listed : optionsOf(fields).map(({ value }) => value);
  const steps = Math.min(10_000, Math.max(1, Math.round(fields.number('auto_count') ?? 30)));
  const least = fields.word('auto_min') ?? '10s';
  return {
    values: values.filter((value) => value !== '' && !value.startsWith('$')),
    ...(fields.flag('auto') ? { auto: { steps, least } } : {}),
  };
}

/** The variable as Grafana or KubeSphere files have it. */
export function writeVariable(
  variable: Variable,
  program: 'grafana' | 'kubesphere',
  locale: Locale,
): JsonObject {
  const { name, label, hidden, kind } = variable;
  return {
    name,
    type: kind === 'unsupported' ? variable.type : kind,
    ...(label === undefined ? {} : { label: inOneLanguage(label, locale) }),
    ...(hidden === undefined ? {} : { hide: HIDDEN.indexOf(hidden) }),
    ...ownFields(variable),
    ...chosenFields(variable, program),
  };
}

function ownFields(variable: Variable): JsonObject {
  switch (variable.kind) {
    case 'query': {
      const { query, regex, sort } = variable;
      return {
        query,
        ...(regex === undefined ? {} : { regex }),
        ...(sort === undefined ? {} : { sort: SORTS.indexOf(sort) }),
        ...choiceFields(variable),
      };
    }
    case 'custom':
      return { query: optionList(variable.options), ...choiceFields(variable) };
    case 'constant':
    case 'textbox':
      return { query: variable.value };
    case 'interval': {
      const { values, auto } = variable;
      const automatic =
        auto === undefined ? {} : { auto: true, auto_count: auto.steps, auto_min: auto.least };
      return { query: values.join(','), ...automatic };
    }
    case 'datasource':
      return { query: variable.type, ...(variable.regex === undefined ? {} : { regex: variable.regex }) };
    case 'unsupported':
      return {};
  }
}

function choiceFields({
  multi,
  includeAll,
  allValue,
}: Extract<Variable, { kind: 'query' | 'custom' }>): JsonObject {
  return {
    ...(multi === undefined ? {} : { multi }),
    ...(includeAll === undefined ? {} : { includeAll }),
    ...(allValue === undefined ? {} : { allValue }),
  };
}

function chosenFields(variable: Variable, program: 'grafana' | 'kubesphere'): JsonObject {
  const selected = chosenValues(variable);
  if (program === 'grafana') {
    if (selected === undefined) return {};
    const textOf = (value: string) => (value === ALL_VALUES ? 'All' : value);
    const [first = ''] = selected;
    const several = 'multi' in variable && variable.multi === true;
    if (!several && selected.length === 1) return { current: { text: textOf(first), value: first } };
    return { current: { text: selected.map(textOf), value: [...selected] } };
  }
  const known = variable.kind === 'custom' ? variable.options : [];
  const others = (selected ?? []).filter((value) => !known.some((option) => option.value === value));
  const options = [
    ...known.map(({ text, value }) => ({ text, value, selected: selected?.includes(value) === true })),
    ...others.map((value) => ({ text: value, value, selected: true })),
  ];
  return options.length === 0 ? {} : { options };
}

function chosenValues(variable: Variable): readonly string[] | undefined {
  if (variable.kind === 'textbox') return variable.value === '' ? undefined : [variable.value];
  return 'selected' in variable ? variable.selected : undefined;
}
