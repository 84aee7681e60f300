import { isTimeZone, setTimeLanguages, setTimeZone } from '@gpu-console/shared/units';
import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from './stored.ts';

const KEY = 'timeZone';
const listeners = new Set<() => void>();
/** The zone (IANA) that was chosen; undefined for the browser's own. */
let chosen: string | undefined;

/** The name of a time zone; undefined for another text. */
export const timeZoneOf = (text: string): string | undefined => (isTimeZone(text) ? text : undefined);

/** A link's `?tz=` comes first, then what was chosen here before, then the browser's own zone. */
export function startTimeZone(): void {
  setTimeLanguages(navigator.languages);
  const linked = new URLSearchParams(location.search).get('tz');
  chosen = [linked, readStored(KEY)].map((text) => timeZoneOf(text ?? '')).find((one) => one !== undefined);
  setTimeZone(chosen);
}

/** Writes all times in this zone from now on, also after the next visit. */
export function chooseTimeZone(zone: string | undefined): void {
  chosen = zone;
  writeStored(KEY, zone ?? '');
  setTimeZone(zone);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The zone that was chosen; undefined for the browser's own. What writes times anew when it changes takes it as its key. */
export const useTimeZone = (): string | undefined => useSyncExternalStore(subscribe, () => chosen);
