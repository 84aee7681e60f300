import { panelOf, seriesOf } from '@gpu-console/panels/fixtures';
import { describe, expect, it } from 'vitest';
import { panelState } from './panelState.ts';
import type { PanelData } from './usePanelData.ts';

const circumstances = {
  window: { from: 1000, to: 1100 },
  live: true,
  exported: ['DCGM_FI_DEV_POWER_USAGE'],
  scrapeInterval: 10,
  devices: [],
};

function dataOf(
  values: readonly (readonly (number | null)[])[] | null,
  rest: Partial<PanelData> = {},
): PanelData {
  const series = (values ?? []).map((column, index) => seriesOf(`${index}`, column));
  const frame = {
    start: 1000,
    step: 10,
    count: 11,
    series: series.map((one) => ({ labels: {}, values: [...one.values] })),
    warnings: [],
  };
  const frames = values === null ? [null] : [frame];
  return { frames, series, fetchedAt: values === null ? null : 1100, error: null, pending: false, ...rest };
}

const full = [Array.from({ length: 11 }, () => 1)];
const error = new Error('query timed out');

describe('panelState', () => {
  it('waits for the first answer', () => {
    expect(panelState(panelOf(), dataOf(null, { pending: true }), circumstances)).toEqual({
      kind: 'loading',
    });
  });

  it('says what went wrong where there is nothing to show', () => {
    expect(panelState(panelOf(), dataOf(null, { error }), circumstances)).toEqual({ kind: 'failed', error });
  });

  it('keeps old data when a refresh fails, and says so', () => {
    const state = panelState(panelOf(), dataOf(full, { error, fetchedAt: 1050 }), circumstances);
    expect(state).toEqual({ kind: 'ready', notice: { kind: 'refreshFailed', since: 1050, error } });
  });

  it('shows the queries that were answered when another failed', () => {
    const data = dataOf(full);
    const state = panelState(panelOf(), { ...data, frames: [...data.frames, null], error }, circumstances);
    expect(state).toEqual({ kind: 'ready', notice: { kind: 'partFailed', error } });
  });

  it('says how old the newest sample is once three scrapes are missing', () => {
    const until = (count: number) =>
      dataOf([Array.from({ length: 11 }, (_, index) => (index < count ? 1 : null))]);
    expect(panelState(panelOf(), until(7), circumstances)).toEqual({ kind: 'ready', notice: null });
    const old = { kind: 'ready', notice: { kind: 'samplesOld', since: 1050 } };
    expect(panelState(panelOf(), until(6), circumstances)).toEqual(old);
    expect(panelState(panelOf(), until(6), { ...circumstances, live: false })).toEqual({
      kind: 'ready',
      notice: null,
    });
  });

  it('tells apart why there is no line', () => {
    const why = (data: PanelData, exported: readonly string[] | null = circumstances.exported) => {
      const state = panelState(panelOf(), data, { ...circumstances, exported });
      return state.kind === 'empty' ? state.reason : state.kind;
    };
    expect(why(dataOf([]), [])).toEqual({ why: 'notExported', fields: ['DCGM_FI_DEV_POWER_USAGE'] });
    expect(why(dataOf([]))).toEqual({ why: 'noSeries' });
    expect(why(dataOf([]), null)).toEqual({ why: 'noSeries' });
    expect(why(dataOf([[null, null]]))).toEqual({ why: 'allGaps' });
  });

  it('says what the devices that the page is about cannot have, and shows what they have all the same', () => {
    const devices = [{ product: 'NVIDIA A100-SXM4-40GB', isInstance: true }];
    const state = (data: PanelData) => panelState(panelOf(), data, { ...circumstances, devices });
    expect(state(dataOf([]))).toEqual({
      kind: 'empty',
      reason: { why: 'inapplicable', because: 'instance' },
    });
    expect(state(dataOf(full)).kind).toBe('ready');
  });
});
