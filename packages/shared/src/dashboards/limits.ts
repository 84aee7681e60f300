/**
 * What one dashboard may be: far past any that people have written, and so little that no dashboard within it can block
 * or end a server or a page. Lengths of texts are in characters (UTF-16), of lists in items. docs/dashboards.md tells them.
 */

/** Of a file, of an object's dashboard, of a saved one as it is written; the file that it came from included. */
export const MAX_DASHBOARD_BYTES = 4 * 2 ** 20;

/** Titles, descriptions, help and labels, in each language. */
export const MAX_TEXT_LENGTH = 10_000;
/** Legends: each is filled in for every series. */
export const MAX_LEGEND_LENGTH = 1000;
/** Names of panels, queries and rows. */
export const MAX_NAME_LENGTH = 200;
/** Tags, durations, patterns, columns, mappings' texts, and other words of a line. */
export const MAX_LINE_LENGTH = 1000;
/** PromQL, as it is written and as it is asked once its variables are filled in (the contract's limit, too). */
export const MAX_QUERY_LENGTH = 20_000;
/** What a text panel says, before and after its variables are filled in. */
export const MAX_CONTENT_LENGTH = 200_000;
/** One value of a variable: of an option, a constant, a text box, or for all. */
export const MAX_VALUE_LENGTH = 10_000;

export const MAX_PANELS = 1000;
/** Of a panel. */
export const MAX_QUERIES = 50;
export const MAX_MAPPINGS = 1000;
/** Bits of a mask that a timeline names: as many as a 32-bit number has beside its sign. */
export const MAX_MASK_BITS = 31;
export const MAX_THRESHOLD_STEPS = 100;
export const MAX_COLOURS = 100;
export const MAX_LEGEND_VALUES = 20;
export const MAX_TAGS = 100;
export const MAX_ANNOTATIONS = 100;
export const MAX_VARIABLES = 200;
/** Values of one variable, its own or Prometheus', and how many of them are chosen. */
export const MAX_VALUES = 10_000;
/** Durations that an interval offers. */
export const MAX_INTERVALS = 100;
/** Points that an automatic interval makes of the range. */
export const MAX_INTERVAL_STEPS = 100_000;

/** How deep variables build on each other: each level waits for Prometheus' answers to the one before. */
export const MAX_VARIABLE_DEPTH = 20;
/** Copies of a panel or row, one for each value of a variable. */
export const MAX_COPIES = 50;
/** Panels on a page with all their copies. */
export const MAX_CELLS = 2000;
/**
 * What matching the variables' values against their patterns may cost in a dashboard: characters times instructions of the
 * pattern as RE2 compiles it. A second or two with the worst of patterns, far less with others.
 */
export const MAX_PATTERN_WORK = 50_000_000;

/**
 * What one dashboard's file may be: far past any that people have written, far below what could hurt.
 * Reading YAML takes many times as long as JSON.
 */
export const INPUT_LIMITS = {
  characters: 2_000_000,
  yamlCharacters: 400_000,
  depth: 60,
  values: 200_000,
  aliases: 50,
} as const;
