/**
 * Prometheus' functions (promql/parser/functions.go of v0.316.0), save those whose series no matcher of the query limits:
 * `info` goes and gets others.
 */
export const FUNCTIONS: ReadonlySet<string> = new Set([
  ...[
    'abs',
    'absent',
    'absent_over_time',
    'acos',
    'acosh',
    'asin',
    'asinh',
    'atan',
    'atanh',
    'avg_over_time',
  ],
  ...['ceil', 'changes', 'clamp', 'clamp_max', 'clamp_min', 'cos', 'cosh', 'count_over_time', 'day_of_month'],
  ...['day_of_week', 'day_of_year', 'days_in_month', 'deg', 'delta', 'deriv', 'double_exponential_smoothing'],
  ...['end', 'exp', 'first_over_time', 'floor', 'histogram_avg', 'histogram_count', 'histogram_fraction'],
  ...[
    'histogram_quantile',
    'histogram_quantiles',
    'histogram_stddev',
    'histogram_stdvar',
    'histogram_sum',
    'hour',
  ],
  ...['idelta', 'increase', 'irate', 'label_join', 'label_replace', 'last_over_time', 'ln', 'log10', 'log2'],
  ...['mad_over_time', 'max_over_time', 'min_over_time', 'minute', 'month', 'pi', 'predict_linear'],
  ...[
    'present_over_time',
    'quantile_over_time',
    'rad',
    'range',
    'rate',
    'resets',
    'round',
    'scalar',
    'sgn',
    'sin',
  ],
  ...['sinh', 'sort', 'sort_by_label', 'sort_by_label_desc', 'sort_desc', 'sqrt', 'start', 'start_timestamp'],
  ...['stddev_over_time', 'stdvar_over_time', 'step', 'sum_over_time', 'tan', 'tanh', 'time', 'timestamp'],
  ...[
    'ts_of_first_over_time',
    'ts_of_last_over_time',
    'ts_of_max_over_time',
    'ts_of_min_over_time',
    'vector',
    'year',
  ],
]);

/** Functions that answer otherwise for a selector than for an expression of the same series. */
export const FUNCTIONS_OF_SELECTORS: ReadonlySet<string> = new Set([
  'absent',
  'timestamp',
  'start_timestamp',
]);

export const AGGREGATIONS: ReadonlySet<string> = new Set([
  ...['avg', 'bottomk', 'count', 'count_values', 'group', 'limit_ratio', 'limitk', 'max', 'min', 'quantile'],
  ...['stddev', 'stdvar', 'sum', 'topk'],
]);

/** What Prometheus' lexer may take for something else than a metric's name (`key` in promql/parser/lex.go). */
export const KEYWORDS: ReadonlySet<string> = new Set([
  ...AGGREGATIONS,
  ...['and', 'or', 'unless', 'atan2', 'offset', 'smoothed', 'anchored', 'by', 'without', 'on', 'ignoring'],
  ...[
    'group_left',
    'group_right',
    'fill',
    'fill_left',
    'fill_right',
    'bool',
    'start',
    'end',
    'step',
    'range',
  ],
  ...['max_of', 'min_of', 'inf', 'nan'],
]);

/** Operators by the grammar's name for them. */
export const OPERATORS: ReadonlyMap<string, string> = new Map([
  ...(['Add', 'Sub', 'Mul', 'Div', 'Mod', 'Pow'] as const).map(
    (name, index) => [name, '+-*/%^'.charAt(index)] as const,
  ),
  ['Eql', '=='],
  ['Neq', '!='],
  ['Lss', '<'],
  ['Lte', '<='],
  ['Gtr', '>'],
  ['Gte', '>='],
  ['TrimUpper', '</'],
  ['TrimLower', '>/'],
  ['Atan2', 'atan2'],
  ['And', 'and'],
  ['Or', 'or'],
  ['Unless', 'unless'],
]);

export const MATCH_OPERATORS = {
  EqlSingle: '=',
  Neq: '!=',
  EqlRegex: '=~',
  NeqRegex: '!~',
} as const;

/** Words that say how two sides match or what is grouped, by the grammar's name for them. */
export const CLAUSES: ReadonlyMap<string, string> = new Map([
  ['Bool', 'bool'],
  ['By', 'by'],
  ['Without', 'without'],
  ['On', 'on'],
  ['Ignoring', 'ignoring'],
  ['GroupLeft', 'group_left'],
  ['GroupRight', 'group_right'],
  ['Fill', 'fill'],
  ['FillLeft', 'fill_left'],
  ['FillRight', 'fill_right'],
]);
