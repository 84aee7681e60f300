import { Worker } from 'node:worker_threads';
import { OneByOne } from '../limits/oneByOne.ts';
import { IDLE_MS, MAX_HEAP_MB, TIMEOUT_DRAWING_MS } from './limits.ts';
import type { PictureReply, PictureResult, PictureTask } from './pictureTask.ts';

/** What was drawn took more time or memory than any picture may; the thread was ended. */
export class DrawingOverrun extends Error {}

interface ThreadOptions {
  /** The worker's code; asked for when there is something to draw. */
  readonly file: () => URL | Promise<URL>;
  readonly timeoutMs?: number;
  readonly heapMb?: number;
  readonly idleMs?: number;
}

/**
 * One thread that draws, with a heap of its own: what a dashboard makes of it neither blocks nor ends the console. Tasks are
 * done one after the other; one that takes too long ends the thread, and the next begins a new one.
 */
export class DrawingThread {
  readonly #options: Required<ThreadOptions>;
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  readonly #line = new OneByOne();

  constructor(options: ThreadOptions) {
    this.#options = { timeoutMs: TIMEOUT_DRAWING_MS, heapMb: MAX_HEAP_MB, idleMs: IDLE_MS, ...options };
  }

  /**
   * @param transfer buffers of the task that are handed over, not copied
   * @throws DrawingOverrun; the signal's reason where it aborts before the task's turn
   */
  run(task: PictureTask, transfer: readonly ArrayBuffer[], signal: AbortSignal): Promise<PictureResult> {
    return this.#line.run(() => {
      signal.throwIfAborted();
      return this.#run(task, transfer);
    });
  }

  /** Ends the thread; one that is asked for again begins anew. */
  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  async #run(task: PictureTask, transfer: readonly ArrayBuffer[]): Promise<PictureResult> {
    clearTimeout(this.#idle);
    const worker = this.#worker ?? (await this.#begun());
    this.#worker = worker;
    try {
      const reply = await this.#reply(worker, task, transfer);
      if ('error' in reply) throw new Error(`A picture could not be drawn: ${reply.error}`);
      return reply.result;
    } catch (error) {
      if (error instanceof DrawingOverrun) await this.stop();
      throw error;
    } finally {
      this.#idle = setTimeout(() => void this.stop(), this.#options.idleMs).unref();
    }
  }

  async #begun(): Promise<Worker> {
    const { file, heapMb } = this.#options;
    const worker = new Worker(await file(), { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    worker.unref();
    // Whoever waits for it hears of an error; without a listener one between two tasks would end the console.
    worker.on('error', () => {});
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    return worker;
  }

  #reply(worker: Worker, task: PictureTask, transfer: readonly ArrayBuffer[]): Promise<PictureReply> {
    const { timeoutMs, heapMb } = this.#options;
    return new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new DrawingOverrun(why));
      const late = setTimeout(() => done(() => fail(`it took more than ${timeoutMs / 1000} s`)), timeoutMs);
      const failed = (error: Error) => done(() => fail(reasonOf(error, heapMb)));
      const ended = (code: number) => done(() => fail(`the drawing thread ended with code ${code}`));
      // Between processes and languages: what comes is what pictures.worker.ts, of the same build, posts.
      const replied = (reply: PictureReply) => done(() => resolve(reply));
      const done = (settle: () => void) => {
        clearTimeout(late);
        worker.off('error', failed).off('exit', ended).off('message', replied);
        settle();
      };
      worker.on('error', failed).on('exit', ended).on('message', replied);
      worker.postMessage(task, transfer);
    });
  }
}

function reasonOf(error: Error & { readonly code?: unknown }, heapMb: number): string {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? `it needed more than ${heapMb} MiB of memory`
    : error.message;
}
