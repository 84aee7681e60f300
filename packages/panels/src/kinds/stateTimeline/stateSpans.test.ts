import type { Resolved, StateTimelinePanel } from '@gpu-console/shared/dashboards';
import { describe, expect, it } from 'vitest';
import type { DrawnSeries } from '../../panelSeries.ts';
import { stateRows, statesOf } from './stateSpans.ts';

const panel: Resolved<StateTimelinePanel> = {
  id: 'occupancy',
  kind: 'state-timeline',
  title: '',
  help: '',
  unit: 'ratio',
  queries: [
    {
      id: 'a',
      expr: '',
      legend: 'GPU {{gpu}}',
      state: '{{pod}}',
      pod: { namespace: 'namespace', name: 'pod' },
    },
  ],
};
const of = (gpu: string, pod: string, values: readonly (number | null)[]): DrawnSeries => ({
  key: `${gpu}${pod}`,
  name: '',
  labels: { gpu, pod, namespace: 'ml' },
  queryId: 'a',
  start: 1000,
  step: 10,
  values,
  colour: '#000000',
});

describe('the spans of a state timeline', () => {
  it('last as long as a series has values, and a gap ends them', () => {
    const [row] = stateRows(panel, [of('0', 'a', [0.5, 0.7, null, null, 0.1])], 'en');
    expect(row?.name).toBe('GPU 0');
    expect(row?.lanes).toEqual([
      [
        { from: 990, to: 1010, state: 'a', mean: 0.6, pod: { namespace: 'ml', name: 'a' } },
        { from: 1030, to: 1040, state: 'a', mean: 0.1, pod: { namespace: 'ml', name: 'a' } },
      ],
    ]);
  });

  it('stand in one lane when they follow each other, in several when they overlap', () => {
    const [row] = stateRows(
      panel,
      [of('0', 'a', [1, 1, null, null]), of('0', 'b', [null, null, 1, 1]), of('0', 'c', [null, 1, 1, null])],
      'en',
    );
    expect(row?.lanes.map((lane) => lane.map(({ state }) => state))).toEqual([['a', 'b'], ['c']]);
  });

  it('come in rows in the order of their names, each with its own', () => {
    const rows = stateRows(panel, [of('10', 'a', [1]), of('2', 'b', [1])], 'en');
    expect(rows.map(({ name }) => name)).toEqual(['GPU 2', 'GPU 10']);
    expect(statesOf(rows)).toEqual([
      { state: 'a', pod: { namespace: 'ml', name: 'a' } },
      { state: 'b', pod: { namespace: 'ml', name: 'b' } },
    ]);
  });

  it('leave a row empty of which nothing was the case', () => {
    const [held] = panel.queries;
    const devices = { id: 'devices', expr: '', legend: 'GPU {{gpu}}' };
    const series = [{ ...of('1', '', [1]), queryId: 'devices' }, of('0', 'a', [1])];
    const rows = stateRows({ ...panel, queries: held === undefined ? [] : [devices, held] }, series, 'en');
    expect(rows.map(({ name, lanes }) => [name, lanes.length])).toEqual([
      ['GPU 0', 1],
      ['GPU 1', 0],
    ]);
  });

  it('are those of each bit where the values are masks', () => {
    const bits = [
      { bit: 4, name: 'Power cap' },
      { bit: 8, name: 'Slowdown' },
    ];
    const [row] = stateRows({ ...panel, bits }, [of('0', '', [4, 12, 8, 1])], 'en');
    expect(row?.lanes.flat()).toEqual([
      { from: 990, to: 1010, state: 'Power cap', mean: null, pod: null },
      { from: 1000, to: 1020, state: 'Slowdown', mean: null, pod: null },
    ]);
  });

  describe('where the values themselves are the states', () => {
    const { queries: _, ...plain } = panel;
    const ofValues: Resolved<StateTimelinePanel> = {
      ...plain,
      queries: [{ id: 'a', expr: '', legend: 'GPU {{gpu}}' }],
    };
    const series = { ...of('0', '', [0, 0, 0.9, null, 0.4]), name: 'GPU 0' };
    const spans = (fields: Partial<Resolved<StateTimelinePanel>>) =>
      stateRows({ ...ofValues, ...fields }, [series], 'en').flatMap(({ lanes }) =>
        lanes.flat().map(({ state, from, to }) => [state, from, to]),
      );

    it('last as long as the values read the same', () => {
      expect(spans({})).toEqual([
        ['0%', 990, 1010],
        ['90%', 1010, 1020],
        ['40%', 1030, 1040],
      ]);
    });

    it('have the texts of mappings, else say which step they are in', () => {
      const mappings = [{ from: 0, to: 0, text: 'idle' }];
      const steps = [
        { from: null, colour: '#00ff00' },
        { from: 0.8, colour: '#ff0000' },
      ];
      expect(spans({ mappings, thresholds: { steps } }).map(([state]) => state)).toEqual([
        'idle',
        '≥ 80%',
        '< 80%',
      ]);
    });

    it('know the value behind a state, for its colour', () => {
      expect(statesOf(stateRows(ofValues, [series], 'en')).map(({ value }) => value)).toEqual([0, 0.4, 0.9]);
    });
  });
});
