import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import type { Shape } from './shape.ts';
import { shapesSvg } from './shapesSvg.ts';

const { DOMParser } = new Window();

const parsed = (shapes: readonly Shape[]) =>
  new DOMParser().parseFromString(
    `<svg xmlns="http://www.w3.org/2000/svg">${shapesSvg(shapes)}</svg>`,
    'application/xml',
  );

const text = (words: string): Shape => ({
  kind: 'text',
  x: 0,
  y: 10,
  parts: [{ text: words, size: 10, fill: '#000000' }],
});

describe('shapesSvg', () => {
  it('has texts as texts, whatever they say', () => {
    const evil = '</text><script>alert(1)</script> & "quotes"';
    const document = parsed([text(evil)]);
    expect(document.querySelector('script')).toBeNull();
    expect(document.querySelector('text')?.textContent).toBe(evil);
  });

  it('leaves out what no XML may hold', () => {
    expect(shapesSvg([text('a\u0000b\u0007c')])).toContain('>abc<');
  });

  it('has a line of text at its base line, rectangles and paths as they are', () => {
    const svg = shapesSvg([
      text('GPU 0'),
      { kind: 'rect', x: 1, y: 2, width: 3.3333, height: 4, fill: '#ff0000' },
      { kind: 'path', d: 'M0 0L1 1', stroke: '#00ff00', dashed: true },
    ]);
    expect(svg).toContain('<text x="0" y="13.5" text-anchor="start"');
    expect(svg).toContain('<rect x="1" y="2" width="3.33" height="4" rx="0" fill="#ff0000"/>');
    expect(svg).toContain('stroke="#00ff00" stroke-width="1" stroke-dasharray="4 4"');
  });
});
