import { setTimeout as delay } from 'node:timers/promises';

const OFTEN_MS = 20;
const TIMEOUT_MS = 30_000;

/**
 * Asks again and again until `condition` gives a value; what it last threw, if anything, says why it never did. A
 * question that gets no answer ends with the time-out, too.
 * @param log what to add to the message, such as the last lines of what was waited for
 */
export async function until<T>(
  what: string,
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  log: () => string = () => '',
): Promise<T> {
  const deadline = performance.now() + TIMEOUT_MS;
  let cause: unknown;
  while (performance.now() < deadline) {
    const asked = new AbortController();
    const late = delay(deadline - performance.now(), undefined, { signal: asked.signal }).catch(
      () => undefined,
    );
    try {
      const value = await Promise.race([condition(), late]);
      if (value !== undefined && value !== false) return value;
      cause = undefined;
    } catch (error) {
      cause = error;
    } finally {
      asked.abort();
    }
    await delay(OFTEN_MS);
  }
  throw new Error([`never came true: ${what}`, log()].filter(Boolean).join('\n'), { cause });
}
