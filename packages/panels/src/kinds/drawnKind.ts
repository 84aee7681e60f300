import type { QueryPanel, Resolved } from '@gpu-console/shared/dashboards';
import type { Locale } from '@gpu-console/shared/units';
import type { Interval } from '../interval.ts';
import type { PanelMark } from '../panelMark.ts';
import type { DrawnSeries } from '../panelSeries.ts';
import type { Picture } from '../picture.ts';
import type { Layout } from '../shapes/layout.ts';
import type { PanelTexts } from '../texts.en.ts';
import type { ChartTokens } from '../tokens.ts';
import type { ValuesDrawing } from '../values/valuesDrawing.ts';

/** What a panel is drawn of. */
export interface PanelView<P extends QueryPanel = QueryPanel> {
  readonly panel: Resolved<P>;
  /** Those that are to be seen. */
  readonly series: readonly DrawnSeries[];
  /** What the time axis spans, in Unix seconds. */
  readonly window: Interval;
  readonly marks: readonly PanelMark[];
  readonly tokens: ChartTokens;
  readonly locale: Locale;
}

/** The same for a place of this size, in CSS pixels. */
export interface PanelDrawing<P extends QueryPanel = QueryPanel> extends PanelView<P> {
  readonly width: number;
  readonly height: number;
  readonly texts: PanelTexts;
}

/** What a panel's values say; those in words read as on the panel, numbers are in the base unit. */
export interface PanelValues<P extends QueryPanel = QueryPanel> {
  readonly panel: Resolved<P>;
  readonly series: readonly DrawnSeries[];
  readonly texts: PanelTexts;
  readonly locale: Locale;
}

export type CsvCell = string | number | null;

/** Values few enough to be read one by one. */
export interface ReadableTable {
  readonly columns: readonly { readonly header: string; readonly isNumeric: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** How panels of one kind are drawn, without a screen, and written down. */
export interface DrawnKind<P extends QueryPanel> {
  /** Charts have the size that is asked for; what has a row per series is as high as its rows, and a table as wide as its columns. */
  readonly draw: (drawing: PanelDrawing<P>) => Picture;
  /** Of a kind that shows one value per series: the drawing of these values. */
  readonly shapes?: (drawing: ValuesDrawing<P>) => Layout;
  /** Lines of cells, the first of which names the columns. */
  readonly csv: (values: PanelValues<P>) => readonly (readonly CsvCell[])[];
  readonly readable?: (values: PanelValues<P>) => ReadableTable;
  /** Its time goes from left to right, so that events have a place on it. */
  readonly isOverTime: boolean;
  /** The names of its series stand in a legend beside the drawing, which does not say them. */
  readonly hasLegend: boolean;
}
