import { useSyncExternalStore } from 'react';
import { unusableRangeKeys } from './range.ts';

/** A part of the page's address that makes no sense there, as it was written. */
export interface UnusableParam {
  readonly key: string;
  readonly value: string;
}

/** They take each other's place: that one is not shown says nothing of it. */
const RANGE_KEYS = new Set(['range', 'from', 'to']);

const listeners = new Set<() => void>();
let unusable: readonly UnusableParam[] = [];

function set(next: readonly UnusableParam[]): void {
  unusable = next;
  for (const listener of listeners) listener();
}

/** What the address says and the pages' own reading of it (`read`) puts `undefined` for. */
export function unusableParams(
  said: Readonly<Record<string, unknown>>,
  read: Readonly<Record<string, unknown>>,
): readonly UnusableParam[] {
  const ofRange = unusableRangeKeys(said);
  return Object.entries(said)
    .filter(([key]) =>
      RANGE_KEYS.has(key) ? ofRange.includes(key) : Object.hasOwn(read, key) && read[key] === undefined,
    )
    .map(([key, value]) => ({ key, value: String(value) }));
}

/** Keeps what the reader is to be told of. The address is put right at once, so nothing later could say it. */
export const keepUnusable = set;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What could not be used of the address that the page was opened with, until the reader has read it. */
export function useUnusable(): { params: readonly UnusableParam[]; dismiss: () => void } {
  const params = useSyncExternalStore(subscribe, () => unusable);
  return { params, dismiss: () => set([]) };
}
