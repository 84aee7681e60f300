export { type AnnotationMarks, annotationMarks } from './annotationMarks.ts';
export { CELL_GAP, CELL_HEIGHT } from './cellSize.ts';
export type { Interval } from './interval.ts';
export type { CsvCell, PanelValues, PanelView, ReadableTable } from './kinds/drawnKind.ts';
export {
  columnClass,
  type LegendRow,
  type LegendSort,
  legendRows,
  legendStatistics,
  nextLegendSort,
  sortLegend,
} from './legendRows.ts';
export type { PanelMark } from './panelMark.ts';
export { type Measure, panelReading, panelText, valueColour } from './panelReading.ts';
export { type ChartSeries, type DrawnSeries, panelSeries } from './panelSeries.ts';
export type { Picture } from './picture.ts';
export { assignSlots, type ColourSlots, colouredSeries } from './seriesColours.ts';
export type { PanelTexts } from './texts.en.ts';
export { THEMES, type Theme } from './themes.ts';
export { momentText, rangeText, tickText } from './timeText.ts';
export type { ChartTokens } from './tokens.ts';
