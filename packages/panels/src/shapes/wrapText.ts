import { fitText, textWidth } from './textWidth.ts';

/** Latin words stay whole; scripts that write in squares may break after each. */
const PIECES = /[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g;

/** The lines of `text` in `width` pixels, as many as `maxLines`; where that is not all of it, the last ends with an ellipsis. */
export function wrapText(text: string, width: number, size: number, maxLines: number): readonly string[] {
  const lines = text.split('\n').flatMap((line) => wrapLine(line, width, size));
  if (lines.length <= maxLines) return lines;
  return lines.slice(0, maxLines).map((line, index) => (index === maxLines - 1 ? `${line}…` : line));
}

function wrapLine(text: string, width: number, size: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(PIECES) ?? []) {
    if (line !== '' && textWidth((line + piece).trimEnd(), size) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()].map((one) => fitText(one, width, size));
}
