import type { JsonObject } from '../../../json.ts';
import { datasourceOf, objectAt, objectsAt, ordinal, present, textAt } from './parts.ts';

const HIDE = ['dontHide', 'hideLabel', 'hideVariable'];
const REFRESH = ['never', 'onDashboardLoad', 'onTimeRangeChanged'];
const SORT = [
  ...['disabled', 'alphabeticalAsc', 'alphabeticalDesc', 'numericalAsc', 'numericalDesc'],
  ...['alphabeticalCaseInsensitiveAsc', 'alphabeticalCaseInsensitiveDesc', 'naturalAsc', 'naturalDesc'],
];
const TYPES: Readonly<Record<string, string>> = {
  QueryVariable: 'query',
  DatasourceVariable: 'datasource',
  CustomVariable: 'custom',
  TextVariable: 'textbox',
  ConstantVariable: 'constant',
  IntervalVariable: 'interval',
  GroupByVariable: 'groupby',
  AdhocVariable: 'adhoc',
  SwitchVariable: 'switch',
};

/** A variable as the classic schema has it, under `templating.list`. */
export function classicVariable({ kind, spec: _, ...holder }: JsonObject, spec: JsonObject): JsonObject {
  const type = typeof kind === 'string' ? (TYPES[kind] ?? kind) : '';
  const { hide, refresh, sort, query, pluginId, ...rest } = spec;
  const common = present({
    ...rest,
    type,
    hide: ordinal(HIDE, hide),
    refresh: ordinal(REFRESH, refresh),
    sort: ordinal(SORT, sort),
  });
  if (type === 'datasource') return present({ ...common, ...holder, query: pluginId });
  if (type !== 'query' || typeof query !== 'object') return present({ ...common, ...holder, query });
  const asked = objectAt(spec, 'query');
  const question = objectAt(asked, 'spec');
  const legacy = textAt(question, '__legacyStringValue') ?? textAt(question, 'query');
  return present({ ...common, ...holder, query: legacy ?? question, datasource: datasourceOf(asked, spec) });
}

/** An annotation as the classic schema has it, under `annotations.list`. */
export function classicAnnotation(spec: JsonObject): JsonObject {
  const { query: _, legacyOptions: _l, builtIn, datasource: _d, ...rest } = spec;
  const query = objectAt(spec, 'query');
  return present({
    ...objectAt(spec, 'legacyOptions'),
    ...objectAt(query, 'spec'),
    ...rest,
    builtIn: builtIn === true ? 1 : undefined,
    datasource: datasourceOf(query, spec),
  });
}

/** The objects of a list of `{kind, spec}`, with their specs. */
export function partsOf(holder: JsonObject, name: string): readonly (readonly [JsonObject, JsonObject])[] {
  return objectsAt(holder, name).map((part) => [part, objectAt(part, 'spec')]);
}
