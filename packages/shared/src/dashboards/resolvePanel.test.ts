import { describe, expect, it } from 'vitest';
import type { StatPanel, TimeSeriesPanel } from './model.ts';
import { resolvePanel } from './resolvePanel.ts';
import type { VariableValue } from './variables/interpolateQuery.ts';

const chosen = (...values: string[]): VariableValue => ({ values, texts: values, own: false });
const values = new Map([['node', chosen('gpu-1', 'gpu-2')]]);

const chart: TimeSeriesPanel = {
  id: 'use',
  kind: 'timeseries',
  title: { en: 'Use of $node', 'zh-CN': '$node 的使用' },
  unit: 'ratio',
  scale: 0.01,
  grid: { x: 0, y: 0, w: 12, h: 8 },
  row: 'first',
  queries: [
    { id: 'a', expr: 'DCGM_FI_DEV_GPU_UTIL{Hostname=~"$node"}', legend: '{{gpu}} of $node' },
    { id: 'b', expr: 'up', legend: 'b', hidden: true },
  ],
};

describe('a resolved panel', () => {
  it('names its series in the language on screen', () => {
    const queries = [{ id: 'a', expr: 'a', legend: { en: 'power', 'zh-CN': '功率' } }];
    expect(resolvePanel({ ...chart, queries }, values, 'zh-CN').panel.queries[0]?.legend).toBe('功率');
  });

  it('has its variables filled in, its words in one language, and no place', () => {
    expect(resolvePanel(chart, values, 'en')).toEqual({
      panel: {
        id: 'use',
        kind: 'timeseries',
        title: 'Use of gpu-1 + gpu-2',
        help: '',
        unit: 'ratio',
        scale: 0.01,
        queries: [
          {
            id: 'a',
            expr: 'DCGM_FI_DEV_GPU_UTIL{Hostname=~"(gpu-1|gpu-2)"}',
            legend: '{{gpu}} of gpu-1 + gpu-2',
          },
        ],
      },
      problems: [],
    });
  });

  it('asks nothing with a value that could break out of its place', () => {
    const hostile = new Map([['node', chosen('x) or vector(1')]]);
    const { panel, problems } = resolvePanel(
      { ...chart, queries: [{ id: 'a', expr: 'sum($node)', legend: '' }] },
      hostile,
      'en',
    );
    expect(panel.queries).toEqual([]);
    expect(problems).toMatchObject([{ code: 'value.unsafe', variable: 'node' }]);
  });

  it('has steps as values where they were shares of the way from end to end', () => {
    const stat: StatPanel = {
      ...{ id: 's', kind: 'stat', title: '', unit: 'celsius', queries: [], reduce: 'last', show: 'gauge' },
      ...{ min: 20, max: 120 },
      thresholds: {
        relative: true,
        steps: [
          { from: null, colour: '#0f0' },
          { from: 0.7, colour: '#f00' },
        ],
      },
    };
    expect(resolvePanel(stat, values, 'en').panel.thresholds).toEqual({
      steps: [
        { from: null, colour: '#0f0' },
        { from: 90, colour: '#f00' },
      ],
    });
  });
});
