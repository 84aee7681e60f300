import {
  annotationMarks,
  assignSlots,
  type ChartSeries,
  colouredSeries,
  panelSeries,
  rangeText,
  THEMES,
} from '@gpu-console/panels';
import { drawPanel, MARGIN, panelSvg, pictureFrame } from '@gpu-console/panels/export';
import { drawnKindOf } from '@gpu-console/panels/kinds';
import { en } from '@gpu-console/panels/texts.en';
import { zhCN } from '@gpu-console/panels/texts.zh-CN';
import { zoneText } from '@gpu-console/shared/units';
import { MAX_PIXELS, MAX_SERIES, MAX_SVG_LENGTH } from './limits.ts';
import { unpacked, valuesAt } from './packedFrame.ts';
import type { DrawResult, DrawTask, Undrawable } from './pictureTask.ts';
import { svgPng } from './svgPng.ts';

const TEXTS = { en, 'zh-CN': zhCN };

/** The panel as a PNG with title, time range, drawing and legend; or why it is too large for one. */
export async function drawPicture(task: DrawTask): Promise<DrawResult> {
  const { panel, window, look, cluster, failure } = task;
  const { width, height, scale, theme, locale } = look;
  const [tokens, texts] = [THEMES[theme], TEXTS[locale]];
  const { named, shown } = seriesOf(task);
  const slots = assignSlots(
    new Map(),
    named.map(({ key }) => key),
  );
  const series = colouredSeries(panel, shown, slots, tokens);
  const marks = task.annotations.flatMap(
    ({ annotation, frame }) => annotationMarks(annotation, unpacked(frame)).marks,
  );
  const common = { panel, series, tokens, texts, locale };
  const remarks = [
    cluster,
    `${rangeText(window.from, window.to, locale)} ${zoneText(window.to)}`,
    ...(named.length > shown.length ? [texts.shown(shown.length, named.length)] : []),
    ...(failure === undefined ? [] : [texts.partFailed(failure)]),
  ];
  const subject = {
    ...common,
    series: drawnKindOf(panel).hasLegend ? series : [],
    picture: drawPanel({ ...common, window, marks, width: width - 2 * MARGIN, height }),
    title: panel.title,
    subtitle: remarks.join(' · '),
  };
  const size = pictureFrame(subject);
  const pixels = size.width * scale * size.height * scale;
  if (pixels > MAX_PIXELS) return tooLarge(`${Math.round(pixels)} pixels, and ${MAX_PIXELS}`);
  const svg = await panelSvg(subject);
  if (svg.length > MAX_SVG_LENGTH)
    return tooLarge(`a drawing of ${svg.length} characters, and ${MAX_SVG_LENGTH}`);
  return { kind: 'drawn', png: await svgPng(svg, scale) };
}

/** All series by name, and those of them that are drawn with their values: these alone are unpacked. */
function seriesOf({ panel, frames }: DrawTask) {
  const places = new Map(
    frames.flatMap((frame) =>
      (frame?.labels ?? []).map((labels, index) => [labels, { frame, index }] as const),
    ),
  );
  const empty = frames.map((frame) =>
    frame === null
      ? null
      : { ...frame, series: frame.labels.map((labels) => ({ labels, values: [] })), warnings: [] },
  );
  const named = panelSeries(panel, empty);
  const counted = new Set(panel.queries.flatMap(({ id, format }) => (format === 'heatmap' ? [id] : [])));
  const shown = named.slice(0, MAX_SERIES).map((one): ChartSeries => {
    const place = places.get(one.labels);
    const values = place?.frame ? valuesAt(place.frame, place.index) : [];
    const scale = counted.has(one.queryId) ? 1 : (panel.scale ?? 1);
    return {
      ...one,
      values: scale === 1 ? values : values.map((value) => (value === null ? null : value * scale)),
    };
  });
  return { named, shown };
}

function tooLarge(what: string): Undrawable {
  return {
    kind: 'undrawable',
    code: 'picture_too_large',
    message: `The picture would take ${what} are the most. Ask for fewer series or columns, a shorter time range, or scale=1.`,
  };
}
