import { SHEET_WIDTH } from '@gpu-console/panels/export';
import { canvasPng } from '../../panels/canvasPng.ts';

/** What Chromium, Firefox and Safari on a desktop all draw (test results of the library canvas-size), with room to spare. */
const MAX_SIDE = 16_384;
const MAX_AREA = 67_108_864;

/** Whether a browser can draw a sheet so high (CSS pixels). */
export function fitsCanvas(height: number, ratio: number): boolean {
  const [wide, high] = [SHEET_WIDTH * ratio, height * ratio];
  return high <= MAX_SIDE && wide * high <= MAX_AREA;
}

/** The picture as a PNG with `ratio` pixels per CSS pixel. */
export async function sheetPng(svg: string, height: number, ratio: number): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = SHEET_WIDTH * ratio;
    canvas.height = Math.round(height * ratio);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('this browser offers no 2D canvas');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvasPng(canvas);
  } finally {
    URL.revokeObjectURL(url);
  }
}
