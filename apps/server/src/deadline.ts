import { type LinkedAbort, linkedAbort } from './linkedAbort.ts';

/**
 * A signal that aborts with `reason()` when the time is over, and with the reason of any of `sources` before; its timer
 * and listeners go when it is disposed of.
 */
export function deadline(
  milliseconds: number,
  reason: () => unknown,
  ...sources: readonly (AbortSignal | undefined)[]
): LinkedAbort {
  const linked = linkedAbort(...sources.filter((source) => source !== undefined));
  const timer = setTimeout(() => linked.abort(reason()), milliseconds);
  return {
    signal: linked.signal,
    abort: (why) => linked.abort(why),
    [Symbol.dispose]() {
      clearTimeout(timer);
      linked[Symbol.dispose]();
    },
  };
}

/** What `promise` gives, unless `signal` aborts first: then its reason is thrown, and what comes later is let go. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
