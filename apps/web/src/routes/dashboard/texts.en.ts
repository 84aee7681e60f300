/** What the export of a whole dashboard says; `texts.zh-CN.ts` has the same in Chinese. */
export const en = {
  export: 'Export',
  png: 'PNG',
  pngDouble: 'PNG (2×)',
  svg: 'SVG',
  print: 'Print / PDF',
  link: 'Copy link to this time range',
  waiting: 'Panels are still loading; try again in a moment.',
  large: (width: number, height: number) =>
    `The picture would be ${width} × ${height} pixels, more than browsers draw. Take SVG or PDF, or fold rows first.`,
  failed: (reason: string) => `The export failed: ${reason}`,
  folded: 'folded',
};

export type ExportTexts = typeof en;
