import type { Frame, Series } from '@gpu-console/shared/contract';

type Labels = Record<string, string>;
type Sample = readonly [number, string];

interface Envelope {
  readonly data: { readonly resultType: string; readonly result: unknown };
  readonly warnings?: readonly string[];
  readonly infos?: readonly string[];
}

interface Matrix {
  readonly metric: Labels;
  readonly values?: readonly Sample[];
}

interface Vector {
  readonly metric: Labels;
  readonly value?: Sample;
}

/** An answer that has no place in a chart or a table: its type is named in the message. */
export class UnsupportedResult extends Error {}

function parse(body: string): Envelope {
  return JSON.parse(body) as Envelope;
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
 * where Prometheus gave none there is null. The reply's shape is Prometheus' own and is trusted, not validated:
 * it is large, and this is the hot path.
 */
export function rangeFrame(body: string, start: number, step: number, end: number): Frame {
  const { data, warnings, infos } = parse(body);
  const count = Math.floor((end - start) / step + GRID_SLACK) + 1;
  const series = (data.result as readonly Matrix[]).map(({ metric, values = [] }): Series => {
    const column = new Array<number | null>(count).fill(null);
    for (const [time, text] of values) {
      column[Math.round((time - start) / step)] = toNumber(text);
    }
    return { labels: metric, values: column };
  });
  return { start, step, count, series, warnings: [...(warnings ?? []), ...(infos ?? [])] };
}

/**
 * A reply of `/api/v1/query` as columns of one point. A scalar is one series without labels.
 * @throws UnsupportedResult for a string or a range vector.
 */
export function instantFrame(body: string, time: number): Frame {
  const { data, warnings, infos } = parse(body);
  return {
    start: time,
    step: 0,
    count: 1,
    series: instantSeries(data),
    warnings: [...(warnings ?? []), ...(infos ?? [])],
  };
}

function instantSeries({ resultType, result }: Envelope['data']): Series[] {
  if (resultType === 'scalar') return [{ labels: {}, values: [toNumber((result as Sample)[1])] }];
  if (resultType !== 'vector') {
    throw new UnsupportedResult(
      `the expression gives a ${resultType}; an instant query needs a vector or a scalar`,
    );
  }
  return (result as readonly Vector[]).flatMap(({ metric, value }) =>
    value === undefined ? [] : [{ labels: metric, values: [toNumber(value[1])] }],
  );
}
