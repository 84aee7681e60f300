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

  it('has its looks as attributes, without styles', () => {
    const { option } = timeSeriesChart({
      panel: panelOf({}),
      series: [seriesOf('a', [100, 200])],
      window: { from: 1000, to: 1060 },
      marks: [{ time: 1030, label: 'said style="x" <style>', severity: 'info' }],
      tokens: { ...tokens, font: "'Noto Sans SC', sans-serif" },
      locale: 'en',
    });
    const svg = chartSvg(option, 600, 200);
    expect(svg).not.toMatch(/<style| style="/);
    const texts = svg.match(/<text [^>]*>/g) ?? [];
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) {
      expect(text).toMatch(/ font-size="\d+px"/);
      expect(text).toContain(` font-family="'Noto Sans SC', sans-serif"`);
    }
  });
});
