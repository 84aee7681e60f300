interface Entry {
  time: number;
  order: number;
  run: () => void;
}

/** The simulated clock with everything that is due: events run in order of time, then of the order they were set. */
export class Timeline {
  #now: number;
  #order = 0;
  readonly #heap: Entry[] = [];

  /** @param start Unix seconds */
  constructor(start: number) {
    this.#now = start;
  }

  /** Simulated time in Unix seconds. */
  get now(): number {
    return this.#now;
  }

  /** Runs a callback at a time in Unix seconds; a time that has passed means as soon as possible. */
  at(time: number, run: () => void): void {
    this.#push({ time: Math.max(time, this.#now), order: this.#order++, run });
  }

  /** Runs a callback after some seconds. */
  after(seconds: number, run: () => void): void {
    this.at(this.#now + seconds, run);
  }

  /** Runs a callback at every multiple of `seconds` (shifted by `offset`), from now on. */
  every(seconds: number, run: () => void, offset = 0): void {
    const next = (Math.floor((this.#now - offset) / seconds) + 1) * seconds + offset;
    this.at(next, () => {
      run();
      this.every(seconds, run, offset);
    });
  }

  /** Lets time pass up to `unixSeconds`, running what falls due, including what that sets in turn. */
  advanceTo(unixSeconds: number): void {
    for (let next = this.#heap[0]; next && next.time <= unixSeconds; next = this.#heap[0]) {
      this.#pop();
      this.#now = next.time;
      next.run();
    }
    this.#now = Math.max(this.#now, unixSeconds);
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (!above || !isBefore(entry, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const [a, b] = [heap[left], heap[left + 1]];
      if (!a) break;
      const child = b && isBefore(b, a) ? b : a;
      if (!isBefore(child, last)) break;
      heap[index] = child;
      index = child === a ? left : left + 1;
    }
    heap[index] = last;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}
