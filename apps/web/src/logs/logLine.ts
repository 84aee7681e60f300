import stripAnsi from 'strip-ansi';

export interface LogLine {
  /** When it was printed (Unix seconds, to the millisecond); null for a line that carries no time. */
  readonly time: number | null;
  readonly text: string;
}

/** Longer lines are cut on screen; the downloaded file has all of them. */
const MAX_CHARACTERS = 10_000;
const STAMPED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d) (.*)$/s;

/** A line as the kubelet gives it with `timestamps`. */
export function parseLine(line: string): LogLine {
  const [, moment, fraction = '.', zone, text] = STAMPED.exec(line) ?? [];
  if (moment === undefined || text === undefined) return { time: null, text: shown(line) };
  const milliseconds = fraction.slice(0, 4).padEnd(4, '0');
  const time = Date.parse(`${moment}${milliseconds}${zone}`) / 1000;
  return { time, text: shown(text) };
}

/** What a terminal would be left with: no escape sequences, and of what a carriage return overwrote the last. */
function shown(text: string): string {
  const written = stripAnsi(text).replace(/\r+$/, '');
  const last = written.slice(written.lastIndexOf('\r') + 1);
  return last.length > MAX_CHARACTERS ? `${last.slice(0, MAX_CHARACTERS)}…` : last;
}

/** Cuts a text that comes in pieces into lines. */
export class LineSplitter {
  #rest = '';

  /** The lines that `piece` completes. */
  push(piece: string): string[] {
    const lines = (this.#rest + piece).split('\n');
    this.#rest = lines.pop() ?? '';
    return lines;
  }

  /** The last line, where it ends without a line feed. */
  end(): string[] {
    return this.#rest === '' ? [] : [this.#rest];
  }
}
