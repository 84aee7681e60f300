import { describe, expect, it } from 'vitest';
import { panelOf, seriesOf, tokens } from '../../fixtures.ts';
import { chartSvg } from './chartSvg.ts';
import { timeSeriesChart } from './timeSeriesOption.ts';

/** A tag whose attributes are all of the form name="value". */
const TAG = /^<\/?[\w:-]+(\s+[\w:-]+="[^"<]*")*\s*\/?>$/;

describe('chartSvg', () => {
  it('is well formed whatever the fonts are called, with the axis’ texts in it', () => {
    const { option } = timeSeriesChart({
      panel: panelOf({ draw: 'bars' }),
      series: [seriesOf('a', [100, 200])],
      window: { from: 1000, to: 1060 },
      marks: [],
      tokens: { ...tokens, font: '"Noto Sans SC", sans-serif' },
      locale: 'en',
    });
    const svg = chartSvg(option, 600, 200);
    expect(svg).toContain('200 W');
    const tags = svg.replace(/<!\[CDATA\[.*?\]\]>/gs, '').match(/<[^>]*>/g) ?? [];
    expect(tags.filter((tag) => !TAG.test(tag))).toEqual([]);
    expect(tags.filter((tag) => tag.startsWith('<svg'))).toHaveLength(1);
  });
});
