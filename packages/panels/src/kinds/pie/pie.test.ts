import { describe, expect, it } from 'vitest';
import { panelOfKind, seriesOf, tokens } from '../../fixtures.ts';
import type { DrawnSeries } from '../../panelSeries.ts';
import type { Shape } from '../../shapes/shape.ts';
import { drawnValues } from '../../values/valuesDrawing.ts';
import { pieShapes } from './index.ts';

const three = [seriesOf('small', [100]), seriesOf('large', [250]), seriesOf('middle', [150])];

function drawn(series: readonly DrawnSeries[], fields: object = {}, width = 600, height = 240) {
  const panel = panelOfKind('pie', fields);
  return pieShapes({ panel, ...drawnValues(panel, series), width, height, tokens, locale: 'en' });
}

const texts = (shapes: readonly Shape[]) =>
  shapes.flatMap((one) => (one.kind === 'text' ? [one.parts.map(({ text }) => text).join('')] : []));
const slices = (shapes: readonly Shape[]) =>
  shapes.flatMap((one) => (one.kind === 'path' && one.hint !== undefined ? [one] : []));
/** Where the legend's names stand. */
const placeOf = (shapes: readonly Shape[], name: string) =>
  shapes.find((one) => one.kind === 'text' && one.parts[0]?.text === name) as Extract<
    Shape,
    { kind: 'text' }
  >;

describe('a pie', () => {
  it('has a slice per series, from the largest on, and says what each is', () => {
    expect(slices(drawn(three).shapes).map(({ hint }) => hint)).toEqual([
      'large: 250 W (50.0%)',
      'middle: 150 W (30.0%)',
      'small: 100 W (20.0%)',
    ]);
  });

  it('has names, values and shares in its legend, and shares on the slices', () => {
    const said = texts(drawn(three, { shape: 'pie' }).shapes);
    expect(said).toEqual([
      ...['50%', '30%', '20%'],
      ...['large', '250 W', '50.0%', 'middle', '150 W', '30.0%', 'small', '100 W', '20.0%'],
    ]);
  });

  it('has the sum in a donut’s hole, in the panel’s unit', () => {
    expect(texts(drawn(three, { shape: 'donut' }).shapes)).toContain('500 W');
    expect(texts(drawn(three, { shape: 'donut', reduce: 'count' }).shapes)).toContain('3');
  });

  it('has no slice for what is nothing, less, or unknown, and names it all the same', () => {
    const series = [
      seriesOf('a', [5]),
      seriesOf('zero', [0]),
      seriesOf('less', [-5]),
      seriesOf('gap', [null]),
    ];
    const { shapes } = drawn(series, { shape: 'donut' });
    expect(slices(shapes).map(({ hint }) => hint)).toEqual(['a: 5 W (100.0%)']);
    expect(texts(shapes).slice(-12)).toEqual([
      ...['a', '5 W', '100.0%', 'zero', '0 W', '–', 'less', '-5 W', '–', 'gap', '–', '–'],
    ]);
  });

  it.each(['pie', 'donut'])('says that the sum is nothing: %s', (shape) => {
    const { shapes } = drawn([seriesOf('a', [0]), seriesOf('b', [-1])], { shape });
    expect(slices(shapes)).toEqual([]);
    expect(texts(shapes)[0]).toBe('0 W');
    expect(shapes[0]).toMatchObject({ kind: 'path', fill: tokens.sunken });
  });

  it('never says that a small part is nothing, or that the rest is all', () => {
    const said = texts(drawn([seriesOf('a', [1e6]), seriesOf('b', [1])]).shapes);
    expect(said).toEqual(expect.arrayContaining(['>99.9%', '<0.1%']));
  });

  it('has the colours of the steps and mappings that the panel has, else those of the series', () => {
    const fills = (fields: object) => slices(drawn(three, fields).shapes).map(({ fill }) => fill);
    expect(fills({})).toEqual(Array.from({ length: 3 }, () => '#112233'));
    const steps = [
      { from: null, colour: '#008800' },
      { from: 200, colour: '#880000' },
    ];
    expect(fills({ thresholds: { steps } })).toEqual(['#880000', '#008800', '#008800']);
    expect(fills({ thresholds: { steps }, reduce: 'count' })).not.toContain('#008800');
  });

  it('has one slice for those that it does not name, so that the shares are of everything', () => {
    const many = Array.from({ length: 200 }, (_, index) => seriesOf(`s${index}`, [1]));
    const last = slices(drawn(many).shapes).at(-1);
    expect(last).toMatchObject({ hint: '+100 (50.0%)', fill: tokens.lineStrong });
  });

  it('has its legend where the panel says, else where the disc is larger', () => {
    const wide = drawn(three).shapes;
    expect(placeOf(wide, 'large').x).toBeGreaterThan(240);
    expect(placeOf(drawn(three, {}, 240, 400).shapes, 'large').y).toBeGreaterThan(240);
    expect(placeOf(drawn(three, { legendPlacement: 'bottom' }).shapes, 'large').y).toBeGreaterThan(150);
    expect(placeOf(drawn(three, { legendPlacement: 'right' }, 400, 400).shapes, 'large').y).toBeLessThan(240);
    expect(texts(drawn(three, { legendPlacement: 'hidden', shape: 'pie' }).shapes)).toEqual([
      '50%',
      '30%',
      '20%',
    ]);
  });

  it('grows higher than its box where the legend needs it', () => {
    const many = Array.from({ length: 60 }, (_, index) => seriesOf(`namespace-${index}`, [index]));
    expect(drawn(many, {}, 400, 200).height).toBeGreaterThan(400);
    expect(drawn(three, {}, 60, 20).height).toBeGreaterThan(90);
    expect(drawn(three).height).toBe(240);
  });
});
