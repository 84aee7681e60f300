import { CELL_GAP, CELL_HEIGHT } from '@gpu-console/panels';
import { GRID_COLUMNS, type GridPosition } from '@gpu-console/shared/dashboards';
import { type MouseEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Placed } from './placePanel.ts';
import { type EditSection, movedTo, type Target } from './sections.ts';

/** What a pointer does to a panel until it is let go. */
interface Grip {
  readonly does: 'move' | 'resize';
  readonly from: Placed;
  /** Pixels from the panel's top left, or for its size from its bottom right, to the pointer. */
  readonly offset: { readonly x: number; readonly y: number };
}

interface GridPointer {
  /** Where the panels are while a pointer holds one; the sections themselves while none does. */
  readonly shown: readonly EditSection[];
  readonly held: string | null;
  /** For the part of a panel that it is taken by. */
  readonly grip: (
    place: Placed,
    does: Grip['does'],
  ) => {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onMouseDown: (event: MouseEvent<HTMLElement>) => void;
  };
  /** Names the element that a section's panels stand in. */
  readonly sectionBox: (key: string) => (element: HTMLElement | null) => void;
}

interface Drag {
  readonly id: string;
  /** Null until the pointer has come to another cell. */
  readonly target: Target | null;
}

/**
 * Moves and resizes panels by a pointer, in whole cells; `onDone` has the sections once, at the end. Escape lets go
 * without a change. The window listens while a panel is held: the panel itself may come to stand in another section, and
 * as another element.
 */
export function useGridPointer(
  sections: readonly EditSection[],
  onDone: (sections: readonly EditSection[], id: string) => void,
): GridPointer {
  const boxes = useRef(new Map<string, HTMLElement>());
  const listening = useRef<AbortController | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  useEffect(() => () => listening.current?.abort(), []);

  const hold = (grip: Grip) => {
    listening.current?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    listening.current = controller;
    const home = homeOf(grip, sections);
    let target = home;
    const end = () => {
      controller.abort();
      setDrag(null);
    };
    const move = ({ clientX: x, clientY: y }: globalThis.PointerEvent) => {
      const next = targetAt(grip, sections, boxes.current, { x, y });
      if (next === null || isSame(target, next)) return;
      target = next;
      setDrag({ id: grip.from.id, target });
    };
    const done = () => {
      if (target !== null && !isSame(home, target))
        onDone(movedTo(sections, grip.from.id, target), grip.from.id);
      end();
    };
    window.addEventListener('pointermove', move, { signal });
    window.addEventListener('pointerup', done, { signal });
    window.addEventListener('pointercancel', end, { signal });
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && end(), { signal });
    setDrag({ id: grip.from.id, target: null });
  };
  const target = drag?.target ?? null;
  return {
    shown: drag === null || target === null ? sections : movedTo(sections, drag.id, target),
    held: drag?.id ?? null,
    sectionBox: (key) => (element) => {
      if (element === null) boxes.current.delete(key);
      else boxes.current.set(key, element);
    },
    grip: (from, does) => ({
      onPointerDown: (event) => {
        const panel = event.currentTarget.closest<HTMLElement>('[data-panel]');
        if (event.button !== 0 || panel === null) return;
        const { left, top, right, bottom } = panel.getBoundingClientRect();
        const corner = does === 'move' ? { x: left, y: top } : { x: right, y: bottom };
        panel.focus({ preventScroll: true });
        hold({ does, from, offset: { x: event.clientX - corner.x, y: event.clientY - corner.y } });
      },
      // No text is selected on the way.
      onMouseDown: (event) => event.preventDefault(),
    }),
  };
}

function homeOf({ from }: Grip, sections: readonly EditSection[]): Target | null {
  const own = sections.find(({ places }) => places.some(({ id }) => id === from.id));
  return own === undefined ? null : { section: own.key, place: from };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the panel goes that is held: its own section for its size, else the one under the pointer or nearest to it. */
function targetAt(
  { does, from, offset }: Grip,
  sections: readonly EditSection[],
  boxes: ReadonlyMap<string, HTMLElement>,
  pointer: Point,
): Target | null {
  const own = sections.find(({ places }) => places.some((place) => place.id === from.id));
  const distance = (key: string) => {
    const box = boxes.get(key)?.getBoundingClientRect();
    if (box === undefined) return Number.POSITIVE_INFINITY;
    return Math.max(box.top - pointer.y, pointer.y - box.bottom, 0);
  };
  const nearest = sections.reduce<EditSection | undefined>(
    (best, one) => (best !== undefined && distance(best.key) <= distance(one.key) ? best : one),
    own,
  );
  const section = does === 'resize' ? own : nearest;
  const box = section && boxes.get(section.key)?.getBoundingClientRect();
  if (section === undefined || box === undefined) return null;
  const cell = { x: (box.width + CELL_GAP) / GRID_COLUMNS, y: CELL_HEIGHT + CELL_GAP };
  const at = { x: pointer.x - offset.x - box.left, y: pointer.y - offset.y - box.top };
  const place =
    does === 'move'
      ? { ...from, x: Math.round(at.x / cell.x), y: Math.round(at.y / cell.y) }
      : {
          ...from,
          w: Math.max(1, Math.min(GRID_COLUMNS - from.x, Math.round((at.x + CELL_GAP) / cell.x) - from.x)),
          h: Math.max(1, Math.round((at.y + CELL_GAP) / cell.y) - from.y),
        };
  return { section: section.key, place };
}

function isSame(a: Target | null, b: Target): boolean {
  return a !== null && a.section === b.section && same(a.place, b.place);
}

const same = (a: GridPosition, b: GridPosition) => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
