import { type LinkedAbort, linkedAbort } from './linkedAbort.ts';

/** The time that something may take is over; the message says for what it was. */
class DeadlinePassed extends Error {}

/**
 * An abort controller that aborts after `ms`, whatever happened until then, and with `sources`. Its timer ends with its scope.
 * @param what was waited for, e.g. `a whole answer`
 */
export function deadline(what: string, ms: number, ...sources: readonly AbortSignal[]): LinkedAbort {
  const linked = linkedAbort(...sources);
  const timer = setTimeout(() => linked.abort(new DeadlinePassed(`no ${what} within ${ms / 1000} s`)), ms);
  return {
    ...linked,
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
