import { z } from 'zod';
import { plainDocument } from './codecs/plainDocument.ts';
import { Refusal } from './codecs/report.ts';
import type { JsonObject } from './json.ts';
import { queryPanelSchemas } from './kinds/index.ts';
import * as limits from './limits.ts';
import {
  base,
  Colour,
  Expression,
  isUnique,
  type ModelOf,
  Short,
  textOf,
  Value,
  VariableName,
  Words,
} from './schemaParts.ts';
import { dashboardText } from './texts.ts';

// The one declaration of dashboards: `model.ts` has the types of what these schemas accept.

const Text = z.strictObject({
  ...base,
  kind: z.literal('text'),
  content: textOf(limits.MAX_CONTENT_LENGTH),
  format: z.enum(['markdown', 'html', 'plain']),
});

/** A heading that folds the panels of its row away. */
const Row = z.strictObject({ ...base, kind: z.literal('row'), collapsed: z.boolean() });

/** A panel of another program that the console can't draw: it keeps its place, and comes back on export. */
const Unsupported = z.strictObject({
  ...base,
  kind: z.literal('unsupported'),
  /** What the other program calls this kind of panel. */
  type: Short,
});

/** One panel of a dashboard. */
export const PanelSchema = z.discriminatedUnion('kind', [...queryPanelSchemas, Text, Row, Unsupported]);

const variable = {
  /** Unique in the dashboard: letters, digits and `_`. */
  name: VariableName,
  label: z.exactOptional(Words),
  hidden: z.exactOptional(z.enum(['label', 'variable'])),
};
/** What is chosen until a person chooses. */
const selected = z.exactOptional(z.array(Value).check(z.maxLength(limits.MAX_VALUES)));
const choice = {
  ...variable,
  multi: z.exactOptional(z.boolean()),
  includeAll: z.exactOptional(z.boolean()),
  /** What stands in queries for all values, as it is; any of the values without it. */
  allValue: z.exactOptional(Value),
  selected,
};

const VariableSort = z.enum([
  ...(['none', 'alphabetical', 'alphabeticalDescending', 'numerical', 'numericalDescending'] as const),
  ...(['caseInsensitive', 'caseInsensitiveDescending', 'natural', 'naturalDescending'] as const),
]);

/** Values from Prometheus: `label_values(…)`, `query_result(…)`, `metrics(…)`, `label_names()`. */
const QueryVariable = z.strictObject({
  ...choice,
  kind: z.literal('query'),
  query: Expression,
  regex: z.exactOptional(Short),
  sort: z.exactOptional(VariableSort),
});

const VariableOption = z.strictObject({ text: Value, value: Value });

const CustomVariable = z.strictObject({
  ...choice,
  kind: z.literal('custom'),
  options: z.array(VariableOption).check(z.maxLength(limits.MAX_VALUES)),
});

const IntervalVariable = z.strictObject({
  ...variable,
  kind: z.literal('interval'),
  /** Durations to choose from. */
  values: z.array(Short).check(z.maxLength(limits.MAX_INTERVALS)),
  /** Offers a duration that makes about `steps` of the range, and is no shorter than `least`. */
  auto: z.exactOptional(
    z.strictObject({ steps: z.int().check(z.gte(1), z.lte(limits.MAX_INTERVAL_STEPS)), least: Short }),
  ),
  selected,
});

/** Which Prometheus: the cluster's own here, kept for other programs. */
const DatasourceVariable = z.strictObject({
  ...variable,
  kind: z.literal('datasource'),
  type: Short,
  regex: z.exactOptional(Short),
  selected,
});

const VariableSchema = z.discriminatedUnion('kind', [
  QueryVariable,
  CustomVariable,
  z.strictObject({ ...variable, kind: z.literal('constant'), value: Value }),
  IntervalVariable,
  DatasourceVariable,
  z.strictObject({ ...variable, kind: z.literal('textbox'), value: Value }),
  // One of another program that the console can't fill (e.g. ad-hoc filters); kept for export.
  z.strictObject({ ...variable, kind: z.literal('unsupported'), type: Short }),
]);

/** Events from Prometheus, marked on all time series: where `expr` begins to have samples other than 0. */
const AnnotationSchema = z.strictObject({
  name: Short,
  enabled: z.boolean(),
  expr: Expression,
  step: z.exactOptional(Short),
  title: z.exactOptional(Short),
  text: z.exactOptional(Short),
  colour: z.exactOptional(Colour),
});

/** A file within the limits of import, so that what is kept can be exported again; one far too deep ends no stack. */
const Document = z
  .custom<JsonObject>()
  .check((context) => {
    try {
      plainDocument(context.value);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const message = dashboardText(error.code, error.params, 'en');
      context.issues.push({ code: 'custom', message, input: context.value });
    }
  })
  .meta({ type: 'object' });

const DashboardFormat = z.enum(['kubesphere-v1alpha1', 'kubesphere-v1alpha2', 'grafana']);

/** The console's own JSON form of a dashboard, as it is stored, sent and edited. */
export const DashboardSchema = z.strictObject({
  /** A Kubernetes name (DNS-1123 subdomain). */
  id: z
    .string()
    .check(
      z.maxLength(253),
      z.regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'must be lower-case letters, digits, "-" and "."'),
    ),
  title: Words,
  description: z.exactOptional(Words),
  tags: z.exactOptional(z.array(Short).check(z.maxLength(limits.MAX_TAGS))),
  /** `now-15m` and the like, or ISO times. */
  time: z.exactOptional(z.strictObject({ from: Short, to: Short })),
  /** How often to ask again, as a duration; never without it. */
  refresh: z.exactOptional(Short),
  editable: z.exactOptional(z.boolean()),
  /** The pointer's time shows on all charts. */
  sharedCrosshair: z.exactOptional(z.boolean()),
  variables: z.array(VariableSchema).check(
    z.maxLength(limits.MAX_VARIABLES),
    z.refine((all) => isUnique(all.map(({ name }) => name)), 'names must differ'),
  ),
  annotations: z.exactOptional(z.array(AnnotationSchema).check(z.maxLength(limits.MAX_ANNOTATIONS))),
  /** In reading order. */
  panels: z.array(PanelSchema).check(
    z.maxLength(limits.MAX_PANELS),
    z.refine((all) => isUnique(all.map(({ id }) => id)), 'ids must differ'),
  ),
  /** The file a dashboard was imported from, untouched: what the model does not hold comes back from here on export. */
  origin: z.exactOptional(z.strictObject({ format: DashboardFormat, document: Document })),
});

export type TextPanel = ModelOf<typeof Text>;
export type RowPanel = ModelOf<typeof Row>;
export type DashboardPanel = ModelOf<typeof PanelSchema>;
export type VariableSort = ModelOf<typeof VariableSort>;
export type QueryVariable = ModelOf<typeof QueryVariable>;
export type VariableOption = ModelOf<typeof VariableOption>;
export type CustomVariable = ModelOf<typeof CustomVariable>;
export type IntervalVariable = ModelOf<typeof IntervalVariable>;
export type DatasourceVariable = ModelOf<typeof DatasourceVariable>;
export type Variable = ModelOf<typeof VariableSchema>;
export type Annotation = ModelOf<typeof AnnotationSchema>;
export type DashboardFormat = ModelOf<typeof DashboardFormat>;
export type Dashboard = ModelOf<typeof DashboardSchema>;
