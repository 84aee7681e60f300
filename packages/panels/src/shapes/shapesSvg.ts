import { BASELINE, DASHES, type Shape } from './shape.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** XML 1.0 has no place for these at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text for an XML document. */
export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);
}

/** The shapes as elements of an SVG. */
export function shapesSvg(shapes: readonly Shape[]): string {
  return shapes.map(element).join('\n');
}

function element(shape: Shape): string {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, fill, radius = 0 } = shape;
      return `<rect ${attributes({ x, y, width, height, rx: radius, fill })}/>`;
    }
    case 'path': {
      const { d, fill = 'none', opacity = 1, stroke = 'none', strokeWidth = 1, dashed = false } = shape;
      const dashes = dashed ? { 'stroke-dasharray': DASHES.join(' ') } : {};
      const own = { d, fill, 'fill-opacity': opacity, stroke, 'stroke-width': strokeWidth, ...dashes };
      return `<path ${attributes(own)}/>`;
    }
    case 'text': {
      const { x, y, parts, bold = false, anchor = 'start' } = shape;
      const base = y + BASELINE * (parts[0]?.size ?? 0);
      const own = { x, y: base, 'text-anchor': anchor, 'font-weight': bold ? 600 : 400 };
      const spans = parts.map(
        ({ text, size, fill }) =>
          `<tspan ${attributes({ 'font-size': size, fill })}>${escapeXml(text)}</tspan>`,
      );
      return `<text ${attributes(own)} xml:space="preserve">${spans.join('')}</text>`;
    }
  }
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(
      ([name, value]) => `${name}="${escapeXml(String(typeof value === 'number' ? round(value) : value))}"`,
    )
    .join(' ');
}

const round = (value: number) => Math.round(value * 100) / 100;
