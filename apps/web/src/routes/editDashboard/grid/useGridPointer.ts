import { GRID_COLUMNS, type GridPosition } from '@gpu-console/shared/dashboards';
import { type PointerEvent, useRef, useState } from 'react';
import { CELL_HEIGHT, GAP } from '../../../dashboards/gridStyle.ts';
import type { Placed } from './placePanel.ts';
import { type EditSection, movedTo, type Target } from './sections.ts';

/** What a pointer does to a panel until it is let go. */
interface Grip {
  readonly id: string;
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
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
  };
  /** Names the element that a section's panels stand in. */
  readonly sectionBox: (key: string) => (element: HTMLElement | null) => void;
  /** Lets go without a change; false where nothing is held. */
  readonly cancel: () => boolean;
}

/** Moves and resizes panels by a pointer, in whole cells; `onDone` has the sections once, at the end. */
export function useGridPointer(
  sections: readonly EditSection[],
  onDone: (sections: readonly EditSection[], id: string) => void,
): GridPointer {
  const boxes = useRef(new Map<string, HTMLElement>());
  const grip = useRef<Grip | null>(null);
  const [drag, setDrag] = useState<{ readonly id: string; readonly target: Target | null } | null>(null);
  const target = drag?.target ?? null;
  const shown = drag === null || target === null ? sections : movedTo(sections, drag.id, target);

  const end = () => {
    grip.current = null;
    setDrag(null);
  };
  return {
    shown,
    held: drag?.id ?? null,
    sectionBox: (key) => (element) => {
      if (element === null) boxes.current.delete(key);
      else boxes.current.set(key, element);
    },
    cancel: () => {
      const isHeld = grip.current !== null;
      end();
      return isHeld;
    },
    grip: (from, does) => ({
      onPointerDown: (event) => {
        const panel = event.currentTarget.closest('[data-panel]');
        if (event.button !== 0 || panel === null) return;
        const { left, top, right, bottom } = panel.getBoundingClientRect();
        const corner = does === 'move' ? { x: left, y: top } : { x: right, y: bottom };
        const offset = { x: event.clientX - corner.x, y: event.clientY - corner.y };
        grip.current = { id: from.id, does, from, offset };
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ id: from.id, target: null });
      },
      onPointerMove: (event) => {
        if (grip.current === null) return;
        const next = targetAt(grip.current, sections, boxes.current, { x: event.clientX, y: event.clientY });
        if (next !== null)
          setDrag((now) => (now && isSame(now.target, next) ? now : { id: from.id, target: next }));
      },
      onPointerUp: () => {
        if (grip.current !== null && target !== null) onDone(shown, grip.current.id);
        end();
      },
      onPointerCancel: end,
    }),
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the panel goes that is held: its own section for its size, else the one under the pointer or nearest to it. */
function targetAt(
  { id, does, from, offset }: Grip,
  sections: readonly EditSection[],
  boxes: ReadonlyMap<string, HTMLElement>,
  pointer: Point,
): Target | null {
  const own = sections.find(({ places }) => places.some((place) => place.id === id));
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
  const cell = { x: (box.width + GAP) / GRID_COLUMNS, y: CELL_HEIGHT + GAP };
  const at = { x: pointer.x - offset.x - box.left, y: pointer.y - offset.y - box.top };
  const place =
    does === 'move'
      ? { ...from, x: Math.round(at.x / cell.x), y: Math.round(at.y / cell.y) }
      : {
          ...from,
          w: Math.max(1, Math.min(GRID_COLUMNS - from.x, Math.round((at.x + GAP) / cell.x) - from.x)),
          h: Math.max(1, Math.round((at.y + GAP) / cell.y) - from.y),
        };
  return { section: section.key, place };
}

function isSame(a: Target | null, b: Target): boolean {
  return a !== null && a.section === b.section && same(a.place, b.place);
}

const same = (a: GridPosition, b: GridPosition) => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
