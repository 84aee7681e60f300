import {
  type Frame,
  MAX_POINTS,
  type QueryError,
  type QueryReply,
  type QueryRequest,
} from '@gpu-console/shared/contract';
import { interpolate, stepFor } from '@gpu-console/shared/dashboards';
import { LRUCache } from 'lru-cache';
import { instantFrame, rangeFrame, UnsupportedResult } from './frame.ts';
import { type PrometheusClient, PrometheusError } from './prometheusClient.ts';

const DEFAULT_POINTS = 500;
/** A sample may reach Prometheus this long after its own time (a slow scrape); until then an answer may still grow. */
const SETTLED_SECONDS = 60;
const SETTLED_TTL_MS = 10 * 60_000;
/** As far apart as the ends of the windows that viewers ask for, so that each is asked of Prometheus once. */
const FRESH_TTL_MS = 10_000;
const CACHED_VALUES = 4_000_000;

interface Grid {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/**
 * The grid a range query is asked on: both ends on multiples of the step, so that everybody who looks at the same
 * window asks the same question, and a window that moves on keeps its points.
 */
export function alignedGrid(from: number, to: number, step: number): Grid {
  const start = Math.floor(from / step) * step;
  return { start, end: Math.max(start, Math.floor(to / step) * step), step };
}

/** Answers PromQL in frames: aligned, identical questions asked once, recent answers kept. */
export class QueryService {
  readonly #client: PrometheusClient;
  readonly #scrapeInterval: () => number;
  readonly #inFlight = new Map<string, Promise<Frame>>();
  readonly #answers = new LRUCache<string, Frame>({
    maxSize: CACHED_VALUES,
    sizeCalculation: (frame) => 1 + frame.series.length * (frame.count + 20),
  });

  constructor(client: PrometheusClient, scrapeInterval: () => number) {
    this.#client = client;
    this.#scrapeInterval = scrapeInterval;
  }

  /** Every query of the request, each with its own frame or its own error. */
  async run(request: QueryRequest): Promise<QueryReply> {
    const step = this.#step(request);
    const entries = await Promise.all(
      request.queries.map(async ({ id, expr, type, legend }): Promise<[string, Frame | QueryError]> => {
        const times = { from: request.from, to: request.to, step, scrapeInterval: this.#scrapeInterval() };
        const ready = interpolate(expr, times);
        try {
          const frame =
            type === 'range'
              ? await this.range(ready, alignedGrid(request.from, request.to, step))
              : await this.instant(ready, request.to);
          return [id, legend === undefined ? frame : withLegend(frame, legend)];
        } catch (error) {
          return [id, { error: explain(error) }];
        }
      }),
    );
    return { results: Object.fromEntries(entries) };
  }

  /** One range query on its grid. */
  range(expr: string, { start, end, step }: Grid): Promise<Frame> {
    return this.#ask(`range ${start} ${end} ${step} ${expr}`, end, async () => {
      const form = { query: expr, start: String(start), end: String(end), step: String(step) };
      return rangeFrame(await this.#client.query('query_range', form), start, step, end);
    });
  }

  /** One instant query at a Unix time in seconds. */
  instant(expr: string, time: number): Promise<Frame> {
    return this.#ask(`instant ${time} ${expr}`, time, async () =>
      instantFrame(await this.#client.query('query', { query: expr, time: String(time) }), time),
    );
  }

  #step({ from, to, step, maxDataPoints = DEFAULT_POINTS }: QueryRequest): number {
    return step ?? stepFor(to - from, Math.min(maxDataPoints, MAX_POINTS), this.#scrapeInterval());
  }

  async #ask(key: string, end: number, upstream: () => Promise<Frame>): Promise<Frame> {
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const underway = this.#inFlight.get(key);
    if (underway !== undefined) return underway;
    const question = upstream().finally(() => this.#inFlight.delete(key));
    this.#inFlight.set(key, question);
    const frame = await question;
    const settled = Date.now() / 1000 - end > SETTLED_SECONDS;
    this.#answers.set(key, frame, { ttl: settled ? SETTLED_TTL_MS : FRESH_TTL_MS });
    return frame;
  }
}

function withLegend(frame: Frame, legend: string): Frame {
  return { ...frame, series: frame.series.map((series) => ({ ...series, legend })) };
}

function explain(error: unknown): QueryError['error'] {
  if (error instanceof PrometheusError) return { code: error.code, message: error.message };
  if (error instanceof UnsupportedResult) return { code: 'unsupported_result', message: error.message };
  throw error;
}
