import { z } from 'zod';
import { plainDocument } from './codecs/plainDocument.ts';
import { Refusal } from './codecs/report.ts';
import * as limits from './limits.ts';
import { type Dashboard, type DashboardPanel, GRID_COLUMNS, type JsonObject } from './model.ts';
import { dashboardText } from './texts.ts';

const UNITS = [
  ...(['ratio', 'bytes', 'bytesPerSecond', 'watts', 'joules', 'celsius'] as const),
  ...(['hertz', 'seconds', 'count', 'perSecond', 'code'] as const),
] as const;

const textOf = (most: number) => z.string().check(z.maxLength(most));
const Short = textOf(limits.MAX_LINE_LENGTH);
const Expression = textOf(limits.MAX_QUERY_LENGTH);
const Value = textOf(limits.MAX_VALUE_LENGTH);
const wordsOf = (most: number) =>
  z.union([textOf(most), z.strictObject({ en: textOf(most), 'zh-CN': textOf(most) })]);
const Words = wordsOf(limits.MAX_TEXT_LENGTH);
const Name = z.string().check(z.minLength(1), z.maxLength(limits.MAX_NAME_LENGTH));
const VariableName = z
  .string()
  .check(z.regex(/^[A-Za-z_]\w{0,99}$/, 'must be letters, digits and "_", and not begin with a digit'));
const Colour = z
  .string()
  .check(z.regex(/^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/, 'must be #rrggbb'));
const Statistic = z.enum(['last', 'first', 'min', 'max', 'mean', 'sum', 'count', 'range', 'delta']);

const Cell = z.int().check(z.gte(0), z.lte(100_000));
const Grid = z
  .strictObject({
    x: Cell.check(z.lte(GRID_COLUMNS - 1)),
    y: Cell,
    w: z.int().check(z.gte(1), z.lte(GRID_COLUMNS)),
    h: z.int().check(z.gte(1), z.lte(1000)),
  })
  .check(z.refine(({ x, w }) => x + w <= GRID_COLUMNS, `must end within the ${GRID_COLUMNS} columns`));

const Thresholds = z.union([
  z.strictObject({ warning: z.number(), critical: z.number() }),
  z.strictObject({
    steps: z
      .array(z.strictObject({ from: z.nullable(z.number()), colour: Colour }))
      .check(z.maxLength(limits.MAX_THRESHOLD_STEPS)),
    relative: z.exactOptional(z.boolean()),
  }),
]);

const Query = z.strictObject({
  id: Name,
  expr: Expression,
  legend: wordsOf(limits.MAX_LEGEND_LENGTH),
  hidden: z.exactOptional(z.boolean()),
  instant: z.exactOptional(z.boolean()),
  step: z.exactOptional(Short),
  format: z.exactOptional(z.enum(['table', 'heatmap'])),
});

const Legend = z.strictObject({
  show: z.boolean(),
  placement: z.enum(['bottom', 'right']),
  as: z.enum(['list', 'table']),
  values: z.array(Statistic).check(z.maxLength(limits.MAX_LEGEND_VALUES)),
});

const base = {
  id: Name,
  title: Words,
  help: z.exactOptional(Words),
  grid: z.exactOptional(Grid),
  row: z.exactOptional(Name),
  repeat: z.exactOptional(z.strictObject({ variable: VariableName, direction: z.enum(['across', 'down']) })),
};

const measured = {
  ...base,
  unit: z.enum(UNITS),
  scale: z.exactOptional(z.number().check(z.positive())),
  decimals: z.exactOptional(z.int().check(z.gte(0), z.lte(10))),
  min: z.exactOptional(z.number()),
  max: z.exactOptional(z.number()),
  queries: z.array(Query).check(
    z.maxLength(limits.MAX_QUERIES),
    z.refine((queries) => isUnique(queries.map(({ id }) => id)), 'ids must differ'),
  ),
  thresholds: z.exactOptional(Thresholds),
  colours: z.exactOptional(z.array(Colour).check(z.maxLength(limits.MAX_COLOURS))),
  mappings: z.exactOptional(
    z
      .array(
        z.strictObject({
          from: z.nullable(z.number()),
          to: z.nullable(z.number()),
          text: Short,
          colour: z.exactOptional(Colour),
        }),
      )
      .check(z.maxLength(limits.MAX_MAPPINGS)),
  ),
};

