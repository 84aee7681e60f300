import type { ResolvedPanel } from '@gpu-console/shared/dashboards';
import type { Locale } from '@gpu-console/shared/units';
import { legendRows, legendStatistics } from './legendRows.ts';
import { panelText } from './panelReading.ts';
import type { DrawnSeries } from './panelSeries.ts';
import type { Picture } from './picture.ts';
import type { Shape } from './shapes/shape.ts';
import { escapeXml, shapesSvg } from './shapes/shapesSvg.ts';
import { fitText } from './shapes/textWidth.ts';
import type { PanelTexts } from './texts.en.ts';
import type { ChartTokens } from './tokens.ts';

export interface PanelPicture {
  readonly panel: ResolvedPanel;
  readonly picture: Picture;
  readonly title: string;
  /** The cluster and the time range, below the title. */
  readonly subtitle: string;
  /** The lines of its legend; none where the drawing says all. */
  readonly series: readonly DrawnSeries[];
  readonly tokens: ChartTokens;
  readonly texts: PanelTexts;
  readonly locale: Locale;
}

/** CSS pixels on every side of what stands in a picture. */
export const MARGIN = 16;
const HEADER = 56;
const ROW = 20;
const TEXT = 12;
const STATISTIC_WIDTH = 84;
const MIN_NAME_WIDTH = 120;
/** Of a longer legend the picture shows the beginning, and says how many more there are. */
const MAX_ROWS = 40;

/** What stands around a panel's drawing, in CSS pixels. */
export interface PictureFrame {
  readonly shapes: readonly Shape[];
  readonly width: number;
  readonly height: number;
  /** Where the drawing's upper left corner comes. */
  readonly inside: { readonly x: number; readonly y: number };
}

/** The panel as an SVG that explains itself: title, cluster, time range, drawing and legend. */
export async function panelSvg(subject: PanelPicture): Promise<string> {
  const { picture, tokens, title } = subject;
  const { shapes, width, height, inside } = pictureFrame(subject);
  const size = `width="${width}" height="${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${width} ${height}" font-family="${escapeXml(tokens.font)}">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect ${size} fill="${escapeXml(tokens.surface)}"/>`,
    shapesSvg(shapes),
    `<g transform="translate(${inside.x} ${inside.y})">`,
    await picture.svg(),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Title and subtitle above the drawing, its legend below. */
export function pictureFrame(subject: PanelPicture): PictureFrame {
  const { picture, title, subtitle, series, tokens } = subject;
  const header = Number(series.length > 0);
  const rows = Math.min(series.length, MAX_ROWS) + header + Number(series.length > MAX_ROWS);
  return {
    shapes: [
      label(title, MARGIN, MARGIN + 8, picture.width, tokens.ink, 15, true),
      label(subtitle, MARGIN, MARGIN + 28, picture.width, tokens.muted),
      ...(series.length > 0 ? legend(subject, HEADER + picture.height + MARGIN / 2) : []),
    ],
    width: picture.width + 2 * MARGIN,
    height: HEADER + picture.height + rows * ROW + 2 * MARGIN,
    inside: { x: MARGIN, y: HEADER },
  };
}

function legend({ panel, picture, series, tokens, texts, locale }: PanelPicture, top: number): Shape[] {
  const fitting = Math.max(0, Math.floor((picture.width - MIN_NAME_WIDTH) / STATISTIC_WIDTH));
  const statistics = legendStatistics(panel).slice(0, fitting);
  const right = (column: number) =>
    MARGIN + picture.width - (statistics.length - 1 - column) * STATISTIC_WIDTH;
  const nameWidth = picture.width - statistics.length * STATISTIC_WIDTH - 26;
  const middle = (row: number) => top + row * ROW + ROW / 2;
  const statistic = (text: string, column: number, row: number, fill: string): Shape => ({
    kind: 'text',
    x: right(column),
    y: middle(row),
    parts: [{ text: fitText(text, STATISTIC_WIDTH - 8, TEXT), size: TEXT, fill }],
    anchor: 'end',
  });
  const rows = legendRows(series.slice(0, MAX_ROWS), statistics);
  const more = series.length - rows.length;
  return [
    ...statistics.map((one, column) => statistic(texts.statistics[one], column, 0, tokens.muted)),
    ...rows.flatMap(({ series: { name, colour }, values }, index): Shape[] => [
      { kind: 'rect', x: MARGIN, y: middle(index + 1) - 1.5, width: 12, height: 3, fill: colour },
      label(name, MARGIN + 18, middle(index + 1), nameWidth, tokens.ink),
      ...values.map((value, column) =>
        statistic(panelText(panel, value, locale, statistics[column]), column, index + 1, tokens.ink),
      ),
    ]),
    ...(more > 0
      ? [label(texts.more(more), MARGIN + 18, middle(MAX_ROWS + 1), nameWidth, tokens.muted)]
      : []),
  ];
}

function label(
  text: string,
  x: number,
  y: number,
  width: number,
  fill: string,
  size = TEXT,
  bold = false,
): Shape {
  return { kind: 'text', x, y, parts: [{ text: fitText(text, width, size), size, fill }], bold };
}
