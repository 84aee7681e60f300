import {
  type Frame,
  MAX_POINTS,
  type QueryError,
  type QueryReply,
  type QueryRequest,
} from '@gpu-console/shared/contract';
import { interpolate, stepFor } from '@gpu-console/shared/dashboards';
import { LRUCache } from 'lru-cache';
import { frameBytes } from './frameBytes.ts';
import type { Asking, PrometheusClient } from './prometheusClient.ts';
import { queryError } from './queryError.ts';
import { readInstant, readRange } from './readFrame.ts';
import { SharedQuestions } from './sharedQuestions.ts';

const DEFAULT_POINTS = 500;
/** A sample may reach Prometheus this long after its own time (a slow scrape); until then an answer may still grow. */
const SETTLED_SECONDS = 60;
const SETTLED_TTL_MS = 10 * 60_000;
/** As far apart as the ends of the windows that viewers ask for, so that each is asked of Prometheus once. */
const FRESH_TTL_MS = 10_000;
const MAX_CACHE_BYTES = 64 * 2 ** 20;
/** One huge answer does not push out all others. */
const MAX_CACHE_ENTRY_BYTES = MAX_CACHE_BYTES / 4;

/** Whose questions they are, and until when they wait; viewers without a name share as if they were one. */
export type QueryAsking = Pick<Asking, 'viewer' | 'signal' | 'access'>;
const ANYBODY: QueryAsking = { viewer: '' };

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

/** Answers viewers' PromQL in frames: aligned, identical questions asked once, recent answers kept. */
export class QueryService {
  readonly #client: PrometheusClient;
  readonly #scrapeInterval: () => number;
  readonly #underway = new SharedQuestions<Frame>();
  readonly #answers = new LRUCache<string, Frame>({
    maxSize: MAX_CACHE_BYTES,
    // Of clusters that nobody looks at any more, nothing stays.
    ttlAutopurge: true,
    maxEntrySize: MAX_CACHE_ENTRY_BYTES,
    sizeCalculation: (frame, question) => frameBytes(frame) + 2 * question.length,
  });

  constructor(client: PrometheusClient, scrapeInterval: () => number) {
    this.#client = client;
    this.#scrapeInterval = scrapeInterval;
  }

  /** Every query of the request, each with its own frame or its own error. */
  async run(request: QueryRequest, asking: QueryAsking = ANYBODY): Promise<QueryReply> {
    const step = this.#step(request);
    const entries = await Promise.all(
      request.queries.map(async ({ id, expr, type, legend }): Promise<[string, Frame | QueryError]> => {
        const times = { from: request.from, to: request.to, step, scrapeInterval: this.#scrapeInterval() };
        const ready = interpolate(expr, times);
        try {
          const frame =
            type === 'range'
              ? await this.range(ready, alignedGrid(request.from, request.to, step), asking)
              : await this.instant(ready, request.to, asking);
          return [id, legend === undefined ? frame : withLegend(frame, legend)];
        } catch (error) {
          return [id, queryError(error)];
        }
      }),
    );
    return { results: Object.fromEntries(entries) };
  }

  /** One range query on its grid. */
  range(expr: string, { start, end, step }: Grid, asking: QueryAsking = ANYBODY): Promise<Frame> {
    return this.#ask(`range ${start} ${end} ${step} ${expr}`, end, asking, async (how) => {
      const form = { query: expr, start: String(start), end: String(end), step: String(step) };
      return readRange(await this.#client.query('query_range', form, how), start, step, end);
    });
  }

  /** One instant query at a Unix time in seconds. */
  instant(expr: string, time: number, asking: QueryAsking = ANYBODY): Promise<Frame> {
    return this.#ask(`instant ${time} ${expr}`, time, asking, async (how) => {
      const form = { query: expr, time: String(time) };
      return (await readInstant(await this.#client.query('query', form, how), time, how)).frame;
    });
  }

  #step({ from, to, step, maxDataPoints = DEFAULT_POINTS }: QueryRequest): number {
    return step ?? stepFor(to - from, Math.min(maxDataPoints, MAX_POINTS), this.#scrapeInterval());
  }

  /** The question counts as that of the viewer who asked it first; who may see something else asks another. */
  async #ask(
    question: string,
    end: number,
    { viewer = '', signal, access }: QueryAsking,
    upstream: (asking: Asking) => Promise<Frame>,
  ): Promise<Frame> {
    const key = `${access?.key ?? ''} ${question}`;
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    return this.#underway.answer(key, signal, async (anybodyWaits) => {
      const frame = await upstream({ viewer, access, signal: anybodyWaits });
      const settled = Date.now() / 1000 - end > SETTLED_SECONDS;
      const ttl = settled ? SETTLED_TTL_MS : FRESH_TTL_MS;
      this.#answers.set(key, frame, { ttl: Math.min(ttl, access?.maxAgeMs ?? ttl) });
      return frame;
    });
  }
}

function withLegend(frame: Frame, legend: string): Frame {
  return { ...frame, series: frame.series.map((series) => ({ ...series, legend })) };
}
