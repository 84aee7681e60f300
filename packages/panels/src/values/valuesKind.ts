import type { QueryPanel } from '@gpu-console/shared/dashboards';
import type { DrawnKind, PanelDrawing, PanelValues, ReadableTable } from '../kinds/drawnKind.ts';
import { panelText } from '../panelReading.ts';
import { seriesCsv } from '../seriesCsv.ts';
import type { Layout } from '../shapes/layout.ts';
import { layoutPicture } from '../shapes/layoutPicture.ts';
import type { Shape } from '../shapes/shape.ts';
import { panelValues, statisticOf } from './panelValues.ts';
import { drawnValues, type ValuesDrawing } from './valuesDrawing.ts';

const LINE = 20;

/** A kind of panel that shows one value per series, drawn by `shapes`. */
export function valuesKind<P extends QueryPanel>(
  shapes: (drawing: ValuesDrawing<P>) => Layout,
): DrawnKind<P> {
  return {
    shapes,
    draw: (drawing) => {
      const { panel, series, width, height, tokens, locale } = drawing;
      const { values, others } = drawnValues(panel, series);
      const layout = shapes({ panel, values, others, width, height, tokens, locale });
      return layoutPicture(withMore(layout, others.length, drawing));
    },
    csv: seriesCsv,
    readable,
    isOverTime: false,
    hasLegend: false,
  };
}

/** The layout with a line below it that says how many are not in it. */
function withMore(
  { shapes, width, height }: Layout,
  count: number,
  { tokens, texts }: Pick<PanelDrawing, 'tokens' | 'texts'>,
): Layout {
  if (count <= 0) return { shapes, width, height };
  const parts = [{ text: texts.more(count), size: 12, fill: tokens.muted }];
  const line: Shape = { kind: 'text', x: 0, y: height + LINE / 2, parts };
  return { shapes: [...shapes, line], width, height: height + LINE };
}

function readable({ panel, series, texts, locale }: PanelValues): ReadableTable {
  const statistic = statisticOf(panel);
  return {
    columns: [
      { header: texts.series, isNumeric: false },
      { header: texts.statistics[statistic], isNumeric: true },
    ],
    rows: panelValues(panel, series).map(({ series: { name }, value }) => [
      name,
      panelText(panel, value, locale, statistic),
    ]),
  };
}
