import type { QueryPanel } from '@gpu-console/shared/dashboards';
import { describe, expect, it } from 'vitest';
import { unitChoice } from './unitSearch.ts';
import { withUnit } from './withUnit.ts';

const PANEL: QueryPanel = {
  id: 'a',
  title: 'A',
  kind: 'heatmap',
  unit: 'count',
  queries: [],
  min: 0,
  max: 100,
  thresholds: { warning: 80, critical: 90 },
};

describe('another unit', () => {
  it('leaves the numbers that people wrote as they are', () => {
    const percent = withUnit(PANEL, unitChoice('ratio', 0.01));
    expect(percent).toMatchObject({
      unit: 'ratio',
      scale: 0.01,
      min: 0,
      max: 1,
      thresholds: { warning: 0.8, critical: 0.9 },
    });
    expect(withUnit(percent, unitChoice('count'))).toEqual(PANEL);
  });

  it('scales steps, but not those that are shares of the way', () => {
    const steps = [
      { from: null, colour: '#000000' },
      { from: 0.5, colour: '#ffffff' },
    ];
    const of = (relative: boolean) =>
      withUnit({ ...PANEL, thresholds: { steps, relative } }, unitChoice('bytes', 1024)).thresholds;
    expect(of(true)).toEqual({ steps, relative: true });
    expect(of(false)).toEqual({ steps: [steps[0], { from: 512, colour: '#ffffff' }], relative: false });
  });
});
