import { describe, expect, it } from 'vitest';
import type { StateSpan } from './stateSpans.ts';
import { layoutTimeline, spanAt } from './timelineLayout.ts';

const window = { from: 1000, to: 2000 };
const span = (from: number, to: number, state = 'a'): StateSpan => ({
  from,
  to,
  state,
  mean: null,
  pod: null,
});

describe('the layout of a state timeline', () => {
  it('keeps bars within the plot and leaves out what is not in the window', () => {
    const rows = [
      { name: 'GPU 0', lanes: [[span(900, 1500), span(1500, 2100, 'b'), span(2100, 2200, 'c')]] },
    ];
    const { spans, plot } = layoutTimeline(rows, window, 600);
    expect(spans.map(({ span: { state } }) => state)).toEqual(['a', 'b']);
    expect(spans[0]?.x).toBe(plot.left);
    for (const { x, width } of spans) expect(x + width).toBeLessThanOrEqual(plot.right);
  });

  it('gives every lane a height of its own, and an empty row one lane', () => {
    const rows = [
      { name: 'GPU 0', lanes: [[span(1000, 1500)], [span(1200, 1800, 'b')]] },
      { name: 'GPU 1', lanes: [] },
      { name: 'GPU 2', lanes: [[span(1000, 2000)]] },
    ];
    const { lanes, names, height } = layoutTimeline(rows, window, 600);
    const tops = lanes.map(({ y }) => y);
    expect(tops).toHaveLength(4);
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    expect(new Set(tops).size).toBe(4);
    expect(names.map(({ text }) => text)).toEqual(['GPU 0', 'GPU 1', 'GPU 2']);
    expect(height).toBeGreaterThan(tops.at(-1) ?? 0);
  });

  it('puts names that are too long for the width above their bars', () => {
    const rows = [{ name: 'GPU 0 · MIG 1 3g.40gb', lanes: [[span(1000, 2000)]] }];
    const [wide, narrow] = [layoutTimeline(rows, window, 900), layoutTimeline(rows, window, 330)];
    expect(wide.nameWidth).toBeLessThan(wide.plot.left);
    expect(narrow.plot.left).toBeLessThan(20);
    expect(narrow.nameWidth).toBe(330);
    expect(narrow.names[0]?.y).toBeLessThan(narrow.lanes[0]?.y ?? 0);
  });

  it('finds the bar under the pointer, and none where a GPU was free', () => {
    const layout = layoutTimeline([{ name: 'GPU 0', lanes: [[span(1000, 1400)]] }], window, 600);
    const [only] = layout.spans;
    expect(spanAt(layout, (only?.x ?? 0) + 5, (only?.y ?? 0) + 5)?.span.state).toBe('a');
    expect(spanAt(layout, layout.plot.right - 5, (only?.y ?? 0) + 5)).toBeUndefined();
  });
});
