/** A GPU is idle that was held and stayed under this use (a ratio) for this long (seconds), unless the reader says otherwise. */
export const IDLE_BELOW = 0.05;
export const IDLE_SECONDS = 30 * 60;
