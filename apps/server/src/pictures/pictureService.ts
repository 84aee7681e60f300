import { LRUCache } from 'lru-cache';
import { shownWindow } from '../dashboards/shownWindow.ts';
import { FairShare, ShareExceeded } from '../limits/fairShare.ts';
import { DrawingOverrun, type DrawingThread } from './drawingThread.ts';
import { CACHE_MS, MAX_AT_ONCE, MAX_CACHE_BYTES, MAX_WAITING } from './limits.ts';
import { pictureData } from './pictureData.ts';
import { PictureError } from './pictureError.ts';
import type { PictureRequest } from './pictureRequest.ts';
import { resolvedPanel } from './resolvedPanel.ts';

/** The end of the year 9999, in Unix seconds: past it no calendar has a name for a time. */
const END_OF_TIME = 253_402_300_800;

/** Pictures are shared by all who ask for them, as if they were one. */
const EVERYBODY = '';

/** So many pictures at once, and so many that wait. */
export function pictureShare(atOnce: number, waiting: number): FairShare {
  return new FairShare({ total: atOnce, perViewer: atOnce, waitingPerViewer: waiting });
}

/**
 * Panels of dashboards as pictures. Data is fetched here; what people's dashboards make of it happens on a thread of its own.
 * A few pictures are made at once, some wait, and the rest are told to come again.
 */
export class PictureService {
  readonly #thread: DrawingThread;
  readonly #share: FairShare;
  readonly #cache = new LRUCache<string, Uint8Array<ArrayBuffer>>({
    maxSize: MAX_CACHE_BYTES,
    sizeCalculation: ({ byteLength }, key) => byteLength + 2 * key.length,
    ttl: CACHE_MS,
  });

  constructor(thread: DrawingThread, share: FairShare = pictureShare(MAX_AT_ONCE, MAX_WAITING)) {
    this.#thread = thread;
    this.#share = share;
  }

  /**
   * The picture as a PNG. One of the same request is the same for a few seconds.
   * @throws PictureError, QueriesFailed; the signal's reason once it aborts
   */
  async draw(request: PictureRequest): Promise<Uint8Array> {
    const { cluster, stored, panel, query, asking } = request;
    const { dashboard, builtin, version } = stored;
    const key = JSON.stringify([
      cluster.id,
      asking.access?.key,
      dashboard.id,
      builtin,
      version,
      panel,
      query,
    ]);
    const kept = this.#cache.get(key);
    if (kept !== undefined) return kept;
    const png = await this.#share
      .run(EVERYBODY, asking.signal, () => this.#made(request))
      .catch((error: unknown) => {
        throw error instanceof ShareExceeded ? this.#busy() : error;
      });
    this.#cache.set(key, png);
    return png;
  }

  /** Ends the drawing thread. */
  stop(): Promise<void> {
    return this.#thread.stop();
  }

  #busy(): PictureError {
    const { active, waiting } = this.#share;
    const words = `This console draws ${active} pictures already, and ${waiting} wait: try again; Retry-After says when`;
    return new PictureError('pictures_busy', words);
  }

  async #made(request: PictureRequest): Promise<Uint8Array<ArrayBuffer>> {
    const { cluster, stored, panel: id, query, asking } = request;
    const window = windowOf(request);
    try {
      const asked = { ...request, window, thread: this.#thread };
      const { panel, annotations } = await resolvedPanel(asked);
      const data = await pictureData(cluster, {
        panel,
        annotations,
        window,
        width: query.width,
        asking,
      });
      const { task, transfer } = data;
      const whole = { ...task, kind: 'draw', panel, window, look: query, cluster: cluster.name } as const;
      const drawn = await this.#thread.run(whole, transfer, asking.signal);
      if (drawn.kind === 'drawn') return drawn.png;
      if (drawn.kind === 'undrawable') throw new PictureError(drawn.code, drawn.message);
      throw new Error(`The drawing thread answered with ${drawn.kind}`);
    } catch (error) {
      if (!(error instanceof DrawingOverrun)) throw error;
      throw new PictureError(
        'picture_too_heavy',
        `The panel "${id}" of "${stored.dashboard.id}" cannot be drawn here: ${error.message}. Ask for a shorter time range, fewer values of its variables or a smaller picture.`,
        { cause: error },
      );
    }
  }
}

/** What is shown, in Unix seconds. @throws PictureError where that is no time */
function windowOf({ query, stored: { dashboard } }: PictureRequest) {
  const window = shownWindow(query, dashboard, Math.floor(Date.now() / 1000));
  if (window.from >= window.to)
    throw new PictureError(
      'invalid_request',
      'The picture would begin after its end: "from" must be before "to"',
    );
  if (!(window.from > -END_OF_TIME && window.to < END_OF_TIME))
    throw new PictureError(
      'invalid_request',
      'The picture would show times that no calendar has: give "from" and "to" in this age',
    );
  return window;
}
