import { THEMES } from '@gpu-console/panels';
import { SHEET_WIDTH, sheetBlocks, sheetSvg } from '@gpu-console/panels/export';
import { downloadBlob } from '../../components/download.ts';
import { panelFileName } from '../../panels/panelLink.ts';
import { dashboardSheet, type SheetSubject } from './dashboardSheet.ts';
import { printSheet } from './printSheet.ts';
import { fitsCanvas, sheetPng } from './sheetPng.ts';
import type { ExportTexts } from './texts.en.ts';

export type SheetForm = 'png' | 'pngDouble' | 'svg' | 'print';

/** Saves or prints what is shown of a dashboard; answers with why it did not, or with nothing. */
export async function exportSheet(
  subject: SheetSubject,
  form: SheetForm,
  texts: ExportTexts,
): Promise<string> {
  if ([...subject.shown.data.values()].some((data) => data?.pending === true)) return texts.waiting;
  const sheet = dashboardSheet(form === 'print' ? { ...subject, tokens: THEMES.light } : subject);
  const blocks = await sheetBlocks(sheet);
  if (form === 'print') {
    printSheet(blocks, sheet.title);
    return '';
  }
  const svg = sheetSvg(blocks, sheet);
  const save = (content: Blob, extension: string) =>
    downloadBlob(
      content,
      panelFileName(subject.clusterName, sheet.title, subject.shown.window.to, extension),
    );
  if (form === 'svg') {
    save(new Blob([svg], { type: 'image/svg+xml' }), 'svg');
    return '';
  }
  const ratio = form === 'png' ? 1 : 2;
  const height = blocks.reduce((sum, block) => sum + block.height, 0);
  if (!fitsCanvas(height, ratio)) return texts.large(SHEET_WIDTH * ratio, Math.round(height * ratio));
  save(await sheetPng(svg, height, ratio), 'png');
  return '';
}
