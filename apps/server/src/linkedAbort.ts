import { setMaxListeners } from 'node:events';

/** A controller that other signals abort, too; disposing of it aborts it, and with it whatever was begun under it. */
export interface LinkedAbort extends Disposable {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

/**
 * An abort controller that follows `sources` until it is disposed of. Unlike `AbortSignal.any`, which leaves something of
 * itself at each source for good (nodejs/node#54614), nothing stays at a signal that lives as long as the console.
 */
export function linkedAbort(...sources: readonly AbortSignal[]): LinkedAbort {
  const controller = new AbortController();
  const follow = ({ target }: Event) => controller.abort((target as AbortSignal).reason);
  for (const source of sources) {
    if (source.aborted) controller.abort(source.reason);
    else {
      // Many may follow one for a while; Node would take more than ten for a leak.
      setMaxListeners(0, source);
      source.addEventListener('abort', follow, { once: true });
    }
  }
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    [Symbol.dispose]() {
      for (const source of sources) source.removeEventListener('abort', follow);
      controller.abort();
    },
  };
}
