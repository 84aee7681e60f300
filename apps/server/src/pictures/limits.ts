/** What drawing pictures may take. */

/** Pictures that data is fetched for, or that are drawn, at once. */
export const MAX_AT_ONCE = 4;
/** Pictures that wait for that; past them a request is told to come again. */
export const MAX_WAITING = 40;
/** Seconds after which one that was told so may find a place. */
export const RETRY_SECONDS = 5;
/** For one step on the drawing thread: resolving variables, or drawing. Milliseconds. */
export const TIMEOUT_DRAWING_MS = 20_000;
/** The drawing thread's heap; what librsvg takes beside it is bound by the pixels. MiB. */
export const MAX_HEAP_MB = 256;
/** Without work the drawing thread ends, and gives back what it took. Milliseconds. */
export const IDLE_MS = 30_000;
/** Values of all series that a picture's queries may answer with. */
export const MAX_POINTS = 5_000_000;
/** More lines nobody tells apart in a picture. */
export const MAX_SERIES = 50;
/** Of a drawing, in characters. */
export const MAX_SVG_LENGTH = 16 * 2 ** 20;
/** Of a table of many columns and rows: device pixels. */
export const MAX_PIXELS = 40_000_000;
/** Of finished pictures that are kept, and for how long. */
export const MAX_CACHE_BYTES = 32 * 2 ** 20;
export const CACHE_MS = 10_000;
