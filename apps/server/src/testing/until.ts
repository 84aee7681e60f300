import { setTimeout as delay } from 'node:timers/promises';

const OFTEN_MS = 20;
const PATIENCE_MS = 30_000;

/** Asks again and again until `condition` gives a value; what it last threw, if anything, says why it never did. */
export async function until<T>(
  what: string,
  condition: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  let cause: unknown;
  while (performance.now() < deadline) {
    try {
      const value = await condition();
      if (value !== undefined && value !== false) return value;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await delay(OFTEN_MS);
  }
  throw new Error(`never came true: ${what}`, { cause });
}
