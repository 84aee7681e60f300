/** Does one thing after the other, in the order in which they were asked for. */
export class OneByOne {
  #last: Promise<unknown> = Promise.resolve();

  /** Acts once all that came before has ended, however it did. */
  run<T>(act: () => T | Promise<T>): Promise<T> {
    const result = this.#last.then(act);
    this.#last = result.catch(() => {});
    return result;
  }
}
