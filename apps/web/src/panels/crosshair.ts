import { createContext, use, useSyncExternalStore } from 'react';

/** The moment (Unix seconds) that the pointer is on, shared by the charts of a page; null: on none of them. */
export interface Crosshair {
  readonly get: () => number | null;
  readonly set: (time: number | null) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createCrosshair(): Crosshair {
  const listeners = new Set<() => void>();
  let current: number | null = null;
  return {
    get: () => current,
    set: (time) => {
      if (time === current) return;
      current = time;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Given by a grid of panels, or by a page that has several. */
export const CrosshairContext = createContext<Crosshair | null>(null);

/** The crosshair of this page's charts, and where it is. */
export function useCrosshair(): { readonly time: number | null; readonly set: Crosshair['set'] } {
  const crosshair = use(CrosshairContext);
  if (crosshair === null) throw new Error('useCrosshair needs a grid of panels around it');
  const { get, set, subscribe } = crosshair;
  return { time: useSyncExternalStore(subscribe, get), set };
}
