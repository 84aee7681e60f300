import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let now = Date.now() / 1000;

/** Moves every relative time range on to this moment. */
export function bumpTick(): void {
  now = Date.now() / 1000;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The moment (Unix seconds) that all of the page shows; it stands still between two refreshes. */
export function useTick(): number {
  return useSyncExternalStore(subscribe, () => now);
}
