import type { LogLine } from './logLine.ts';

/** The newest lines of a log. Each keeps its number, counted from the first that came, whatever is forgotten before it. */
export class LogBuffer {
  readonly #maxLines: number;
  #lines: LogLine[] = [];
  #forgotten = 0;

  /** @param maxLines lines to keep; a tenth more may be held, so that forgetting is not done line by line */
  constructor(maxLines: number) {
    this.#maxLines = maxLines;
  }

  /** How many lines were forgotten: the number of the first that is held. */
  get forgotten(): number {
    return this.#forgotten;
  }

  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  push(lines: readonly LogLine[]): void {
    for (const line of lines) this.#lines.push(line);
    if (this.#lines.length <= this.#maxLines * 1.1) return;
    this.#forgotten += this.#lines.length - this.#maxLines;
    this.#lines = this.#lines.slice(-this.#maxLines);
  }
}
