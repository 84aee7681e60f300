import { describe, expect, it } from 'vitest';
import { drawnPanel } from './drawn.ts';
import type { StatPanel, TimeSeriesPanel } from './model.ts';
import type { VariableValue } from './variables/interpolateQuery.ts';

const chosen = (...values: string[]): VariableValue => ({ values, texts: values, own: false });
const values = new Map([['node', chosen('gpu-1', 'gpu-2')]]);

const chart: TimeSeriesPanel = {
  id: 'use',
  kind: 'timeseries',
  title: 'Use of $node',
  unit: 'ratio',
  scale: 0.01,
  grid: { x: 0, y: 0, w: 12, h: 8 },
  row: 'first',
  queries: [
    { id: 'a', expr: 'DCGM_FI_DEV_GPU_UTIL{Hostname=~"$node"}', legend: '{{gpu}} of $node' },
    { id: 'b', expr: 'up', legend: 'b', hidden: true },
  ],
};

describe('a panel as it is drawn', () => {
  it('has its variables filled in, words in both languages, and no place', () => {
    expect(drawnPanel(chart, values)).toEqual({
      panel: {
        id: 'use',
        kind: 'timeseries',
        title: { en: 'Use of gpu-1 + gpu-2', 'zh-CN': 'Use of gpu-1 + gpu-2' },
        help: { en: '', 'zh-CN': '' },
        unit: 'ratio',
        scale: 0.01,
        queries: [
          {
            id: 'a',
            expr: 'DCGM_FI_DEV_GPU_UTIL{Hostname=~"(gpu-1|gpu-2)"}',
            legend: { en: '{{gpu}} of gpu-1 + gpu-2', 'zh-CN': '{{gpu}} of gpu-1 + gpu-2' },
          },
        ],
      },
      problems: [],
    });
  });

  it('asks nothing with a value that could break out of its place', () => {
    const hostile = new Map([['node', chosen('x) or vector(1')]]);
    const { panel, problems } = drawnPanel(
      { ...chart, queries: [{ id: 'a', expr: 'sum($node)', legend: '' }] },
      hostile,
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
    expect(drawnPanel(stat, values).panel.steps).toEqual([
      { from: null, colour: '#0f0' },
      { from: 90, colour: '#f00' },
    ]);
  });
});
