import { THEMES } from '@gpu-console/panels';
import { type SheetBlock, sheetSvg } from '@gpu-console/panels/export';

/** Prints the blocks instead of the page, none of them across two pages; the sheet goes when the print is done. */
export function printSheet(blocks: readonly SheetBlock[], title: string): void {
  const sheet = document.createElement('div');
  sheet.className = 'print-sheet';
  const parser = new DOMParser();
  for (const block of blocks) {
    const svg = sheetSvg([block], { title, tokens: THEMES.light });
    const picture = parser.parseFromString(svg, 'image/svg+xml').documentElement;
    sheet.append(document.importNode(picture, true));
  }
  document.body.append(sheet);
  addEventListener('afterprint', () => sheet.remove(), { once: true });
  print();
}
