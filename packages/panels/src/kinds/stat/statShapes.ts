import type { Resolved, StatPanel } from '@gpu-console/shared/dashboards';
import { formatText, type Locale } from '@gpu-console/shared/units';
import { legible, textOn } from '../../colour.ts';
import { panelReading, panelText, stepsOf, valueColour } from '../../panelReading.ts';
import type { Layout } from '../../shapes/layout.ts';
import type { Shape } from '../../shapes/shape.ts';
import { fitText } from '../../shapes/textWidth.ts';
import { gaugeEnds, type PanelValueOf, shareOf, statisticOf } from '../../values/panelValues.ts';
import type { ValuesDrawing } from '../../values/valuesDrawing.ts';
import { valueText } from '../../values/valueText.ts';
import { GAUGE_BELOW, type GaugeBand, gaugeShapes } from './gauge.ts';
import { sparkline } from './sparkline.ts';
import { tileAt, tileGrid } from './tileGrid.ts';

const MIN_TILE = {
  number: { width: 84, height: 42 },
  sparkline: { width: 104, height: 66 },
  gauge: { width: 116, height: 112 },
};
const NAME = 12;
const NAME_LINE = 18;
const PADDING = 8;
const MAX_FONT_SIZE = 44;

interface Tile {
  readonly one: PanelValueOf;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Pixels that the name takes at the top. */
  readonly head: number;
  readonly colour: string | null;
}

/** A tile per series: its name, and its value as a number, with its curve, or on a dial. */
export function statShapes(drawing: ValuesDrawing<StatPanel>): Layout {
  const { panel, values, width, height, tokens } = drawing;
  const { show } = panel;
  const grid = tileGrid(values.length, { width, height }, MIN_TILE[show]);
  const head = values.length > 1 ? NAME_LINE : 0;
  const shapes = values.flatMap((one, index): readonly Shape[] => {
    const tile: Tile = {
      ...{ one, head, ...grid.tile, ...tileAt(grid, index) },
      colour: statisticOf(panel) === 'count' ? null : valueColour(panel, one.value, tokens),
    };
    return show === 'gauge' ? dialTile(tile, drawing) : numberTile(tile, drawing);
  });
  return { shapes, width, height: grid.height };
}

function numberTile(tile: Tile, { panel, tokens, locale }: ValuesDrawing<StatPanel>): readonly Shape[] {
  const { one, x, y, width, height, head, colour } = tile;
  const { paint = 'number', show } = panel;
  const isPainted = paint === 'background' && colour !== null;
  const ground = isPainted ? colour : tokens.surface;
  const ink = isPainted ? textOn(colour) : tokens.ink;
  const quiet = isPainted ? ink : tokens.muted;
  const figure = paint === 'number' && colour !== null ? legible(colour, tokens.surface, tokens.ink) : ink;
  const curve = show === 'sparkline' ? Math.round((height - head) * 0.42) : 0;
  const middle = y + head + (height - head - curve) / 2;
  const room = Math.max(14, Math.min(MAX_FONT_SIZE, (height - head - curve) * 0.62));
  const place = { x: x + width / 2, y: middle, width: width - 2 * PADDING, size: room } as const;
  const reading = panelReading(panel, one.value, locale, statisticOf(panel));
  const area = { x, y: y + height - curve, width, height: curve };
  return [
    {
      ...{ kind: 'rect', x, y, width, height, radius: 6 },
      fill: isPainted ? ground : tokens.surface,
      hint: hintOf(one, panel, locale),
    },
    ...(curve > 0 ? sparkline(one.series.values, area, isPainted ? ink : (colour ?? one.series.colour)) : []),
    ...name(tile, quiet),
    valueText(reading, { ...place, anchor: 'middle' }, figure, isPainted ? ink : tokens.muted),
  ];
}

function dialTile(tile: Tile, { panel, values, tokens, locale }: ValuesDrawing<StatPanel>): readonly Shape[] {
  const { one, x, y, width, height, head, colour } = tile;
  const ends = gaugeEnds(panel, values);
  const foot = 14;
  const radius = Math.max(
    20,
    Math.min((width - 2 * PADDING) / 2, (height - head - foot - 4) / (1 + GAUGE_BELOW)),
  );
  const centre = {
    x: x + width / 2,
    y: y + head + 2 + radius + Math.max(0, height - head - foot - 4 - radius * 1.5) / 2,
  };
  const share = one.value === null ? 0 : shareOf(one.value, ends);
  const isPainted = panel.paint !== 'nothing' && colour !== null;
  const fill = isPainted ? colour : one.series.colour;
  const figure = isPainted ? legible(colour, tokens.surface, tokens.ink) : tokens.ink;
  const place = { ...centre, width: radius * 1.25, size: Math.min(MAX_FONT_SIZE, radius * 0.5) };
  const end = (value: number, side: -1 | 1): Shape => ({
    kind: 'text',
    x: centre.x + side * radius * 0.78,
    y: centre.y + radius * GAUGE_BELOW + 12,
    parts: [{ text: formatText(value, panel.unit, locale), size: 10, fill: tokens.muted }],
    anchor: 'middle',
  });
  return [
    { kind: 'rect', x, y, width, height, fill: tokens.surface, hint: hintOf(one, panel, locale) },
    ...gaugeShapes({ ...centre, radius }, share, bandsOf(panel, ends), fill, tokens.sunken),
    ...name(tile, tokens.muted),
    valueText(
      panelReading(panel, one.value, locale, statisticOf(panel)),
      { ...place, anchor: 'middle' },
      figure,
      tokens.muted,
    ),
    end(ends[0], -1),
    end(ends[1], 1),
  ];
}

function name({ one, x, y, width, head }: Tile, fill: string): readonly Shape[] {
  if (head === 0) return [];
  const text = fitText(one.series.name, width - 2 * PADDING, NAME);
  const parts = [{ text, size: NAME, fill }];
  return [{ kind: 'text', x: x + width / 2, y: y + head / 2 + 2, parts, anchor: 'middle' }];
}

function hintOf({ series, value }: PanelValueOf, panel: Resolved<StatPanel>, locale: Locale): string {
  return `${series.name}: ${panelText(panel, value, locale, statisticOf(panel))}`;
}

/** The panel's steps as stretches between the gauge's ends. */
function bandsOf(panel: Resolved<StatPanel>, ends: readonly [number, number]): readonly GaugeBand[] {
  const steps = stepsOf(panel);
  return steps.flatMap(({ from, colour }, index) => {
    const start = from === null ? 0 : shareOf(from, ends);
    const next = steps[index + 1]?.from ?? null;
    const end = next === null ? 1 : shareOf(next, ends);
    return end > start ? [{ from: start, to: end, colour }] : [];
  });
}
