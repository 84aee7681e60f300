import type { BarGaugePanel } from '@gpu-console/shared/dashboards';
import { panelReading, panelText, stepsOf, valueColour } from '../../panelReading.ts';
import type { Layout } from '../../shapes/layout.ts';
import type { Shape } from '../../shapes/shape.ts';
import { fitText, textWidth } from '../../shapes/textWidth.ts';
import { gaugeEnds, type PanelValueOf, shareOf, statisticOf } from '../../values/panelValues.ts';
import type { ValuesDrawing } from '../../values/valuesDrawing.ts';
import { valueText } from '../../values/valueText.ts';

const TEXT = 12;
const GAP = 8;
const ROW = { min: 24, max: 44 };
const COLUMN = { min: 56, max: 120 };
const NAME_SHARE = 0.34;
/** Where rows are narrower than this, names stand above their bars. */
const ROOM_FOR_NAMES = 340;
const NAME_LINE = 16;

/** A bar per series between the panel's ends, with its name and value. */
export function barGaugeShapes(drawing: ValuesDrawing<BarGaugePanel>): Layout {
  return drawing.panel.orientation === 'vertical' ? columns(drawing) : rows(drawing);
}

interface Bar {
  readonly reading: Shape;
  readonly hint: string;
  readonly colour: string;
  readonly share: number;
}

function rows(drawing: ValuesDrawing<BarGaugePanel>): Layout {
  const { panel, values, width, height, tokens, locale } = drawing;
  const isAbove = width < ROOM_FOR_NAMES;
  const longest = Math.max(0, ...values.map(({ series }) => textWidth(series.name, TEXT)));
  const nameWidth = isAbove ? 0 : Math.min(width * NAME_SHARE, longest + GAP);
  const valueWidth = GAP + Math.max(0, ...values.map((one) => textWidth(textOf(one, drawing), TEXT * 1.1)));
  const head = isAbove ? NAME_LINE : 0;
  const fitting = height / Math.max(1, values.length);
  const row = Math.max(ROW.min + head, Math.min(ROW.max + head, fitting));
  const track = Math.max(20, width - nameWidth - valueWidth);
  const thickness = row - head - GAP;
  const shapes = values.flatMap((one, index): Shape[] => {
    const { hint, colour, share } = barOf(one, drawing);
    const top = index * row + head + GAP / 2;
    const middle = top + thickness / 2;
    const nameSpace = isAbove ? width : nameWidth - GAP;
    const nameText = fitText(one.series.name, nameSpace, TEXT);
    const place = { x: width, y: middle, width: valueWidth, size: TEXT, anchor: 'end' } as const;
    const reading = panelReading(panel, one.value, locale, statisticOf(panel));
    return [
      {
        ...{ kind: 'text', x: 0, y: isAbove ? index * row + NAME_LINE / 2 + 2 : middle },
        parts: [{ text: nameText, size: TEXT, fill: tokens.ink }],
      },
      {
        kind: 'rect',
        x: nameWidth,
        y: top,
        width: track,
        height: thickness,
        fill: tokens.sunken,
        radius: 3,
        hint,
      },
      ...bar({ x: nameWidth, y: top, width: track * share, height: thickness, fill: colour, hint }),
      ...marksOf(drawing).map(({ share: at, colour: stroke }): Shape => {
        const x = nameWidth + track * at;
        return { kind: 'path', d: `M${x} ${top}V${top + thickness}`, stroke, strokeWidth: 1.5 };
      }),
      valueText(reading, place, tokens.ink, tokens.muted),
    ];
  });
  return { shapes, width, height: Math.max(1, values.length * row) };
}

function columns(drawing: ValuesDrawing<BarGaugePanel>): Layout {
  const { panel, values, width, height, tokens, locale } = drawing;
  const column = Math.max(COLUMN.min, Math.min(COLUMN.max, width / Math.max(1, values.length)));
  const top = 20;
  const track = Math.max(40, height - top - 20);
  const thickness = column - GAP;
  const shapes = values.flatMap((one, index): Shape[] => {
    const { hint, colour, share } = barOf(one, drawing);
    const x = index * column + GAP / 2;
    const middle = x + thickness / 2;
    const nameText = fitText(one.series.name, thickness, TEXT);
    const place = { x: middle, y: top / 2, width: thickness, size: TEXT, anchor: 'middle' } as const;
    const reading = panelReading(panel, one.value, locale, statisticOf(panel));
    const full = track * share;
    return [
      valueText(reading, place, tokens.ink, tokens.muted),
      { kind: 'rect', x, y: top, width: thickness, height: track, fill: tokens.sunken, radius: 3, hint },
      ...bar({ x, y: top + track - full, width: thickness, height: full, fill: colour, hint }),
      ...marksOf(drawing).map(({ share: at, colour: stroke }): Shape => {
        const y = top + track * (1 - at);
        return { kind: 'path', d: `M${x} ${y}H${x + thickness}`, stroke, strokeWidth: 1.5 };
      }),
      {
        ...{ kind: 'text', x: middle, y: top + track + 12, anchor: 'middle' },
        parts: [{ text: nameText, size: TEXT, fill: tokens.ink }],
      },
    ];
  });
  return { shapes, width: Math.max(width, values.length * column), height: top + track + 20 };
}

function bar(shape: Omit<Extract<Shape, { kind: 'rect' }>, 'kind' | 'radius'>): Shape[] {
  return shape.width > 0 && shape.height > 0 ? [{ ...shape, kind: 'rect', radius: 3 }] : [];
}

function barOf(one: PanelValueOf, drawing: ValuesDrawing<BarGaugePanel>): Omit<Bar, 'reading'> {
  const { panel, values, tokens } = drawing;
  const own = statisticOf(panel) === 'count' ? null : valueColour(panel, one.value, tokens);
  return {
    hint: `${one.series.name}: ${textOf(one, drawing)}`,
    colour: own ?? one.series.colour,
    share: one.value === null ? 0 : shareOf(one.value, gaugeEnds(panel, values)),
  };
}

function textOf({ value }: PanelValueOf, { panel, locale }: ValuesDrawing<BarGaugePanel>): string {
  return panelText(panel, value, locale, statisticOf(panel));
}

/** Where on the track the panel's steps begin. */
function marksOf({
  panel,
  values,
}: ValuesDrawing<BarGaugePanel>): readonly { share: number; colour: string }[] {
  const ends = gaugeEnds(panel, values);
  return stepsOf(panel).flatMap(({ from, colour }) =>
    from === null || from <= ends[0] || from >= ends[1] ? [] : [{ share: shareOf(from, ends), colour }],
  );
}