/** One panel of it. */
export const PanelSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...measured,
    kind: z.literal('timeseries'),
    draw: z.exactOptional(z.enum(['lines', 'bars', 'points'])),
    stacked: z.exactOptional(z.boolean()),
    fill: z.exactOptional(z.number().check(z.gte(0), z.lte(1))),
    legend: z.exactOptional(Legend),
    logarithmic: z.exactOptional(z.boolean()),
  }),
  z.strictObject({
    ...measured,
    kind: z.literal('stat'),
    reduce: Statistic,
    show: z.enum(['number', 'sparkline', 'gauge']),
    paint: z.exactOptional(z.enum(['number', 'background', 'nothing'])),
  }),
  z.strictObject({
    ...measured,
    kind: z.literal('bargauge'),
    reduce: Statistic,
    orientation: z.exactOptional(z.enum(['horizontal', 'vertical'])),
  }),
  z.strictObject({
    ...measured,
    kind: z.literal('table'),
    sort: z.exactOptional(z.strictObject({ column: Short, descending: z.boolean() })),
  }),
  z.strictObject({ ...measured, kind: z.literal('heatmap') }),
  z.strictObject({ ...measured, kind: z.literal('state-timeline'), legend: z.exactOptional(Legend) }),
  z.strictObject({
    ...base,
    kind: z.literal('text'),
    content: textOf(limits.MAX_CONTENT_LENGTH),
    format: z.enum(['markdown', 'html', 'plain']),
  }),
  z.strictObject({ ...base, kind: z.literal('row'), collapsed: z.boolean() }),
  z.strictObject({ ...base, kind: z.literal('unsupported'), type: Short }),
]) satisfies z.ZodType<DashboardPanel>;

const variable = {
  name: VariableName,
  label: z.exactOptional(Words),
  hidden: z.exactOptional(z.enum(['label', 'variable'])),
};
const selected = z.exactOptional(z.array(Value).check(z.maxLength(limits.MAX_VALUES)));
const choice = {
  ...variable,
  multi: z.exactOptional(z.boolean()),
  includeAll: z.exactOptional(z.boolean()),
  allValue: z.exactOptional(Value),
  selected,
};

const Variable = z.discriminatedUnion('kind', [
  z.strictObject({
    ...choice,
    kind: z.literal('query'),
    query: Expression,
    regex: z.exactOptional(Short),
    sort: z.exactOptional(
      z.enum([
        ...(['none', 'alphabetical', 'alphabeticalDescending', 'numerical', 'numericalDescending'] as const),
        ...(['caseInsensitive', 'caseInsensitiveDescending', 'natural', 'naturalDescending'] as const),
      ]),
    ),
  }),
  z.strictObject({
    ...choice,
    kind: z.literal('custom'),
    options: z.array(z.strictObject({ text: Value, value: Value })).check(z.maxLength(limits.MAX_VALUES)),
  }),
  z.strictObject({ ...variable, kind: z.literal('constant'), value: Value }),
  z.strictObject({
    ...variable,
    kind: z.literal('interval'),
    values: z.array(Short).check(z.maxLength(limits.MAX_INTERVALS)),
    auto: z.exactOptional(
      z.strictObject({
        steps: z.int().check(z.gte(1), z.lte(limits.MAX_INTERVAL_STEPS)),
        least: Short,
      }),
    ),
    selected,
  }),
  z.strictObject({
    ...variable,
    kind: z.literal('datasource'),
    type: Short,
    regex: z.exactOptional(Short),
    selected,
  }),
  z.strictObject({ ...variable, kind: z.literal('textbox'), value: Value }),
  z.strictObject({ ...variable, kind: z.literal('unsupported'), type: Short }),
]);

const Annotation = z.strictObject({
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

const isUnique = (names: readonly string[]) => new Set(names).size === names.length;

/** The console's own JSON form of a dashboard, as it is stored, sent and edited. */
export const DashboardSchema = z.strictObject({
  id: z
    .string()
    .check(
      z.maxLength(253),
      z.regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'must be lower-case letters, digits, "-" and "."'),
    ),
  title: Words,
  description: z.exactOptional(Words),
  tags: z.exactOptional(z.array(Short).check(z.maxLength(limits.MAX_TAGS))),
  time: z.exactOptional(z.strictObject({ from: Short, to: Short })),
  refresh: z.exactOptional(Short),
  editable: z.exactOptional(z.boolean()),
  sharedCrosshair: z.exactOptional(z.boolean()),
  variables: z.array(Variable).check(
    z.maxLength(limits.MAX_VARIABLES),
    z.refine((all) => isUnique(all.map(({ name }) => name)), 'names must differ'),
  ),
  annotations: z.exactOptional(z.array(Annotation).check(z.maxLength(limits.MAX_ANNOTATIONS))),
  panels: z.array(PanelSchema).check(
    z.maxLength(limits.MAX_PANELS),
    z.refine((all) => isUnique(all.map(({ id }) => id)), 'ids must differ'),
  ),
  origin: z.exactOptional(
    z.strictObject({
      format: z.enum(['kubesphere-v1alpha1', 'kubesphere-v1alpha2', 'grafana']),
      document: Document,
    }),
  ),
}) satisfies z.ZodType<Dashboard>;
