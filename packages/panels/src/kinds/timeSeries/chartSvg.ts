import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type ChartOption, init } from '../../echarts.ts';

use([SVGRenderer]);

/** The chart as an SVG element, whose looks are attributes: a page's policy may keep out styles that come in a text. */
export function chartSvg(option: ChartOption, width: number, height: number): string {
  const chart = init(null, undefined, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return withoutStyles(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

/** CSS' short form of a font as ECharts writes it: style, weight, size, family. */
const FONT = /^(\S*) (\S*) (\S+) (.+)$/;

/** Without rules, too, which are for a pointer over the picture. Of what it tells, ECharts escapes each "<" and `"`. */
function withoutStyles(svg: string): string {
  return svg
    .replace(/<style *>.*?<\/style>\n?/gs, '')
    .replace(/ style="([^"]*)"/g, (_, styles: string) => styles.split(';').map(asAttributes).join(''));
}

function asAttributes(style: string): string {
  const [, name = '', value = ''] = /^\s*([\w-]+):\s*(.+)$/.exec(style) ?? [];
  if (name !== 'font') return name === '' ? '' : ` ${name}="${value}"`;
  const [, ...parts] = FONT.exec(value) ?? [];
  return ['font-style', 'font-weight', 'font-size', 'font-family']
    .map((part, index) => (parts[index] ? ` ${part}="${parts[index]}"` : ''))
    .join('');
}
