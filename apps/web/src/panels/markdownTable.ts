import type { ReadableTable } from '@gpu-console/panels';

/** A table for Markdown (GitHub's); texts stand as they are, whatever they hold. Columns of numbers stand to the right. */
export function markdownTable({ columns, rows }: ReadableTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return [
    line(columns.map(({ header }) => plain(header))),
    line(columns.map(({ isNumeric }) => (isNumeric ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(plain))),
  ].join('');
}

/** What Markdown or HTML would take for its own. */
const MARKS = /[\\`*_[\]<>|~&#]/g;

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(MARKS, '\\$&');
}
