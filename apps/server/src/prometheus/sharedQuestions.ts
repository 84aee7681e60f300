import { unlessAborted } from '../deadline.ts';

interface Shared<T> {
  readonly answer: Promise<T>;
  readonly abort: () => void;
  waiting: number;
}

/** Questions that several ask at the same time: each is asked once, for as long as anybody waits for its answer. */
export class SharedQuestions<T> {
  readonly #underway = new Map<string, Shared<T>>();

  /** Questions underway. */
  get size(): number {
    return this.#underway.size;
  }

  /**
   * The answer to the question of that name; `ask` begins it where nobody has, and its signal aborts once all have left.
   * @throws the signal's reason where it aborts before the answer came
   */
  async answer(
    name: string,
    signal: AbortSignal | undefined,
    ask: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted();
    const shared = this.#underway.get(name) ?? this.#begin(name, ask);
    shared.waiting += 1;
    try {
      return await (signal === undefined ? shared.answer : unlessAborted(shared.answer, signal));
    } finally {
      shared.waiting -= 1;
      if (shared.waiting === 0) this.#end(name, shared);
    }
  }

  #begin(name: string, ask: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const controller = new AbortController();
    const answer = ask(controller.signal);
    const shared = { answer, abort: () => controller.abort(), waiting: 0 };
    this.#underway.set(name, shared);
    const forget = () => this.#forget(name, shared);
    // This listens for a failure, too, of which those who left hear no more.
    answer.then(forget, forget);
    return shared;
  }

  #end(name: string, shared: Shared<T>): void {
    this.#forget(name, shared);
    shared.abort();
  }

  #forget(name: string, shared: Shared<T>): void {
    if (this.#underway.get(name) === shared) this.#underway.delete(name);
  }
}
