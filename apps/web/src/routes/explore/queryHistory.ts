import { readStored, writeStored } from '../../state/stored.ts';

const MAX_QUERIES = 50;

const keyOf = (cluster: string) => `queries.${cluster}`;

/** The queries that were run on a cluster in this browser, the latest first. */
export function readHistory(cluster: string): readonly string[] {
  try {
    const read: unknown = JSON.parse(readStored(keyOf(cluster)) ?? '[]');
    return Array.isArray(read) ? read.filter((one) => typeof one === 'string').slice(0, MAX_QUERIES) : [];
  } catch {
    return [];
  }
}

/** Remembers queries that were run, each once. */
export function addToHistory(cluster: string, queries: readonly string[]): void {
  const all = [...new Set([...queries, ...readHistory(cluster)])];
  writeStored(keyOf(cluster), JSON.stringify(all.slice(0, MAX_QUERIES)));
}
