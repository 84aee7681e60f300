import { barGaugeShapes } from './kinds/barGaugeShapes.ts';
import { layoutHeatmap } from './kinds/heatmapLayout.ts';
import { heatmapShapes } from './kinds/heatmapShapes.ts';
import { heatRows } from './kinds/heatRows.ts';
import { panelTable, sortedRows } from './kinds/panelTable.ts';
import { panelValues } from './kinds/panelValues.ts';
import { type Drawn, statShapes } from './kinds/statShapes.ts';
import { tableShapes } from './kinds/tableShapes.ts';
import type { Picture } from './picture.ts';
import { assignSlots } from './seriesColours.ts';
import type { Shape } from './shapes/shape.ts';
import { shapesSvg } from './shapes/shapesSvg.ts';
import { stateColours } from './stateColours.ts';
import { stateRows, statesOf } from './stateSpans.ts';
import type { PanelTexts } from './texts.en.ts';
import { layoutTimeline } from './timelineLayout.ts';
import { timelineShapes } from './timelineShapes.ts';
import { timeSeriesChart } from './timeSeriesOption.ts';
import type { TimeSeriesView } from './timeSeriesView.ts';

/** What a panel is drawn of; sizes in CSS pixels. */
export interface PanelDrawing extends TimeSeriesView {
  readonly width: number;
  readonly height: number;
  readonly texts: PanelTexts;
}

/** Of more values than these nobody reads each. */
const MAX_VALUES = 100;
const LINE = 20;

/**
 * The panel's drawing, without a screen. Charts have the size that is asked for; what has a row per series is as high as
 * its rows, and a table as wide as its columns.
 */
export function drawPanel(drawing: PanelDrawing): Picture {
  const { panel, series, width, height, tokens, locale } = drawing;
  if (series.every(({ values }) => values.every((value) => value === null))) return nothing(drawing);
  switch (panel.kind) {
    case 'timeseries': {
      const { option } = timeSeriesChart(drawing);
      const svg = async () => (await import('./chartSvg.ts')).chartSvg(option, width, height);
      return { width, height, svg };
    }
    case 'state-timeline':
      return drawnTimeline(drawing);
    case 'heatmap':
      return drawnHeatmap(drawing);
    case 'table':
      return drawnTable(drawing);
    case 'stat':
    case 'bargauge': {
      const draw = panel.kind === 'stat' ? statShapes : barGaugeShapes;
      const values = panelValues(panel, series.slice(0, MAX_VALUES));
      const drawn = draw({ panel, values, width, height, tokens, locale });
      return picture(withMore(drawn, series.length - values.length, drawing));
    }
  }
}

function drawnTimeline({ panel, series, window, marks, width, tokens, locale }: PanelDrawing): Picture {
  const rows = stateRows(panel, series, locale);
  const states = statesOf(rows);
  const slots = assignSlots(
    new Map(),
    states.map(({ state }) => state),
  );
  const layout = layoutTimeline(rows, window, width);
  const colourOf = stateColours(panel, states, slots, tokens);
  const shapes = timelineShapes({ layout, window, marks, colourOf, tokens, locale });
  return picture({ shapes, width: layout.width, height: layout.height });
}

function drawnHeatmap(drawing: PanelDrawing): Picture {
  const { panel, series, window, width, height, tokens, texts, locale } = drawing;
  const heat = heatRows(panel, series, texts.above, locale);
  const layout = layoutHeatmap(heat.rows, window, { width, height });
  const shapes = heatmapShapes({ panel, heat, layout, tokens, texts, locale });
  return picture({ shapes, width: layout.width, height: layout.height });
}

function drawnTable({ panel, series, tokens, texts, locale }: PanelDrawing): Picture {
  const table = panelTable(panel, series, texts, locale);
  const rows = sortedRows(table, panel.sort);
  const columns = table.columns.filter(({ isQuiet }) => !isQuiet);
  return picture(tableShapes({ panel, columns, rows, tokens, texts, locale }));
}

/** The drawing with a line below it that says how many are not in it. */
function withMore({ shapes, width, height }: Drawn, count: number, { tokens, texts }: PanelDrawing): Drawn {
  if (count <= 0) return { shapes, width, height };
  const parts = [{ text: texts.more(count), size: 12, fill: tokens.muted }];
  const line: Shape = { kind: 'text', x: 0, y: height + LINE / 2, parts };
  return { shapes: [...shapes, line], width, height: height + LINE };
}

function nothing({ width, height, tokens, texts }: PanelDrawing): Picture {
  const parts = [{ text: texts.emptyNoSeries, size: 13, fill: tokens.muted }];
  const shapes: Shape[] = [{ kind: 'text', x: width / 2, y: height / 2, parts, anchor: 'middle' }];
  return picture({ shapes, width, height });
}

function picture({ shapes, width, height }: Drawn): Picture {
  return { width, height, svg: () => Promise.resolve(shapesSvg(shapes)) };
}
