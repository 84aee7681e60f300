import { describe, expect, it } from 'vitest';
import { panelOf, panelOfKind, seriesOf, tokens } from '../fixtures.ts';
import { barGaugeShapes } from '../kinds/barGauge/barGaugeShapes.ts';
import { statShapes } from '../kinds/stat/statShapes.ts';
import type { Shape } from '../shapes/shape.ts';
import { gaugeEnds, panelValues, shareOf } from './panelValues.ts';
import { drawnValues } from './valuesDrawing.ts';

const steps = [
  { from: null, colour: '#008800' },
  { from: 200, colour: '#880000' },
];
const series = [seriesOf('GPU 0', [100, 300]), seriesOf('GPU 1', [50, 150]), seriesOf('GPU 2', [null])];

function drawing<Kind extends 'stat' | 'bargauge'>(
  kind: Kind,
  fields: object = {},
  width = 600,
  height = 200,
) {
  const panel = panelOfKind(kind, fields);
  return { panel, ...drawnValues(panel, series), width, height, tokens, locale: 'en' as const };
}

const texts = (shapes: readonly Shape[]) =>
  shapes.flatMap((one) => (one.kind === 'text' ? [one.parts.map(({ text }) => text).join('')] : []));
const fills = (shapes: readonly Shape[]) => shapes.flatMap((one) => (one.kind === 'rect' ? [one.fill] : []));

describe('statShapes', () => {
  it('has a tile per series with its name and its value', () => {
    const { shapes } = statShapes(drawing('stat', { reduce: 'max' }));
    expect(texts(shapes)).toEqual(['GPU 0', '300 W', 'GPU 1', '150 W', 'GPU 2', '–']);
  });

  it('paints what the panel says in the step’s colour', () => {
    const painted = (paint: 'number' | 'background' | 'nothing') =>
      statShapes(drawing('stat', { thresholds: { steps }, paint })).shapes;
    expect(fills(painted('background')).slice(0, 2)).toEqual(['#880000', '#008800']);
    expect(fills(painted('number'))).not.toContain('#880000');
    const colours = painted('nothing').flatMap((one) =>
      one.kind === 'text' ? one.parts.map(({ fill }) => fill) : [],
    );
    expect(colours).not.toContain('#880000');
  });

  it('has a curve where the panel wants one, and a dial with its ends', () => {
    const paths = (show: 'number' | 'sparkline') =>
      statShapes(drawing('stat', { show })).shapes.filter(({ kind }) => kind === 'path').length;
    expect(paths('number')).toBe(0);
    expect(paths('sparkline')).toBe(4);
    const dial = texts(statShapes(drawing('stat', { show: 'gauge', max: 400 })).shapes);
    expect(dial).toEqual(expect.arrayContaining(['0 W', '400 W', '300 W']));
  });

  it('grows higher than its box where tiles would be too small', () => {
    expect(statShapes(drawing('stat', {}, 120, 60)).height).toBeGreaterThan(100);
    expect(statShapes(drawing('stat', {}, 600, 100)).height).toBeLessThanOrEqual(100);
  });
});

describe('barGaugeShapes', () => {
  it.each(['horizontal', 'vertical'] as const)(
    'has a %s bar per series, as long as its value',
    (orientation) => {
      const { shapes } = barGaugeShapes(drawing('bargauge', { orientation, max: 300 }));
      expect(texts(shapes).toSorted()).toEqual(['150 W', '300 W', 'GPU 0', 'GPU 1', 'GPU 2', '–']);
      const length = (one: Shape) =>
        one.kind === 'rect' ? (orientation === 'vertical' ? one.height : one.width) : 0;
      const isTrack = (one: Shape) => one.kind === 'rect' && one.fill === tokens.sunken;
      const [track = 0] = shapes.filter(isTrack).map(length);
      const bars = shapes.filter((one) => one.kind === 'rect' && !isTrack(one)).map(length);
      expect(bars.map((bar) => bar / track)).toEqual([1, 0.5]);
    },
  );

  it('has bars in their steps’ colours, and marks where steps begin', () => {
    const { shapes } = barGaugeShapes(drawing('bargauge', { thresholds: { steps }, max: 400 }));
    expect(fills(shapes)).toEqual(expect.arrayContaining(['#880000', '#008800']));
    expect(shapes.filter(({ kind }) => kind === 'path')).toHaveLength(3);
  });
});

describe('gaugeEnds', () => {
  const ends = (fields: Parameters<typeof panelOf>[0], values: readonly (number | null)[]) =>
    gaugeEnds(panelOf(fields), panelValues(panelOf(), [seriesOf('a', values)]));

  it('are the panel’s, else from nought to the largest; of ratios to the whole', () => {
    expect(ends({}, [300])).toEqual([0, 300]);
    expect(ends({ min: 100, max: 400 }, [300])).toEqual([100, 400]);
    expect(ends({ unit: 'ratio' }, [0.3])).toEqual([0, 1]);
    expect(ends({}, [-20])).toEqual([-20, 0]);
  });

  it('differ whatever there is', () => {
    expect(ends({}, [null])).toEqual([0, 1]);
    expect(ends({ min: 5, max: 5 }, [5])).toEqual([5, 6]);
  });

  it('hold a value outside of them', () => {
    expect(shareOf(500, [0, 400])).toBe(1);
    expect(shareOf(-5, [0, 400])).toBe(0);
  });
});
