import { BASELINE, DASHES, type Shape } from '@gpu-console/panels/shapes';

/** Draws on a canvas; the context's scale and place are the caller's. `font` is the family of all texts. */
export function paintShapes(context: CanvasRenderingContext2D, shapes: readonly Shape[], font: string): void {
  for (const shape of shapes) {
    if (shape.kind === 'rect') {
      context.fillStyle = shape.fill;
      context.beginPath();
      context.roundRect(shape.x, shape.y, shape.width, shape.height, shape.radius ?? 0);
      context.fill();
    } else if (shape.kind === 'path') paintPath(context, shape);
    else paintText(context, shape, font);
  }
}

function paintPath(context: CanvasRenderingContext2D, shape: Extract<Shape, { kind: 'path' }>): void {
  const path = new Path2D(shape.d);
  if (shape.fill !== undefined) {
    context.globalAlpha = shape.opacity ?? 1;
    context.fillStyle = shape.fill;
    context.fill(path);
    context.globalAlpha = 1;
  }
  if (shape.stroke === undefined) return;
  context.strokeStyle = shape.stroke;
  context.lineWidth = shape.strokeWidth ?? 1;
  context.setLineDash(shape.dashed ? DASHES : []);
  context.stroke(path);
  context.setLineDash([]);
}

function paintText(
  context: CanvasRenderingContext2D,
  { x, y, parts, bold = false, anchor = 'start' }: Extract<Shape, { kind: 'text' }>,
  font: string,
): void {
  const fonts = parts.map(({ size }) => `${bold ? '600 ' : ''}${size}px ${font}`);
  const widths = parts.map(({ text }, index) => {
    context.font = fonts[index] ?? '';
    return context.measureText(text).width;
  });
  const total = widths.reduce((sum, width) => sum + width, 0);
  let left = anchor === 'start' ? x : anchor === 'end' ? x - total : x - total / 2;
  const base = y + BASELINE * (parts[0]?.size ?? 0);
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  parts.forEach(({ text, fill }, index) => {
    context.font = fonts[index] ?? '';
    context.fillStyle = fill;
    context.fillText(text, left, base);
    left += widths[index] ?? 0;
  });
}
