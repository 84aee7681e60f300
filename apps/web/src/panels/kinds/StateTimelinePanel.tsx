import { assignSlots, type ColourSlots, momentText, panelText } from '@gpu-console/panels';
import {
  layoutTimeline,
  type PlacedSpan,
  spanAt,
  stateColours,
  stateRows,
  statesOf,
  timelineShapes,
} from '@gpu-console/panels/kinds/stateTimeline';
import type { Resolved, StateTimelinePanel as StateTimeline } from '@gpu-console/shared/dashboards';
import { useNavigate } from '@tanstack/react-router';
import { type MouseEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { classNames } from '../../components/classNames.ts';
import { FLOATING } from '../../components/floating.ts';
import { formatAge } from '../../components/formatAge.ts';
import { useSize } from '../../components/useSize.ts';
import { PodLink } from '../../fleet/links.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { useCluster } from '../../state/cluster.ts';
import { ColourSwatch } from '../ColourSwatch.tsx';
import { useChartTokens } from '../chartTokens.ts';
import { shapesPicture } from '../picture.ts';
import { paintShapes } from '../shapes/paintShapes.ts';
import { panelTexts } from '../texts.ts';
import type { KindProps } from './KindProps.ts';

/** Of continuous values there are too many to name. */
const MAX_STATES = 40;

/** Rows of bars over time: who or what it was, for how long. */
export function StateTimelinePanel(props: KindProps<StateTimeline>) {
  const { panel, series, window, marks, tall, pictureRef } = props;
  const cluster = useCluster().id;
  const navigate = useNavigate();
  const locale = useLocale();
  const texts = useTexts(panelTexts);
  const tokens = useChartTokens();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width } = useSize(box);
  const [hovered, setHovered] = useState<PlacedSpan | undefined>();
  const { from, to } = window;
  const rows = useMemo(() => stateRows(panel, series, locale), [panel, series, locale]);
  const states = useMemo(() => statesOf(rows), [rows]);
  const slots = useSlots(states);
  const colourOf = useMemo(() => stateColours(panel, states, slots, tokens), [panel, states, slots, tokens]);
  const layout = useMemo(() => layoutTimeline(rows, { from, to }, width), [rows, from, to, width]);

  useLayoutEffect(() => {
    const shapes = timelineShapes({ layout, window: { from, to }, marks, colourOf, tokens, locale });
    pictureRef.current = () => shapesPicture(shapes, layout.width, layout.height, tokens.font);
    const own = canvas.current;
    const context = own?.getContext('2d');
    if (own === null || !context) return;
    const density = devicePixelRatio;
    own.width = Math.round(layout.width * density);
    own.height = Math.round(layout.height * density);
    context.setTransform(density, 0, 0, density, 0, 0);
    paintShapes(context, shapes, tokens.font);
  }, [layout, colourOf, from, to, marks, tokens, locale, pictureRef]);

  const under = (event: MouseEvent<HTMLCanvasElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return spanAt(layout, event.clientX - left, event.clientY - top);
  };
  const open = (event: MouseEvent<HTMLCanvasElement>) => {
    const pod = under(event)?.span.pod;
    if (!pod) return;
    const { namespace, name } = pod;
    void navigate({ to: '/c/$cluster/pods/$namespace/$pod', params: { cluster, namespace, pod: name } });
  };
  return (
    <div
      ref={box}
      // What scrolls has to be reached by keyboard.
      {...(tall && { role: 'group', 'aria-label': panel.title, tabIndex: 0 })}
      className={classNames('relative', tall && 'h-full overflow-x-hidden overflow-y-auto')}
    >
      <canvas
        ref={canvas}
        aria-hidden
        className={hovered?.span.pod ? 'cursor-pointer' : undefined}
        style={{ width: layout.width, height: layout.height }}
        onClick={open}
        onMouseMove={(event) => setHovered(under(event))}
        onMouseLeave={() => setHovered(undefined)}
      />
      {hovered !== undefined && <SpanTooltip panel={panel} placed={hovered} width={width} />}
      <ul className="flex flex-wrap gap-x-4 pt-1 text-sm">
        {states.slice(0, MAX_STATES).map(({ state, pod }) => (
          <li
            key={state}
            className="flex min-h-6 max-w-full items-center gap-1.5 [&_a]:inline-block [&_a]:min-h-6 [&_a]:leading-6"
          >
            <ColourSwatch colour={colourOf(state)} />
            <span className="truncate">{pod === null ? state : <PodLink pod={pod} />}</span>
          </li>
        ))}
        {states.length > MAX_STATES && (
          <li className="text-muted">{texts.more(states.length - MAX_STATES)}</li>
        )}
      </ul>
      {/* A table hidden by itself would still be scrolled to: its cells keep their size. */}
      <div className="sr-only">
        <SpansTable panel={panel} rows={rows} />
      </div>
    </div>
  );
}

const NO_SLOTS: ColourSlots = new Map();

/** A state keeps its colour for as long as the panel stands, whatever else comes and goes. */
function useSlots(states: ReturnType<typeof statesOf>): ColourSlots {
  const [slots, setSlots] = useState(NO_SLOTS);
  const next = assignSlots(
    slots,
    states.map(({ state }) => state),
  );
  if (next !== slots) setSlots(next);
  return next;
}

function SpanTooltip({
  panel,
  placed,
  width,
}: {
  panel: Resolved<StateTimeline>;
  placed: PlacedSpan;
  width: number;
}) {
  const locale = useLocale();
  const { span, row, x, y } = placed;
  return (
    <div
      aria-hidden
      className={classNames(FLOATING, 'pointer-events-none absolute z-10 w-64 px-3 py-2 text-sm')}
      style={{ left: Math.max(0, Math.min(x, width - 256)), top: y + 28 }}
    >
      <div className="font-medium break-words">{span.state}</div>
      <div className="text-muted">{row}</div>
      <div>
        {momentText(span.from, locale)} – {momentText(span.to, locale)}
      </div>
      <div>
        {formatAge(span.to - span.from, locale)}
        {span.mean !== null && ` · ⌀ ${panelText({ ...panel, mappings: [] }, span.mean, locale)}`}
      </div>
    </div>
  );
}

/** The same for those who do not see the bars. */
function SpansTable({ panel, rows }: { panel: Resolved<StateTimeline>; rows: ReturnType<typeof stateRows> }) {
  const locale = useLocale();
  const texts = useTexts(panelTexts);
  return (
    <table>
      <caption>{panel.title}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.row}</th>
          <th scope="col">{texts.state}</th>
          <th scope="col">{texts.from}</th>
          <th scope="col">{texts.to}</th>
          <th scope="col">{texts.statistics.mean}</th>
        </tr>
      </thead>
      <tbody>
        {rows
          .filter(({ lanes }) => lanes.length === 0)
          .map(({ name }) => (
            <tr key={name}>
              <td>{name}</td>
              <td colSpan={4}>–</td>
            </tr>
          ))}
        {rows.flatMap(({ name, lanes }) =>
          lanes.flat().map(({ state, from, to, mean }) => (
            <tr key={`${name} ${state} ${from}`}>
              <td>{name}</td>
              <td>{state}</td>
              <td>{momentText(from, locale)}</td>
              <td>{momentText(to, locale)}</td>
              <td>{panelText({ ...panel, mappings: [] }, mean, locale)}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}
