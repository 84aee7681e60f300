import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantKind, rangeKind, readAnswer, UnsupportedResult } from './frame.ts';

const rangeFrame = (body: string, start: number, step: number, end: number) =>
  readAnswer(rangeKind(start, step, end), body).frame;
const instantFrame = (body: string, time: number) => readAnswer(instantKind(time), body).frame;

import { alignedGrid } from './queryService.ts';

type Sample = readonly [time: number, value: string];

const matrix = (...series: readonly (readonly Sample[])[]) =>
  JSON.stringify({
    status: 'success',
    data: {
      resultType: 'matrix',
      result: series.map((values, n) => ({ metric: { gpu: String(n) }, values })),
    },
  });
const instant = (resultType: string, result: unknown, more: object = {}) =>
  JSON.stringify({ status: 'success', data: { resultType, result }, ...more });

describe('a range query’s columns', () => {
  it('hold each sample at its own time and null where there is none', () => {
    const body = matrix(
      [
        [100, '1'],
        [115, '2'],
        [145, '4'],
      ],
      [[130, '9.5']],
    );
    expect(rangeFrame(body, 100, 15, 145)).toEqual({
      start: 100,
      step: 15,
      count: 4,
      series: [
        { labels: { gpu: '0' }, values: [1, 2, null, 4] },
        { labels: { gpu: '1' }, values: [null, null, 9.5, null] },
      ],
      warnings: [],
    });
  });

  it.each(['NaN', '+Inf', '-Inf'])('show %s as a gap', (text) => {
    const body = matrix([
      [100, text],
      [115, '0'],
    ]);
    expect(rangeFrame(body, 100, 15, 115).series[0]?.values).toEqual([null, 0]);
  });

  it('keep the grid where nothing answered', () => {
    expect(rangeFrame(matrix(), 100, 15, 145)).toMatchObject({ count: 4, series: [] });
  });

  it('have one point where the range is a moment', () => {
    expect(rangeFrame(matrix([[100, '1']]), 100, 15, 100)).toMatchObject({
      count: 1,
      series: [{ values: [1] }],
    });
  });

  it('give a native histogram, which has no samples, as a gap', () => {
    const body = JSON.stringify({
      status: 'success',
      data: { resultType: 'matrix', result: [{ metric: {}, histograms: [[100, { count: '1' }]] }] },
    });
    expect(rangeFrame(body, 100, 15, 115).series).toEqual([{ labels: {}, values: [null, null] }]);
  });

  it('find their place on any grid', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 2e9, noNaN: true }),
        fc.double({ min: 1, max: 1e5, noNaN: true }),
        fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), {
          minLength: 1,
          maxLength: 50,
        }),
        (start, step, values) => {
          // Prometheus keeps times in milliseconds.
          const samples = values.flatMap((value, n): Sample[] =>
            value === null ? [] : [[Math.round((start + n * step) * 1000) / 1000, String(value)]],
          );
          const frame = rangeFrame(matrix(samples), start, step, start + (values.length - 1) * step);
          expect(frame.count).toBe(values.length);
          // Through text, as Prometheus prints it, -0 becomes 0.
          expect(frame.series[0]?.values).toEqual(
            values.map((value) => (value === null ? null : Number(String(value)))),
          );
        },
      ),
    );
  });
});

describe('an instant query’s column', () => {
  it('has one point per series', () => {
    const result = [
      { metric: { gpu: '0' }, value: [100, '41'] },
      { metric: { gpu: '1' }, value: [100, 'NaN'] },
    ];
    expect(instantFrame(instant('vector', result), 100)).toEqual({
      start: 100,
      step: 0,
      count: 1,
      series: [
        { labels: { gpu: '0' }, values: [41] },
        { labels: { gpu: '1' }, values: [null] },
      ],
      warnings: [],
    });
  });

  it('is one series without labels for a scalar', () => {
    expect(instantFrame(instant('scalar', [100, '3.5']), 100).series).toEqual([
      { labels: {}, values: [3.5] },
    ]);
  });

  it.each([
    ['string', [100, 'text']],
    ['matrix', []],
  ])('is refused for a %s, by its name', (type, result) => {
    expect(() => instantFrame(instant(type, result), 100)).toThrow(UnsupportedResult);
    expect(() => instantFrame(instant(type, result), 100)).toThrow(type);
  });

  it('passes on what Prometheus had to remark', () => {
    const body = instant('vector', [], { warnings: ['one store is away'], infos: ['not a counter'] });
    expect(instantFrame(body, 100).warnings).toEqual(['one store is away', 'not a counter']);
  });
});

describe('the grid of a range query', () => {
  it('has both ends on multiples of the step', () => {
    expect(alignedGrid(1_700_000_007, 1_700_003_599, 60)).toEqual({
      start: 1_699_999_980,
      end: 1_700_003_580,
      step: 60,
    });
    expect(alignedGrid(1_700_000_010, 1_700_000_010, 60)).toMatchObject({
      start: 1_699_999_980,
      end: 1_699_999_980,
    });
  });

  const time = fc.integer({ min: 0, max: 2_000_000_000 });
  const step = fc.integer({ min: 1, max: 86_400 });

  it('covers the range, less than a step early at each end', () => {
    fc.assert(
      fc.property(time, fc.integer({ min: 0, max: 1e8 }), step, (from, range, by) => {
        const { start, end } = alignedGrid(from, from + range, by);
        expect(start % by).toBe(0);
        expect(end % by).toBe(0);
        expect(start).toBeLessThanOrEqual(from);
        expect(from - start).toBeLessThan(by);
        expect(end).toBeLessThanOrEqual(from + range);
        expect(from + range - end).toBeLessThan(by);
      }),
    );
  });

  it('is the same for everybody who looks within the same step', () => {
    fc.assert(
      fc.property(time, step, fc.nat({ max: 86_399 }), (from, by, later) => {
        const start = Math.floor(from / by) * by;
        expect(alignedGrid(start + (later % by), start + 10 * by + (later % by), by)).toEqual(
          alignedGrid(start, start + 10 * by, by),
        );
      }),
    );
  });
});
