import type { ResolvedPanel } from '@gpu-console/shared/dashboards';
import { describe, expect, it } from 'vitest';
import { drawPanel } from './drawPanel.ts';
import { panelOf, panelOfKind, seriesOf, tokens } from './fixtures.ts';
import type { DrawnSeries } from './panelSeries.ts';
import { en } from './texts.en.ts';

const draw = (panel: ResolvedPanel, series: readonly DrawnSeries[]) =>
  drawPanel({
    panel,
    series,
    window: { from: 1000, to: 1040 },
    marks: [],
    ...{ width: 600, height: 300, tokens, texts: en, locale: 'en' },
  });
const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => seriesOf(`s${index}`, [1, index]));

describe('a panel without a screen', () => {
  it.each(['timeseries', 'stat', 'bargauge', 'pie', 'table', 'heatmap', 'state-timeline'] as const)(
    'is drawn: %s',
    async (kind) => {
      const { svg, width, height } = draw(panelOfKind(kind), lines(2));
      expect(await svg()).toMatch(/<(path|rect|text)/);
      expect(width * height).toBeGreaterThan(0);
    },
  );

  it('says that it has nothing to show', async () => {
    const { svg, ...size } = draw(panelOf(), [seriesOf('gaps', [null, null])]);
    expect(await svg()).toContain(en.emptyNoSeries);
    expect(size).toEqual({ width: 600, height: 300 });
  });

  it.each([
    ['table', 100],
    ['bargauge', 100],
    ['pie', 100],
    ['stat', 100],
  ] as const)('says how many a %s leaves out', async (kind, most) => {
    expect(await draw(panelOfKind(kind), lines(most)).svg()).not.toContain(en.more(0).slice(1));
    expect(await draw(panelOfKind(kind), lines(most + 7)).svg()).toContain(en.more(7));
  });
});
