import type { DrawnSeries, Interval, PanelMark } from '@gpu-console/panels';
import { type TimeSeriesChart, timeAt, valueAt, xAt } from '@gpu-console/panels/kinds/timeSeries';
import type { ResolvedPanel } from '@gpu-console/shared/dashboards';
import { type PointerEvent, useRef, useState } from 'react';
import { useCrosshair } from './crosshair.ts';
import { PlotTooltip } from './PlotTooltip.tsx';
import { snap } from './tooltipRows.ts';

interface PlotOverlayProps {
  readonly panel: ResolvedPanel;
  readonly chart: TimeSeriesChart;
  readonly series: readonly DrawnSeries[];
  readonly window: Interval;
  readonly marks: readonly PanelMark[];
  /** The chart's size in pixels. */
  readonly width: number;
  readonly height: number;
  readonly onZoom: (from: number, to: number) => void;
  readonly onZoomOut: () => void;
}

/** A drag shorter than this many pixels is a click. */
const DRAG_PIXELS = 5;

/** What answers to the pointer: the crosshair, the values under it, drag to zoom, double click to zoom out. */
export function PlotOverlay(props: PlotOverlayProps) {
  const { panel, chart, series, window, marks, width, height, onZoom, onZoomOut } = props;
  const { insets, axis } = chart;
  const { time, set } = useCrosshair();
  const [pointer, setPointer] = useState<{ x: number; y: number } | null>(null);
  const [dragFrom, setDragFrom] = useState<number | null>(null);
  const surface = useRef<HTMLDivElement>(null);

  const locate = (event: PointerEvent) => {
    const box = surface.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const move = (event: PointerEvent) => {
    const at = locate(event);
    setPointer(at);
    set(snap(series, timeAt(at.x, width, insets, window)) ?? timeAt(at.x, width, insets, window));
  };
  const leave = () => {
    setPointer(null);
    set(null);
  };
  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    surface.current?.setPointerCapture(event.pointerId);
    setDragFrom(locate(event).x);
  };
  const release = (event: PointerEvent) => {
    const { x } = locate(event);
    setDragFrom(null);
    if (dragFrom === null || Math.abs(x - dragFrom) < DRAG_PIXELS) return;
    const [from, to] = [Math.min(x, dragFrom), Math.max(x, dragFrom)];
    leave();
    onZoom(timeAt(from, width, insets, window), timeAt(to, width, insets, window));
  };

  const hair = time === null ? null : xAt(time, width, insets, window);
  const inPlot = hair !== null && hair >= insets.left - 1 && hair <= width - insets.right + 1;
  const plot = { top: insets.top, bottom: insets.bottom };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the legend table and the time picker do the same by keyboard
    <div
      ref={surface}
      className="absolute inset-0 cursor-crosshair touch-pan-y select-none"
      onPointerMove={move}
      onPointerLeave={leave}
      onPointerDown={press}
      onPointerUp={release}
      onPointerCancel={() => setDragFrom(null)}
      onDoubleClick={onZoomOut}
    >
      {inPlot && (
        <div
          className="absolute w-px bg-muted/70"
          style={{ ...plot, left: Math.round(hair) }}
          data-crosshair
        />
      )}
      {dragFrom !== null && pointer !== null && (
        <div
          className="absolute border-x border-accent bg-accent/15"
          style={{ ...plot, ...selection(dragFrom, pointer.x, insets.left, width - insets.right) }}
        />
      )}
      {inPlot && pointer !== null && dragFrom === null && time !== null && (
        <PlotTooltip
          panel={panel}
          series={series}
          marks={marks}
          time={time}
          reach={((window.to - window.from) / width) * 6}
          value={valueAt(pointer.y, height, insets, axis)}
          x={hair}
          width={width}
        />
      )}
    </div>
  );
}

function selection(a: number, b: number, min: number, max: number) {
  const left = Math.max(min, Math.min(a, b));
  return { left, width: Math.max(0, Math.min(max, Math.max(a, b)) - left) };
}
