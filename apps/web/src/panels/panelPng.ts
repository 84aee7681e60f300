import { type PanelPicture, pictureFrame } from '@gpu-console/panels/export';
import { canvasPng } from './canvasPng.ts';
import type { ScreenPicture } from './picture.ts';
import { paintShapes } from './shapes/paintShapes.ts';

/** A panel with its drawing as it stands on screen. */
export interface ScreenPanel extends PanelPicture {
  readonly picture: ScreenPicture;
}

/** The panel as a PNG that explains itself: title, cluster, time range, drawing and legend. `ratio`: device per CSS pixels. */
export async function panelPng(subject: ScreenPanel, ratio: number): Promise<Blob> {
  const { picture, tokens } = subject;
  const { shapes, width, height, inside } = pictureFrame(subject);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser offers no 2D canvas');
  context.scale(ratio, ratio);
  context.fillStyle = tokens.surface;
  context.fillRect(0, 0, width, height);
  paintShapes(context, shapes, tokens.font);
  picture.draw(context, inside.x, inside.y, ratio);
  return canvasPng(canvas);
}
