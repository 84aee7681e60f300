import { describe, expect, it } from 'vitest';
import { changedXids, countedXids, xidHistory } from './xidHistory.ts';

type Values = readonly (number | null)[];

const frameOf = (...series: readonly { labels?: Record<string, string>; values: Values }[]) => ({
  start: 1000,
  step: 10,
  count: series[0]?.values.length ?? 0,
  warnings: [],
  series: series.map(({ labels = {}, values }) => ({ labels, values: [...values] })),
});

describe('the XIDs in the last code', () => {
  it('are its changes', () => {
    expect(changedXids(frameOf({ values: [0, 0, 31, 31, 94] }), 'UUID')).toEqual([
      { time: 1020, code: 31 },
      { time: 1040, code: 94 },
    ]);
  });

  it('were there before where the range begins with one', () => {
    expect(changedXids(frameOf({ values: [79, 79] }), 'UUID')).toEqual([{ time: null, code: 79 }]);
  });

  it('are not repeated after a gap, and none when the driver is loaded anew', () => {
    expect(changedXids(frameOf({ values: [0, 31, null, 31, 0, 31] }), 'UUID')).toEqual([
      { time: 1010, code: 31 },
      { time: 1050, code: 31 },
    ]);
  });

  it('are told with their GPU', () => {
    const frame = frameOf(
      { labels: { UUID: 'GPU-0' }, values: [0, 31] },
      { labels: { UUID: 'GPU-1' }, values: [0, 31] },
    );
    expect(changedXids(frame, 'UUID')).toEqual([
      { uuid: 'GPU-0', time: 1010, code: 31 },
      { uuid: 'GPU-1', time: 1010, code: 31 },
    ]);
  });

  it('are none of a GPU that is well', () => {
    expect(changedXids(frameOf({ values: [0, 0, null, 0] }), 'UUID')).toEqual([]);
    expect(changedXids(frameOf(), 'UUID')).toEqual([]);
  });
});

describe('the XIDs in the exporter’s counts', () => {
  it('are the rises of each code, by either name of the label', () => {
    const frame = frameOf(
      { labels: { xid: '31' }, values: [null, 1, 1, 2, null, 1] },
      { labels: { err_code: '94' }, values: [null, null, 1, 0, 0, 0] },
    );
    expect(countedXids(frame, 'UUID')).toEqual([
      { time: 1010, code: 31 },
      { time: 1030, code: 31 },
      { time: 1050, code: 31 },
      { time: 1020, code: 94 },
    ]);
  });

  it('are none where no code is named, nor what was counted before the range', () => {
    expect(
      countedXids(frameOf({ values: [0, 0] }, { labels: { xid: '31' }, values: [1, 1, 0] }), 'UUID'),
    ).toEqual([]);
  });
});

describe('the history', () => {
  const on = (uuid: string, time: number | null, code: number) => ({ uuid, time, code });

  it('has each XID once, newest first, and the repeats that the last code does not tell', () => {
    const changed = [on('GPU-0', null, 79), on('GPU-0', 1000, 31), on('GPU-0', 3000, 94)];
    const counted = [on('GPU-0', 1020, 31), on('GPU-0', 2000, 31), on('GPU-0', 3000, 94)];
    expect(xidHistory(changed, counted, 30)).toEqual([
      on('GPU-0', 3000, 94),
      on('GPU-0', 2000, 31),
      on('GPU-0', 1000, 31),
      on('GPU-0', null, 79),
    ]);
  });

  it('has the same XID of two GPUs twice', () => {
    expect(xidHistory([on('GPU-0', 1000, 31)], [on('GPU-1', 1000, 31)], 30).length).toBe(2);
  });
});
