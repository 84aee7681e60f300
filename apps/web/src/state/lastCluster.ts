import { readStored, writeStored } from './stored.ts';

const KEY = 'cluster';

/** The cluster that was looked at last in this browser, by its id; null where none was. */
export const readLastCluster = (): string | null => readStored(KEY);
export const writeLastCluster = (id: string): void => writeStored(KEY, id);
