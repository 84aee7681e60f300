import { describe, expect, it } from 'vitest';
import { panelOf, seriesOf } from '../../fixtures.ts';
import { plotInsets } from './plotGeometry.ts';
import { ticksOf, valueAxis } from './valueAxis.ts';

const GIBIBYTE = 1024 ** 3;

describe('valueAxis', () => {
  it('goes from 0 to 100 % for ratios, whatever the values', () => {
    const axis = valueAxis(panelOf({ unit: 'ratio', max: 1 }), [seriesOf('a', [0.01, 0.02])], 'en');
    expect(axis).toMatchObject({ min: 0, max: 100, interval: 25 });
    expect(axis.label(75)).toBe('75%');
  });

  it('reads all of its labels in one scale, at round numbers of it', () => {
    const axis = valueAxis(
      panelOf({ unit: 'bytes' }),
      [seriesOf('a', [0.5 * GIBIBYTE, 59 * GIBIBYTE])],
      'en',
    );
    expect(axis).toMatchObject({ min: 0, max: 60, interval: 20 });
    expect(axis.place(GIBIBYTE)).toBe(1);
    expect(axis.valueOf(2)).toBe(2 * GIBIBYTE);
    expect(axis.label(20)).toBe('20 GiB');
  });

  it('has decimals enough to tell its ticks apart', () => {
    for (const high of [0.018, 0.07, 0.9, 7.3, 9.9, 2000]) {
      const axis = valueAxis(panelOf({ unit: 'perSecond' }), [seriesOf('a', [high])], 'en');
      const labels = ticksOf(axis).slice(1, -1).map(axis.label);
      expect(new Set(labels).size, labels.join(', ')).toBe(labels.length);
    }
  });

  it('begins at zero, except for temperatures', () => {
    expect(valueAxis(panelOf(), [seriesOf('a', [290, 300])], 'en').min).toBe(0);
    expect(valueAxis(panelOf({ unit: 'celsius' }), [seriesOf('a', [41, 44])], 'en').min).toBe(41);
  });

  it('leaves the room that its widest label takes', () => {
    const insets = (high: number) =>
      plotInsets(valueAxis(panelOf({ unit: 'hertz' }), [seriesOf('a', [high])], 'en'));
    expect(insets(1.98e9).left).toBe(insets(1e8).left);
    expect(insets(1.98e12).left).toBeGreaterThan(insets(1.98e9).left);
  });

  it('has the thresholds in view', () => {
    const panel = panelOf({ unit: 'celsius', thresholds: { warning: 83, critical: 90 } });
    expect(valueAxis(panel, [seriesOf('a', [40, 45])], 'en').max).toBeGreaterThanOrEqual(90);
  });

  it('has room below zero where values are', () => {
    expect(valueAxis(panelOf(), [seriesOf('a', [-30, 70])], 'en').min).toBeLessThanOrEqual(-30);
  });

  it('shows whole numbers only for counts', () => {
    expect(valueAxis(panelOf({ unit: 'count' }), [seriesOf('a', [0, 1])], 'en').interval).toBe(1);
  });

  it('stands up without any value', () => {
    const { min, max, interval } = valueAxis(panelOf(), [seriesOf('a', [null])], 'en');
    expect(min).toBe(0);
    expect(max).toBeGreaterThan(min);
    expect(interval).toBeGreaterThan(0);
  });

  it('ends where the panel says', () => {
    const { min, max } = valueAxis(panelOf({ min: 100, max: 350 }), [seriesOf('a', [290, 900])], 'en');
    expect([min, max]).toEqual([100, 350]);
    const upwards = valueAxis(panelOf({ min: 100 }), [seriesOf('a', [290])], 'en');
    expect(upwards.min).toBe(100);
    expect(upwards.max).toBeGreaterThanOrEqual(290);
    const turned = valueAxis(panelOf({ min: 5, max: 5 }), [], 'en');
    expect(turned.max).toBeGreaterThan(turned.min);
  });

  it('goes by powers of ten where it is logarithmic, with no place for what is not above zero', () => {
    const axis = valueAxis(panelOf({ logarithmic: true }), [seriesOf('a', [0, 3, -1, 2500])], 'en');
    expect(axis).toMatchObject({ min: 0, max: 4, interval: 1 });
    expect(axis.label(3)).toBe('1 kW');
    expect(axis.valueOf(axis.place(2500))).toBeCloseTo(2500);
    expect(axis.place(0)).toBeNaN();
    expect(valueAxis(panelOf({ logarithmic: true }), [], 'en').max).toBe(1);
  });
});
