interface Waiting {
  readonly admit: () => void;
}

interface Viewer {
  active: number;
  readonly waiting: Set<Waiting>;
}

/** One viewer has as many waiting as may wait. */
export class ShareExceeded extends Error {
  /** Whether the viewer's own share is used up, not everybody's together. */
  readonly isOwn: boolean;

  constructor(message: string, isOwn: boolean) {
    super(message);
    this.isOwn = isOwn;
  }
}

export interface ShareLimits {
  /** At once, of all viewers together. */
  readonly total: number;
  /** At once, of one viewer. */
  readonly perViewer: number;
  /** Beside those, of one viewer. */
  readonly waitingPerViewer: number;
}

/**
 * Divides what can be done at once among those who ask: none gets more than a share, however much they ask for, and who
 * waits is served in turn with the others, not behind all that one of them asked before.
 */
export class FairShare {
  readonly #limits: ShareLimits;
  /** Of those who have something going on; whoever was served last stands last. */
  readonly #viewers = new Map<string, Viewer>();
  #active = 0;

  constructor(limits: ShareLimits) {
    this.#limits = limits;
  }

  /** Viewers with something going on. */
  get size(): number {
    return this.#viewers.size;
  }

  /** How much is done now, for all viewers together. */
  get active(): number {
    return this.#active;
  }

  /** How many wait, of all viewers together. */
  get waiting(): number {
    return [...this.#viewers.values()].reduce((sum, { waiting }) => sum + waiting.size, 0);
  }

  /**
   * Runs `task` once it is the viewer's turn.
   * @throws ShareExceeded where too much of theirs waits already
   * @throws the signal's reason where it aborts before
   */
  async run<T>(name: string, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const viewer = this.#viewers.get(name) ?? { active: 0, waiting: new Set() };
    this.#viewers.set(name, viewer);
    if (this.#admits(viewer)) this.#begin(name, viewer);
    else await this.#turn(name, viewer, signal);
    try {
      return await task();
    } finally {
      viewer.active -= 1;
      this.#active -= 1;
      this.#moveLast(name, viewer);
      this.#forget(name, viewer);
      this.#next();
    }
  }

  /**
   * Waits for the viewer's turn, which lasts until the signal aborts.
   * @throws as `run`
   */
  hold(name: string, signal: AbortSignal): Promise<void> {
    return new Promise((begun, refused) => {
      this.run(name, signal, () => {
        begun();
        return aborted(signal);
      }).catch(refused);
    });
  }

  #admits({ active }: Viewer): boolean {
    return this.#active < this.#limits.total && active < this.#limits.perViewer;
  }

  #begin(name: string, viewer: Viewer): void {
    viewer.active += 1;
    this.#active += 1;
    this.#moveLast(name, viewer);
  }

  #moveLast(name: string, viewer: Viewer): void {
    this.#viewers.delete(name);
    this.#viewers.set(name, viewer);
  }

  #turn(name: string, viewer: Viewer, signal: AbortSignal): Promise<void> {
    if (viewer.waiting.size >= this.#limits.waitingPerViewer) {
      this.#forget(name, viewer);
      throw new ShareExceeded(
        `${viewer.waiting.size} of one viewer wait already`,
        viewer.active >= this.#limits.perViewer,
      );
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        viewer.waiting.delete(waiting);
        this.#forget(name, viewer);
        reject(signal.reason);
      };
      const waiting = {
        admit: () => {
          signal.removeEventListener('abort', leave);
          viewer.waiting.delete(waiting);
          this.#begin(name, viewer);
          resolve();
        },
      };
      viewer.waiting.add(waiting);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  #next(): void {
    for (const viewer of [...this.#viewers.values()]) {
      const [first] = viewer.waiting;
      if (first !== undefined && this.#admits(viewer)) first.admit();
    }
  }

  #forget(name: string, { active, waiting }: Viewer): void {
    if (active === 0 && waiting.size === 0) this.#viewers.delete(name);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
