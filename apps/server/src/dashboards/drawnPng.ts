import sharp from 'sharp';

/** librsvg's: at which one CSS pixel of the SVG is one of the picture. */
const DOTS_PER_INCH = 72;
/** Of a table of many columns and rows; a picture beyond is refused by the library. */
const MOST_PIXELS = 40_000_000;

/**
 * An SVG as a PNG, made on a thread of its own with the fonts of this system.
 * @param scale pixels of the PNG per CSS pixel of the SVG
 * @throws Error for a picture of more than 40 million pixels
 */
export function drawnPng(svg: string, scale: number): Promise<Uint8Array> {
  return sharp(Buffer.from(svg), { density: DOTS_PER_INCH * scale, limitInputPixels: MOST_PIXELS })
    .png()
    .toBuffer();
}
