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
