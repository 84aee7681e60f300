const collator = new Intl.Collator('en', { numeric: true });

/** Orders names as people count: `worker-2` before `worker-10`. A collator is ten times as fast as `localeCompare` with options. */
export const naturalOrder: (a: string, b: string) => number = collator.compare;
