import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type ChartOption, init } from '../../echarts.ts';

use([SVGRenderer]);

/** The chart as an SVG element. */
export function chartSvg(option: ChartOption, width: number, height: number): string {
  const chart = init(null, undefined, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
