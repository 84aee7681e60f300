import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { classNames } from '../../../components/classNames.ts';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { gridStyle } from '../../../dashboards/gridStyle.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { focusInspector } from '../inspectorFocus.ts';
import { editTexts } from '../texts.ts';
import { EditCell } from './EditCell.tsx';
import { type EditSection, movedTo, type Step, stepTarget, type Target } from './sections.ts';
import { useGridPointer } from './useGridPointer.ts';

/** What is chosen on the grid, and what becomes of what is done there. */
export interface GridHandlers {
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onSections: (sections: readonly EditSection[]) => void;
  readonly onRemove: (id: string) => void;
}

interface GridStageProps extends GridHandlers {
  readonly sections: readonly EditSection[];
  /** By the panel's id. */
  readonly cards: ReadonlyMap<string, ReactNode>;
  readonly titles: ReadonlyMap<string, string>;
  readonly isNarrow: boolean;
}

const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

const GROWTH: Readonly<Record<Step, readonly [w: number, h: number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/** What moves: the sections with their panels, and what is said of them as they do. */
export function GridStage(props: GridStageProps) {
  const { sections, cards, titles, isNarrow, selected, onSelect, onSections, onRemove } = props;
  const texts = useTexts(editTexts);
  const hint = useId();
  const [said, setSaid] = useState('');
  const titleOf = (id: string) => titles.get(id) ?? id;
  const settle = (next: readonly EditSection[], id: string) => {
    const place = next.flatMap(({ places }) => places).find((one) => one.id === id);
    if (place !== undefined) setSaid(texts.place(titleOf(id), place));
    onSections(next);
  };
  const pointer = useGridPointer(sections, settle);
  const move = (id: string, target: Target | null) => {
    if (target !== null) settle(movedTo(sections, id, target), id);
  };
  const keyed = (event: KeyboardEvent<HTMLElement>, id: string) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step !== undefined)
      move(id, event.shiftKey ? growthTarget(sections, id, step) : stepTarget(sections, id, step));
    else if (event.key === 'Enter') {
      flushSync(() => onSelect(id));
      focusInspector();
    } else if (event.key === 'Delete') {
      focusNeighbour(event.currentTarget);
      setSaid(texts.removed(titleOf(id)));
      onRemove(id);
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <p id={hint} hidden>
        {texts.keys}
      </p>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
      {pointer.shown.map(({ key, heading, places }) => (
        <section key={key} className="flex min-w-0 flex-col gap-4">
          {heading !== null && (
            <h2 className="border-b">
              <button
                type="button"
                aria-pressed={selected === heading.id}
                onClick={() => onSelect(heading.id)}
                className={classNames(
                  'flex min-h-8 w-full items-center text-left font-semibold hover:bg-hover',
                  selected === heading.id && 'rounded ring-2 ring-accent',
                )}
              >
                <span className="min-w-0 break-words">{titleOf(heading.id)}</span>
              </button>
            </h2>
          )}
          <div
            ref={pointer.sectionBox(key)}
            // A panel on its way shows no tooltips of what passes under the pointer.
            className={classNames('grid min-h-6', pointer.held !== null && 'pointer-events-none')}
            style={gridStyle(isNarrow)}
          >
            {places.map((place) => (
              <EditCell
                key={place.id}
                place={place}
                title={titleOf(place.id)}
                describedBy={hint}
                isNarrow={isNarrow}
                isSelected={place.id === selected}
                isHeld={place.id === pointer.held}
                grip={pointer.grip}
                onKeyDown={(event) => keyed(event, place.id)}
                onSelect={() => onSelect(place.id)}
                onStep={(step) => move(place.id, stepTarget(sections, place.id, step))}
              >
                {cards.get(place.id) ?? <Skeleton className="h-full" />}
              </EditCell>
            ))}
          </div>
        </section>
      ))}
    </>
  );
}

/** The same place with another size, one cell at a time. */
function growthTarget(sections: readonly EditSection[], id: string, step: Step): Target | null {
  const [w, h] = GROWTH[step];
  for (const { key, places } of sections) {
    const place = places.find((one) => one.id === id);
    if (place !== undefined) return { section: key, place: { ...place, w: place.w + w, h: place.h + h } };
  }
  return null;
}

/** The keyboard stays on the grid when a panel goes. */
function focusNeighbour(panel: Element): void {
  const next = panel.nextElementSibling ?? panel.previousElementSibling;
  if (next instanceof HTMLElement) next.focus();
}
