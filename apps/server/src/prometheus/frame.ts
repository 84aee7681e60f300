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

/** An answer that has no place in a chart or a table: its type is named in the message. */
export class UnsupportedResult extends Error {}

/**
 * Reads a reply with `read`. The reply's shape is Prometheus' own: its envelope is checked, its samples, which are many and
 * the hot path, are not; where they are something else, that they could not be read is all that is told.
 * @throws PrometheusError for what is not a query's reply
 */
function reading(page: string, body: string, read: (envelope: Envelope) => Omit<Frame, 'warnings'>): Answer {
  try {
    const envelope = envelopeOf(page, JSON.parse(body));
    const { warnings, infos } = envelope;
    return { frame: { ...read(envelope), warnings: [...warnings, ...infos] }, warnings };
  } catch (error) {
    if (error instanceof PrometheusError || error instanceof UnsupportedResult) throw error;
    const what = error instanceof SyntaxError ? 'it is no whole JSON' : 'its samples cannot be read';
    throw brokenPromise(page, what, { cause: error });
  }
}

function envelopeOf(page: string, reply: unknown): Envelope {
  const { status, error, data, warnings, infos } = fieldsOf(reply);
  if (status !== 'success') {
    if (typeof error === 'string') throw new PrometheusError('upstream_error', error, 200);
    throw brokenPromise(page, 'it does not say that it succeeded');
  }
  const { resultType, result } = fieldsOf(data);
  if (typeof resultType !== 'string' || !Array.isArray(result)) throw brokenPromise(page, 'it has no result');
  return { resultType, result, warnings: textsIn(warnings), infos: textsIn(infos) };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}

/** JSON has no NaN and no infinities: a chart shows all of them as a gap. */
function toNumber(text: string): number | null {
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Of a step: a double holds today's seconds to 2.4e-7, so that both ends of a grid are off by that much. */
const GRID_SLACK = 1e-6;

/**
 * A reply of `/api/v1/query_range` as columns: each sample falls on the grid `start + i × step`, by its time;
 * where Prometheus gave none there is null.
 * @throws PrometheusError for what is no such reply
 */
export function rangeFrame(body: string, start: number, step: number, end: number): Frame {
  const count = Math.floor((end - start) / step + GRID_SLACK) + 1;
  const { frame } = reading('query_range', body, ({ resultType, result }) => {
    if (resultType !== 'matrix') throw brokenPromise('query_range', `it is a ${resultType}, not a matrix`);
    return {
      start,
      step,
      count,
      series: result.map((one) => rangeSeries(one as Matrix, start, step, count)),
    };
  });
  return frame;
}

function rangeSeries({ metric, values = [] }: Matrix, start: number, step: number, count: number): Series {
  const column = new Array<number | null>(count).fill(null);
  for (const [time, text] of values) {
    const index = Math.round((time - start) / step);
    // A sample off the grid would make a column as long as it is far away.
    if (index >= 0 && index < count) column[index] = toNumber(text);
  }
  return { labels: { ...metric }, values: column };
}

/**
 * A reply of `/api/v1/query` as columns of one point. A scalar is one series without labels.
 * @throws UnsupportedResult for a string or a range vector
 * @throws PrometheusError for what is no such reply
 */
export function instantAnswer(body: string, time: number): Answer {
  return reading('query', body, (envelope) => ({
    start: time,
    step: 0,
    count: 1,
    series: instantSeries(envelope),
  }));
}

/** `instantAnswer`, for whom the frame is enough. */
export function instantFrame(body: string, time: number): Frame {
  return instantAnswer(body, time).frame;
}

function instantSeries({ resultType, result }: Envelope): Series[] {
  if (resultType === 'scalar') return [{ labels: {}, values: [toNumber(String(result[1]))] }];
  if (resultType !== 'vector') {
    throw new UnsupportedResult(
      `the expression gives a ${resultType}; an instant query needs a vector or a scalar`,
    );
  }
  return (result as readonly Vector[]).flatMap(({ metric, value }) =>
    value === undefined ? [] : [{ labels: { ...metric }, values: [toNumber(value[1])] }],
  );
}
