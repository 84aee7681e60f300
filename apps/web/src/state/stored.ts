const PREFIX = 'gpu-console.';

/** A setting kept in this browser; null where there is none or the browser keeps nothing. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** Keeps a setting; where the browser refuses (private mode, full), it lasts as long as the page. */
export function writeStored(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    // The setting is in force already; only its memory is lost.
  }
}

/** Settings that tell of who made them; the others are how things look. */
const PERSONAL = ['draft/', 'namespaces.', 'queries.'];

/** Leaves nothing personal in this browser. */
export function forgetPersonal(): void {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '');
    for (const key of keys)
      if (PERSONAL.some((kind) => key.startsWith(PREFIX + kind))) localStorage.removeItem(key);
  } catch {
    // A browser that lets nothing be read keeps nothing.
  }
}
