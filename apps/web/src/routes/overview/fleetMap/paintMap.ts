import type { MapCell, MapLayout } from './mapLayout.ts';
import { type MapScale, stepOf } from './mapScale.ts';

export interface MapColours {
  readonly heat: readonly string[];
  readonly label: string;
  readonly hatch: string;
  readonly ground: string;
  readonly outline: string;
  readonly font: string;
}

const STEPS = 10;
const LABEL_BASELINE = 12;
const RADIUS = 2;

/** The theme's colours as the canvas needs them. */
export function mapColours(element: Element): MapColours {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    heat: Array.from({ length: STEPS }, (_, step) => token(`--heat-${step}`)),
    label: token('--color-muted'),
    hatch: token('--color-line-strong'),
    ground: token('--color-sunken'),
    outline: token('--color-ink'),
    font: style.fontFamily,
  };
}

interface Painting {
  readonly layout: MapLayout;
  readonly scale: MapScale;
  readonly colours: MapColours;
  /** The part of the map in sight, in CSS pixels. */
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly pointed: MapCell | undefined;
  readonly nameless: string;
}

/** Diagonal lines: nothing is known of this cell. */
function hatching(context: CanvasRenderingContext2D, { ground, hatch }: MapColours): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = 6;
  tile.height = 6;
  const ink = tile.getContext('2d');
  if (ink === null) return ground;
  ink.fillStyle = ground;
  ink.fillRect(0, 0, 6, 6);
  ink.strokeStyle = hatch;
  ink.beginPath();
  for (const shift of [-6, 0, 6]) {
    ink.moveTo(shift, 6);
    ink.lineTo(shift + 6, 0);
  }
  ink.stroke();
  return context.createPattern(tile, 'repeat') ?? ground;
}

function ellipsis(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 1 && context.measureText(`${text.slice(0, end)}…`).width > width) end -= 1;
  return `${text.slice(0, end)}…`;
}

/** Draws what is in sight of the map; 10,000 cells cost no more than the few hundred that show. */
export function paintMap(canvas: HTMLCanvasElement, painting: Painting): void {
  const { layout, scale, colours, top, width, height, pointed, nameless } = painting;
  const context = canvas.getContext('2d');
  if (context === null) return;
  const density = window.devicePixelRatio;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  context.setTransform(density, 0, 0, density, 0, -top * density);

  const isInSight = (y: number, extent: number) => y + extent > top && y < top + height;
  context.fillStyle = colours.label;
  context.font = `11px ${colours.font}`;
  for (const label of layout.labels) {
    if (!isInSight(label.y, LABEL_BASELINE)) continue;
    context.fillText(
      ellipsis(context, label.name ?? nameless, label.width),
      label.x,
      label.y + LABEL_BASELINE,
    );
  }

  const unknown = hatching(context, colours);
  const { size } = layout;
  for (const { gpu, x, y } of layout.cells) {
    if (!isInSight(y, size)) continue;
    const value = scale.read(gpu);
    context.fillStyle =
      value === null ? unknown : (colours.heat[stepOf(value, scale, STEPS)] ?? colours.ground);
    context.beginPath();
    context.roundRect(x, y, size, size, RADIUS);
    context.fill();
  }
  if (pointed !== undefined) {
    context.strokeStyle = colours.outline;
    context.lineWidth = 2;
    context.beginPath();
    context.roundRect(pointed.x, pointed.y, size, size, RADIUS);
    context.stroke();
  }
}
