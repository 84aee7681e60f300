import { z } from 'zod';
import { GRID_COLUMNS } from './grid.ts';
import * as limits from './limits.ts';

const UNITS = [
  ...(['ratio', 'bytes', 'bytesPerSecond', 'watts', 'joules', 'celsius'] as const),
  ...(['hertz', 'seconds', 'count', 'perSecond', 'code'] as const),
] as const;

export const textOf = (maxLength: number) => z.string().check(z.maxLength(maxLength));
export const Short = textOf(limits.MAX_LINE_LENGTH);
export const Expression = textOf(limits.MAX_QUERY_LENGTH);
export const Value = textOf(limits.MAX_VALUE_LENGTH);
const wordsOf = (maxLength: number) =>
  z.union([textOf(maxLength), z.strictObject({ en: textOf(maxLength), 'zh-CN': textOf(maxLength) })]);
/** What people read: in every language, or as one person wrote it. */
export const Words = wordsOf(limits.MAX_TEXT_LENGTH);
export const Name = z.string().check(z.minLength(1), z.maxLength(limits.MAX_NAME_LENGTH));
/** Letters, digits and `_`. */
export const VariableName = z
  .string()
  .check(z.regex(/^[A-Za-z_]\w{0,99}$/, 'must be letters, digits and "_", and not begin with a digit'));
/** A colour as `#rgb`, `#rrggbb` or `#rrggbbaa`. */
export const Colour = z
  .string()
  .check(z.regex(/^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/, 'must be #rrggbb'));
export const STATISTICS = [
  ...(['last', 'first', 'min', 'max', 'mean', 'sum', 'count', 'range', 'delta'] as const),
] as const;
/** How the values of a series over the range become one. */
export const Statistic = z.enum(STATISTICS);

export const isUnique = (names: readonly string[]) => new Set(names).size === names.length;

const Cell = z.int().check(z.gte(0), z.lte(100_000));
/** Where a panel stands: in columns and rows of the grid, from its top left. */
const Grid = z
  .strictObject({
    x: Cell.check(z.lte(GRID_COLUMNS - 1)),
    y: Cell,
    w: z.int().check(z.gte(1), z.lte(GRID_COLUMNS)),
    h: z.int().check(z.gte(1), z.lte(1000)),
  })
  .check(z.refine(({ x, w }) => x + w <= GRID_COLUMNS, `must end within the ${GRID_COLUMNS} columns`));

export const ThresholdStep = z.strictObject({
  /** From this value on; null for the first step, which has no lower end. */
  from: z.nullable(z.number()),
  colour: Colour,
});

/**
 * Where values begin to matter, in the panel's base unit: the console's own two levels, or any number of steps.
 * `relative` steps are shares (0–1) of the way from the panel's `min` to its `max`.
 */
export const Thresholds = z.union([
  z.strictObject({ warning: z.number(), critical: z.number() }),
  z.strictObject({
    steps: z.array(ThresholdStep).check(z.maxLength(limits.MAX_THRESHOLD_STEPS)),
    relative: z.exactOptional(z.boolean()),
  }),
]);

/** A value that reads as a text: one value (before scaling), or a range of them; null for an open end. */
export const ValueMapping = z.strictObject({
  from: z.nullable(z.number()),
  to: z.nullable(z.number()),
  text: Short,
  colour: z.exactOptional(Colour),
});

export const Legend = z.strictObject({
  show: z.boolean(),
  placement: z.enum(['bottom', 'right']),
  as: z.enum(['list', 'table']),
  values: z.array(Statistic).check(z.maxLength(limits.MAX_LEGEND_VALUES)),
});

/** What all panels have. */
export const base = {
  /** Unique in the dashboard. */
  id: Name,
  title: Words,
  help: z.exactOptional(Words),
  /** Without it a panel takes the next free place. */
  grid: z.exactOptional(Grid),
  /** The row it folds away with. */
  row: z.exactOptional(Name),
  /** One panel per chosen value of a variable. */
  repeat: z.exactOptional(z.strictObject({ variable: VariableName, direction: z.enum(['across', 'down']) })),
};

export const query = {
  id: Name,
  /** PromQL; `$__rate_interval` and `$__range` stand for what fits the range and step shown. */
  expr: Expression,
  /** The name of its series, which may hold `{{label}}` placeholders. */
  legend: wordsOf(limits.MAX_LEGEND_LENGTH),
  /** Disabled: it stays, and is not asked. */
  hidden: z.exactOptional(z.boolean()),
  /** Asks for the values at the range's end alone. */
  instant: z.exactOptional(z.boolean()),
  /** The least step, as a Prometheus duration or a variable. */
  step: z.exactOptional(Short),
  /** What the series are for: rows of a table, or buckets of a heat map; lines without it. */
  format: z.exactOptional(z.enum(['table', 'heatmap'])),
};

/** A panel's queries, each of this form. */
export function queriesOf<T extends z.ZodType<{ id: string }>>(one: T) {
  return z.array(one).check(
    z.maxLength(limits.MAX_QUERIES),
    z.refine((queries) => isUnique(queries.map(({ id }) => id)), 'ids must differ'),
  );
}

/** What all panels that show values have in common, but for the form of their queries. */
export const values = {
  ...base,
  unit: z.enum(UNITS),
  /** What turns the queries' values into the base unit; 1 without it. */
  scale: z.exactOptional(z.number().check(z.positive())),
  /** Digits after the point, of the value as it is read; as many as fit without it. */
  decimals: z.exactOptional(z.int().check(z.gte(0), z.lte(10))),
  /** The ends of the axis or gauge, in the base unit (of ratios 0 and 1). */
  min: z.exactOptional(z.number()),
  max: z.exactOptional(z.number()),
  thresholds: z.exactOptional(Thresholds),
  /** The series' colours, in turn; the console's own without it. */
  colours: z.exactOptional(z.array(Colour).check(z.maxLength(limits.MAX_COLOURS))),
  mappings: z.exactOptional(z.array(ValueMapping).check(z.maxLength(limits.MAX_MAPPINGS))),
};

/** The same with queries as most kinds have them. */
const Query = z.strictObject(query);
export const measured = { ...values, queries: queriesOf(Query) };

const Base = z.strictObject(base);
const Measured = z.strictObject(measured);

type Immutable<T> = T extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Immutable<T[Key]> }
    : T;

/** What a schema accepts, to be read alone. */
export type ModelOf<Schema extends z.ZodType> = Immutable<z.infer<Schema>>;

export type Text = ModelOf<typeof Words>;
export type GridPosition = ModelOf<typeof Grid>;
export type Colour = ModelOf<typeof Colour>;
export type Statistic = ModelOf<typeof Statistic>;
export type Legend = ModelOf<typeof Legend>;
export type ThresholdStep = ModelOf<typeof ThresholdStep>;
export type Thresholds = ModelOf<typeof Thresholds>;
export type ValueMapping = ModelOf<typeof ValueMapping>;
export type DashboardQuery = ModelOf<typeof Query>;
export type PanelBase = ModelOf<typeof Base>;
export type MeasuredPanel = ModelOf<typeof Measured>;
