import { momentText, panelText } from '@gpu-console/panels';
import {
  cellAt,
  type HeatCell,
  heatmapShapes,
  heatRows,
  heatX,
  layoutHeatmap,
} from '@gpu-console/panels/kinds/heatmap';
import type { HeatmapPanel as Heatmap } from '@gpu-console/shared/dashboards';
import { type MouseEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { classNames } from '../../components/classNames.ts';
import { FLOATING } from '../../components/floating.ts';
import { useSize } from '../../components/useSize.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { useChartTokens } from '../chartTokens.ts';
import { useCrosshair } from '../crosshair.ts';
import { panelSummary } from '../panelSummary.ts';
import { shapesPicture } from '../picture.ts';
import { paintShapes } from '../shapes/paintShapes.ts';
import { panelTexts } from '../texts.ts';
import type { KindProps } from './KindProps.ts';

const TOOLTIP_WIDTH = 224;

interface Hover {
  readonly cell: HeatCell;
  readonly x: number;
  readonly y: number;
}

/** Values over time as shades: a row per series, or per bucket of a histogram. */
export function HeatmapPanel({ panel, series, window, marks, tall, pictureRef }: KindProps<Heatmap>) {
  const locale = useLocale();
  const texts = useTexts(panelTexts);
  const tokens = useChartTokens();
  const { time, set } = useCrosshair();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useSize(box);
  const [hover, setHover] = useState<Hover>();
  const { from, to } = window;
  const heat = useMemo(() => heatRows(panel, series, texts.above, locale), [panel, series, texts, locale]);
  const layout = useMemo(
    () => layoutHeatmap(heat.rows, { from, to }, { width, height }),
    [heat, from, to, width, height],
  );
  useLayoutEffect(() => {
    const shapes = heatmapShapes({ panel, heat, layout, tokens, texts, locale });
    pictureRef.current = () => shapesPicture(shapes, layout.width, layout.height, tokens.font);
    const own = canvas.current;
    const context = own?.getContext('2d');
    if (own === null || !context) return;
    own.width = Math.round(layout.width * devicePixelRatio);
    own.height = Math.round(layout.height * devicePixelRatio);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    paintShapes(context, shapes, tokens.font);
  }, [panel, heat, layout, tokens, texts, locale, pictureRef]);

  const move = (event: MouseEvent<HTMLCanvasElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const cell = cellAt(layout, x, y);
    setHover(cell && { cell, x, y });
    set(cell?.to ?? null);
  };
  const leave = () => {
    setHover(undefined);
    set(null);
  };
  const label = useMemo(
    () => panelSummary(panel, series, marks.length, texts, locale),
    [panel, series, marks.length, texts, locale],
  );
  return (
    <div
      ref={box}
      // What scrolls has to be reached by keyboard.
      {...(layout.height > height && { role: 'group', 'aria-label': panel.title, tabIndex: 0 })}
      className={classNames('relative overflow-x-hidden overflow-y-auto', tall ? 'h-full' : 'h-64')}
    >
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        style={{ width: layout.width, height: layout.height }}
        className="block"
        onMouseMove={move}
        onMouseLeave={leave}
      />
      {time !== null && time >= from && time <= to && (
        <div
          aria-hidden
          className="pointer-events-none absolute top-0 w-px bg-muted/70"
          style={{ left: heatX(layout, time), height: layout.plot.bottom }}
        />
      )}
      {hover !== undefined && (
        <div
          aria-hidden
          className={classNames(FLOATING, 'pointer-events-none absolute z-10 px-3 py-2 text-sm')}
          style={{
            width: TOOLTIP_WIDTH,
            left: Math.max(0, Math.min(hover.x + 12, width - TOOLTIP_WIDTH - 4)),
            top: hover.y + 16,
          }}
        >
          <div className="font-medium break-words">{hover.cell.row.name}</div>
          <div className="text-muted">
            {momentText(hover.cell.from, locale)} – {momentText(hover.cell.to, locale)}
          </div>
          <div>
            {hover.cell.value === null
              ? texts.noValues
              : panelText(panel, hover.cell.value, locale, heat.isCounted ? 'count' : undefined)}
          </div>
        </div>
      )}
    </div>
  );
}
