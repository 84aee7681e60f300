/** How long a state that comes and goes is kept after it was seen last: some scrapes. */
const HOLD_SECONDS = 180;
/** So many states are kept; of more GPUs than that the oldest are forgotten. */
const MAX_STATES = 20_000;

interface Thresholds {
  readonly warning: number;
  readonly critical: number;
}

type Level = 'ok' | 'warning' | 'critical';

interface Held {
  readonly level: Level;
  /** Unix seconds. */
  readonly at: number;
}

/**
 * What was so at the last look, so that what hovers at a threshold, or comes and goes from one scrape to the next, is not told
 * differently at each. A state is entered at once, and left only with a margin, or after a while.
 */
export class HeldStates {
  readonly #states = new Map<string, Held>();

  /**
   * The level of a value: reached at a threshold, left `margin` below it.
   * @param key check and subject
   * @param now Unix seconds
   */
  level(key: string, value: number, { warning, critical }: Thresholds, margin: number, now: number): Level {
    const before = this.#get(key, now);
    const reaches = (threshold: number, isHeld: boolean) => value >= threshold - (isHeld ? margin : 0);
    if (reaches(critical, before === 'critical')) return this.#set(key, 'critical', now);
    if (reaches(warning, before !== 'ok')) return this.#set(key, 'warning', now);
    this.#states.delete(key);
    return 'ok';
  }

  /** Whether it is so, or was within the last minutes. */
  isOrWas(key: string, isSo: boolean, now: number): boolean {
    if (isSo) this.#set(key, 'critical', now);
    return this.#get(key, now) !== 'ok';
  }

  #get(key: string, now: number): Level {
    const held = this.#states.get(key);
    return held === undefined || now - held.at > HOLD_SECONDS ? 'ok' : held.level;
  }

  #set(key: string, level: Level, at: number): Level {
    this.#states.delete(key);
    this.#states.set(key, { level, at });
    const [oldest] = this.#states.keys();
    if (this.#states.size > MAX_STATES && oldest !== undefined) this.#states.delete(oldest);
    return level;
  }
}
