import { describe, expect, it } from 'vitest';
import { panelOfKind, seriesOf, tokens } from '../../fixtures.ts';
import { en } from '../../texts.en.ts';
import { cellAt, layoutHeatmap } from './heatmapLayout.ts';
import { heatColour, heatEnds, heatmapShapes } from './heatmapShapes.ts';

const WINDOW = { from: 990, to: 1030 };
const panel = panelOfKind('heatmap');
const heat = { rows: [seriesOf('a', [1, 1, 9, null])], isCounted: false };
const layout = layoutHeatmap(heat.rows, WINDOW, { width: 400, height: 200 });
const shapes = heatmapShapes({ panel, heat, layout, tokens, texts: en, locale: 'en' });
const cells = (fill: string) =>
  shapes.filter(
    (one) => one.kind === 'rect' && one.y === layout.top && one.fill === fill && one.x >= layout.plot.left,
  );

describe('heatmapShapes', () => {
  it('draws neighbours of one shade as one, the least and the most as the ends of the scale', () => {
    const [least, ...others] = cells(heatColour(0, tokens));
    expect(others).toEqual([]);
    const most = cells(heatColour(1, tokens))[0];
    const plot = layout.plot.right - layout.plot.left;
    expect(least?.kind === 'rect' && least.width / plot).toBeCloseTo(0.5, 1);
    expect(most?.kind === 'rect' && most.width / plot).toBeCloseTo(0.25, 1);
  });

  it('says what the scale’s ends are', () => {
    const texts = shapes.flatMap((one) => (one.kind === 'text' ? one.parts.map(({ text }) => text) : []));
    expect(texts).toEqual(expect.arrayContaining(['a', '1 W', '9 W', 'no data']));
  });
});

describe('heatEnds', () => {
  it('are the values’ own, or the panel’s; of ratios the whole; of counts from nought', () => {
    expect(heatEnds(panel, heat)).toEqual([1, 9]);
    expect(heatEnds({ ...panel, min: 0, max: 20 }, heat)).toEqual([0, 20]);
    expect(heatEnds({ ...panel, unit: 'ratio' }, { ...heat, rows: [seriesOf('a', [0.2])] })).toEqual([0, 1]);
    expect(heatEnds({ ...panel, max: 2 }, { ...heat, isCounted: true })).toEqual([0, 9]);
  });

  it('differ even where there is nothing, or one value', () => {
    expect(heatEnds(panel, { rows: [], isCounted: false })).toEqual([0, 1]);
    expect(heatEnds(panel, { rows: [seriesOf('a', [5])], isCounted: false })).toEqual([5, 6]);
  });
});

describe('cellAt', () => {
  const { left, right } = layout.plot;
  const at = (share: number) => cellAt(layout, left + share * (right - left), layout.top + 5);

  it('is the step that a point of the plot lies in', () => {
    expect(at(0.1)).toMatchObject({ from: 990, to: 1000, value: 1 });
    expect(at(0.6)).toMatchObject({ from: 1010, to: 1020, value: 9 });
    expect(at(0.9)).toMatchObject({ value: null });
  });

  it('is none beside the plot', () => {
    expect(cellAt(layout, left - 5, layout.top + 5)).toBeUndefined();
    expect(cellAt(layout, left + 5, layout.plot.bottom + 5)).toBeUndefined();
  });
});
