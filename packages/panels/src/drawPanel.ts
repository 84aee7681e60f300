import type { PanelDrawing } from './kinds/drawnKind.ts';
import { drawnKindOf } from './kinds/index.ts';
import type { Picture } from './picture.ts';
import { layoutPicture } from './shapes/layoutPicture.ts';

/** The panel's drawing, without a screen. */
export function drawPanel(drawing: PanelDrawing): Picture {
  const { panel, series, width, height, tokens, texts } = drawing;
  if (series.some(({ values }) => values.some((value) => value !== null)))
    return drawnKindOf(panel).draw(drawing);
  const parts = [{ text: texts.emptyNoSeries, size: 13, fill: tokens.muted }];
  return layoutPicture({
    shapes: [{ kind: 'text', x: width / 2, y: height / 2, parts, anchor: 'middle' }],
    width,
    height,
  });
}
