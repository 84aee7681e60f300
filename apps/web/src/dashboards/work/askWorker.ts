import type { Outcome, Refused, Work, WorkReply } from './work.ts';

/** A person's file takes no longer; one made to hurt might. */
const MAX_MILLISECONDS = 30_000;

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

type Settle = (outcome: Outcome<unknown> | Error) => void;

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Settle>;
}

let thread: Thread | undefined;
let asked = 0;

function startThread(): Thread {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, Settle>();
  worker.addEventListener('message', ({ data: { number, outcome } }: MessageEvent<WorkReply>) => {
    waiting.get(number)?.(outcome);
  });
  worker.addEventListener('error', ({ message }) => endThread(new Error(message)));
  return { worker, waiting };
}

/** All that wait for it are told why. The next work starts another. */
function endThread(why: Error): void {
  const ended = thread;
  thread = undefined;
  ended?.worker.terminate();
  for (const settle of ended?.waiting.values() ?? []) settle(why);
}

/** Has the thread beside the page do it. */
export async function askWorker<K extends keyof Work>(
  what: K,
  ...given: Parameters<Work[K]>
): Promise<ReturnType<Work[K]>> {
  thread ??= startThread();
  const { worker, waiting } = thread;
  asked += 1;
  const number = asked;
  const outcome = await new Promise<Outcome<unknown> | Error>((resolve) => {
    const limit = setTimeout(() => endThread(new OverlongWork()), MAX_MILLISECONDS);
    waiting.set(number, (answer) => {
      clearTimeout(limit);
      waiting.delete(number);
      resolve(answer);
    });
    worker.postMessage({ number, job: { do: what, with: given } });
  });
  if (outcome instanceof Error) throw outcome;
  if ('refused' in outcome) throw new RefusedFile(outcome.refused);
  if ('failed' in outcome) throw new Error(outcome.failed);
  // What the thread does under this name gives this.
  return outcome.done as ReturnType<Work[K]>;
}
