import { formatText, type Locale, type Unit } from '@gpu-console/shared/units';
import type { ChartTokens } from './chartTokens.ts';
import { drawText } from './drawText.ts';
import { LEGEND_STATISTICS, legendRows } from './legendRows.ts';
import type { Picture } from './picture.ts';
import type { PanelTexts } from './texts.en.ts';
import type { DrawnSeries } from './timeSeriesOption.ts';

interface PanelPicture {
  readonly picture: Picture;
  readonly title: string;
  /** The cluster and the time range, below the title. */
  readonly subtitle: string;
  readonly unit: Unit;
  /** The lines of its legend; none where the drawing says all. */
  readonly series: readonly DrawnSeries[];
  readonly tokens: ChartTokens;
  readonly texts: PanelTexts;
  readonly locale: Locale;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
}

const MARGIN = 16;
const HEADER = 56;
const ROW = 20;
const STATISTIC_WIDTH = 84;
/** Of a longer legend the picture shows the beginning, and says how many more there are. */
const MOST_ROWS = 40;

/** The panel as a PNG that explains itself: title, cluster, time range, chart and legend. */
export async function panelPng(panel: PanelPicture): Promise<Blob> {
  const { picture, series, ratio, tokens } = panel;
  const { width: chartWidth, height: chartHeight } = picture;
  const header = Number(series.length > 0);
  const rows = Math.min(series.length, MOST_ROWS) + header + Number(series.length > MOST_ROWS);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round((chartWidth + 2 * MARGIN) * ratio);
  canvas.height = Math.round((HEADER + chartHeight + rows * ROW + 2 * MARGIN) * ratio);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser offers no 2D canvas');
  context.scale(ratio, ratio);
  context.fillStyle = tokens.surface;
  context.fillRect(0, 0, canvas.width, canvas.height);
  drawHeader(context, panel, chartWidth);
  picture.draw(context, MARGIN, HEADER, ratio);
  if (series.length > 0) drawLegend(context, panel, HEADER + chartHeight + MARGIN / 2, chartWidth);
  return toBlob(canvas);
}

function drawHeader(context: CanvasRenderingContext2D, picture: PanelPicture, width: number): void {
  const { title, subtitle, tokens } = picture;
  context.textBaseline = 'middle';
  drawText(context, title, MARGIN, MARGIN + 8, width, `600 15px ${tokens.font}`, tokens.ink);
  drawText(context, subtitle, MARGIN, MARGIN + 28, width, `12px ${tokens.font}`, tokens.muted);
}

function drawLegend(
  context: CanvasRenderingContext2D,
  picture: PanelPicture,
  top: number,
  width: number,
): void {
  const { series, unit, tokens, texts, locale } = picture;
  const font = `12px ${tokens.font}`;
  const right = (column: number) =>
    MARGIN + width - (LEGEND_STATISTICS.length - 1 - column) * STATISTIC_WIDTH;
  const nameWidth = width - LEGEND_STATISTICS.length * STATISTIC_WIDTH;
  const rowMiddle = (row: number) => top + row * ROW + ROW / 2;
  const statistic = (text: string, column: number, row: number, colour: string) => {
    context.textAlign = 'right';
    drawText(context, text, right(column), rowMiddle(row), STATISTIC_WIDTH - 8, font, colour);
    context.textAlign = 'left';
  };

  LEGEND_STATISTICS.forEach((column, index) => {
    statistic(texts[column], index, 0, tokens.muted);
  });
  legendRows(series.slice(0, MOST_ROWS)).forEach((row, index) => {
    context.fillStyle = row.series.colour;
    context.fillRect(MARGIN, rowMiddle(index + 1) - 1.5, 12, 3);
    drawText(context, row.series.name, MARGIN + 18, rowMiddle(index + 1), nameWidth - 26, font, tokens.ink);
    LEGEND_STATISTICS.forEach((column, at) => {
      statistic(formatText(row[column], unit, locale), at, index + 1, tokens.ink);
    });
  });
  if (series.length > MOST_ROWS) {
    const text = texts.more(series.length - MOST_ROWS);
    drawText(context, text, MARGIN + 18, rowMiddle(MOST_ROWS + 1), nameWidth, font, tokens.muted);
  }
}

function toBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('the picture is too large')) : resolve(blob)));
  });
}
