import sharp from 'sharp';
import { MAX_PIXELS } from './limits.ts';

/** librsvg's: at which one CSS pixel of the SVG is one of the picture. */
const DOTS_PER_INCH = 72;

// One picture at a time, on one thread, and nothing of it is kept: the library's caches have no use for pictures that differ.
sharp.concurrency(1);
sharp.cache(false);

/**
 * An SVG as a PNG, with the fonts of this system.
 * @param scale pixels of the PNG per CSS pixel of the SVG
 * @throws Error for a picture of more pixels than are drawn
 */
export async function svgPng(svg: string, scale: number): Promise<Uint8Array<ArrayBuffer>> {
  const image = sharp(Buffer.from(svg), { density: DOTS_PER_INCH * scale, limitInputPixels: MAX_PIXELS });
  return new Uint8Array(await image.png().toBuffer());
}
