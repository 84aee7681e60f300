import type { Frame, Series } from '@gpu-console/shared/contract';
import { brokenPromise, PrometheusError } from './prometheusError.ts';

type Labels = Record<string, string>;
type Sample = readonly [number, string];

interface Envelope {
  readonly resultType: string;
  readonly result: readonly unknown[];
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
}

interface Matrix {
  readonly metric: Labels;
  readonly values?: readonly Sample[];
}

interface Vector {
  readonly metric: Labels;
  readonly value?: Sample;
}

/** A frame, and of what Prometheus said beside it only its warnings: unlike infos, they tell that it may not be all. */
export interface Answer {
  readonly frame: Frame;
  readonly warnings: readonly string[];
}

/** How the replies of one question become a frame. */
export interface FrameKind {
  /** What was asked, below `/api/v1/`. */
  readonly page: 'query' | 'query_range';
  readonly grid: Pick<Frame, 'start' | 'step' | 'count'>;
  /** Of one element of the result, which is Prometheus' own and is trusted, not validated: there are many. */
  readonly seriesOf: (element: unknown) => readonly Series[];
  /** @throws UnsupportedResult, PrometheusError for another type than `seriesOf` reads */
  readonly check: (resultType: string) => void;
}

/** An answer that has no place in a chart or a table: its type is named in the message. */
export class UnsupportedResult extends Error {}

/** Of a step: a double holds today's seconds to 2.4e-7, so that both ends of a grid are off by that much. */
const GRID_SLACK = 1e-6;

/**
 * Replies of `/api/v1/query_range` as columns: each sample falls on the grid `start + i × step`, by its time; where
 * Prometheus gave none there is null.
 */
export function rangeKind(start: number, step: number, end: number): FrameKind {
  const count = Math.floor((end - start) / step + GRID_SLACK) + 1;
  return {
    page: 'query_range',
    grid: { start, step, count },
    seriesOf: (element) => [rangeSeries(element as Matrix, { start, step, count })],
    check: (resultType) => {
      if (resultType !== 'matrix') throw brokenPromise('query_range', `it is a ${resultType}, not a matrix`);
    },
  };
}

/** Replies of `/api/v1/query` as columns of one point. A scalar is one series without labels. */
export function instantKind(time: number): FrameKind {
  return {
    page: 'query',
    grid: { start: time, step: 0, count: 1 },
    seriesOf: (element) => {
      const { metric, value } = element as Vector;
      return value === undefined ? [] : [{ labels: { ...metric }, values: [toNumber(value[1])] }];
    },
    check: (resultType) => {
      if (resultType === 'vector' || resultType === 'scalar') return;
      const words = `the expression gives a ${resultType}; an instant query needs a vector or a scalar`;
      throw new UnsupportedResult(words);
    },
  };
}

/**
 * Reads a reply.
 * @param read the series of elements that were taken out of it before
 * @throws UnsupportedResult for an instant query's string or range vector
 * @throws PrometheusError for what is not a query's reply
 */
export function readAnswer(kind: FrameKind, body: string, read: readonly Series[] = []): Answer {
  return inPlainWords(kind, () => {
    const { resultType, result, warnings, infos } = envelopeOf(kind, body);
    const isScalar = resultType === 'scalar';
    const rest = isScalar ? [scalarSeries(result)] : result.flatMap((element) => kind.seriesOf(element));
    return {
      frame: { ...kind.grid, series: [...read, ...rest], warnings: [...warnings, ...infos] },
      warnings,
    };
  });
}

/** Where a reply is something else than was trusted, that it cannot be read is all that is told. */
export function inPlainWords<T>({ page }: FrameKind, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof PrometheusError || error instanceof UnsupportedResult) throw error;
    const what = error instanceof SyntaxError ? 'it is no whole JSON' : 'its samples cannot be read';
    throw brokenPromise(page, what, { cause: error });
  }
}

function envelopeOf({ page, check }: FrameKind, body: string): Envelope {
  const { status, error, data, warnings, infos } = fieldsOf(JSON.parse(body));
  if (status !== 'success') {
    if (typeof error === 'string') throw new PrometheusError('upstream_error', error, 200);
    throw brokenPromise(page, 'it does not say that it succeeded');
  }
  const { resultType, result } = fieldsOf(data);
  if (typeof resultType !== 'string' || !Array.isArray(result)) throw brokenPromise(page, 'it has no result');
  check(resultType);
  return { resultType, result, warnings: textsIn(warnings), infos: textsIn(infos) };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}

function rangeSeries({ metric, values = [] }: Matrix, { start, step, count }: FrameKind['grid']): Series {
  const column = new Array<number | null>(count).fill(null);
  for (const [time, text] of values) {
    const index = Math.round((time - start) / step);
    // A sample off the grid would make a column as long as it is far away.
    if (index >= 0 && index < count) column[index] = toNumber(text);
  }
  return { labels: { ...metric }, values: column };
}

function scalarSeries(result: readonly unknown[]): Series {
  return { labels: {}, values: [toNumber(String(result[1]))] };
}

/** JSON has no NaN and no infinities: a chart shows all of them as a gap. */
function toNumber(text: string): number | null {
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
