import type { Job, Outcome, Refused, Work } from './work.ts';

/** A person's file takes no longer; one made to hurt might. */
const MOST_MILLISECONDS = 20_000;

/** A file that was read and is not taken. */
export class RefusedFile extends Error {
  readonly refused: Refused;

  constructor(refused: Refused) {
    super(refused.code);
    this.name = 'RefusedFile';
    this.refused = refused;
  }
}

/** The work took too long, and was ended. */
export class OverlongWork extends Error {}

/** Has a thread of its own do it, which ends with it. */
export function askWorker<K extends keyof Work>(
  what: K,
  ...given: Parameters<Work[K]>
): Promise<ReturnType<Work[K]>> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const answer = new Promise<ReturnType<Work[K]>>((resolve, reject) => {
    setTimeout(() => reject(new OverlongWork()), MOST_MILLISECONDS);
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.addEventListener('message', ({ data }: MessageEvent<Outcome<ReturnType<Work[K]>>>) => {
      if ('done' in data) resolve(data.done);
      else reject('refused' in data ? new RefusedFile(data.refused) : new Error(data.failed));
    });
  });
  worker.postMessage({ do: what, with: given } as Job);
  return answer.finally(() => worker.terminate());
}
