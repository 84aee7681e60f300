import { THEMES } from '@gpu-console/panels';
import { type SheetBlock, sheetSvg } from '@gpu-console/panels/export';

/** Prints the blocks instead of the page, none of them across two pages; the sheet goes when the print is done. */
export function printSheet(blocks: readonly SheetBlock[], title: string): void {
  const sheet = document.createElement('div');
  sheet.className = 'print-sheet';
  const parser = new DOMParser();
  for (const block of blocks) {
    const svg = sheetSvg([block], { title, tokens: THEMES.light });
    sheet.append(withOwnStyles(parser.parseFromString(unstyled(svg), 'image/svg+xml').documentElement));
  }
  document.body.append(sheet);
  addEventListener('afterprint', () => sheet.remove(), { once: true });
  print();
}

/**
 * The page's policy keeps out styles that come in a text: those of elements are made data. Rules are left out, which are for
 * a pointer over the picture. What the picture tells has its "<" and `"` escaped, so that it has neither.
 */
const unstyled = (svg: string) =>
  svg.replace(/<style *>.*?<\/style>/gs, '').replaceAll(' style="', ' data-style="');

/** A copy for this page, on which a script may set the styles. */
function withOwnStyles(picture: Element): Element {
  const copy = document.importNode(picture, true);
  for (const element of copy.querySelectorAll<SVGElement>('[data-style]'))
    element.style.cssText = element.dataset['style'] ?? '';
  return copy;
}
