import { describe, expect, it } from 'vitest';
import { panelOf, seriesOf, tokens } from './fixtures.ts';
import { type SheetCell, sheetBlocks, sheetSvg } from './sheet.ts';
import { en } from './texts.en.ts';

const text = (title: string, x: number, y: number, h = 4): SheetCell => ({
  place: { x, y, w: 12, h },
  title,
  content: { kind: 'text', text: `about ${title}` },
});
const SHEET = { title: 'GPUs & more', facts: ['demo · today', 'node: a'], tokens };

describe('a dashboard on paper', () => {
  it('breaks only where no panel is', async () => {
    const cells = [text('left', 0, 0, 8), text('upper', 12, 0), text('lower', 12, 4), text('below', 0, 8)];
    const blocks = await sheetBlocks({ ...SHEET, sections: [{ heading: null, cells }] });
    expect(blocks.map(({ svg }) => [...svg.matchAll(/>about (\w+)</g)].map(([, title]) => title))).toEqual([
      [],
      ['left', 'upper', 'lower'],
      ['below'],
    ]);
    expect(blocks.slice(1).map(({ height }) => height)).toEqual([8 * 40, 4 * 40]);
  });

  it('keeps a heading with what follows, and a folded row’s alone', async () => {
    const sections = [
      { heading: 'Open', cells: [text('one', 0, 0)] },
      { heading: 'Folded', cells: [] },
    ];
    const [, open, folded] = await sheetBlocks({ ...SHEET, sections });
    expect(open?.svg).toMatch(/Open.*about one/s);
    expect(folded?.svg).toContain('Folded');
  });

  it('draws charts with their legends, and says how many names are left out', async () => {
    const drawing = {
      panel: panelOf(),
      series: Array.from({ length: 40 }, (_, index) => seriesOf(`GPU number ${index}`, [1, 2, 3])),
      window: { from: 1000, to: 1020 },
      marks: [],
      texts: en,
      locale: 'en' as const,
    };
    const cell: SheetCell = {
      place: { x: 0, y: 0, w: 12, h: 8 },
      title: 'Power',
      content: { kind: 'panel', drawing },
    };
    const blocks = await sheetBlocks({ ...SHEET, sections: [{ heading: null, cells: [cell] }] });
    const svg = sheetSvg(blocks, SHEET);
    const named = [...svg.matchAll(/>GPU number \d+</g)].length;
    expect(svg).toContain(`>${40 - named} more<`);
    expect(svg).toContain('<title>GPUs &amp; more</title>');
    expect(svg).toContain(`height="${blocks.reduce((sum, { height }) => sum + height, 0)}"`);
  });
});
