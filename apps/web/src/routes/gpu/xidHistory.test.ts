import { describe, expect, it } from 'vitest';
import { xidEvents } from './xidHistory.ts';

const frameOf = (...series: readonly (readonly (number | null)[])[]) => ({
  start: 1000,
  step: 10,
  count: series[0]?.length ?? 0,
  warnings: [],
  series: series.map((values) => ({ labels: {}, values: [...values] })),
});

describe('the XIDs of a GPU', () => {
  it('are the changes of the last code, newest first', () => {
    expect(xidEvents(frameOf([0, 0, 31, 31, 94]))).toEqual([
      { time: 1040, code: 94 },
      { time: 1020, code: 31 },
    ]);
  });

  it('were there before where the range begins with one', () => {
    expect(xidEvents(frameOf([79, 79]))).toEqual([{ time: null, code: 79 }]);
  });

  it('are not repeated after a gap, and none when the driver is loaded anew', () => {
    expect(xidEvents(frameOf([0, 31, null, 31, 0, 31]))).toEqual([
      { time: 1050, code: 31 },
      { time: 1010, code: 31 },
    ]);
  });

  it('are none of a GPU that is well', () => {
    expect(xidEvents(frameOf([0, 0, null, 0]))).toEqual([]);
    expect(xidEvents(frameOf())).toEqual([]);
  });
});
