import { ArrowDown, ArrowUp, Pencil } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { placeStyle } from '../../../dashboards/gridStyle.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { editTexts } from '../texts.ts';
import type { Placed } from './placePanel.ts';
import type { Step } from './sections.ts';
import type { useGridPointer } from './useGridPointer.ts';

interface EditCellProps {
  readonly place: Placed;
  readonly title: string;
  readonly describedBy: string;
  readonly isNarrow: boolean;
  readonly isSelected: boolean;
  readonly isHeld: boolean;
  readonly grip: ReturnType<typeof useGridPointer>['grip'];
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onSelect: () => void;
  readonly onStep: (step: Step) => void;
  readonly children: ReactNode;
}

/** A panel with what it is taken by: its heading to move it, its corner to resize it, keys for both. */
export function EditCell(props: EditCellProps) {
  const { place, title, isNarrow, isSelected, isHeld, grip, onSelect, onStep, children } = props;
  const texts = useTexts(editTexts);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if ((isSelected || isHeld) && place.y >= 0) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected, isHeld, place.y]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of a form
    <div
      ref={box}
      role="group"
      data-panel={place.id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move and resize it
      tabIndex={0}
      aria-label={texts.place(title, place)}
      aria-describedby={props.describedBy}
      aria-current={isSelected}
      onKeyDown={props.onKeyDown}
      onClick={(event) => {
        const isButton = event.target instanceof Element && event.target.closest('button') !== null;
        if (!isNarrow && !isButton) onSelect();
      }}
      className={classNames(
        'relative min-w-0 rounded-card',
        isSelected ? 'ring-2 ring-accent' : 'hover:ring-1 hover:ring-line-strong',
        isNarrow && 'flex flex-col',
        isHeld && 'z-10 opacity-80 shadow-float',
      )}
      style={placeStyle(place, isNarrow)}
    >
      <div className={isNarrow ? 'min-h-0 flex-1' : 'h-full'}>{children}</div>
      {isNarrow ? (
        <div className="flex justify-end">
          <Button variant="quiet" square aria-label={texts.editOf(title)} onClick={onSelect}>
            <Pencil aria-hidden size={16} />
          </Button>
          <Button variant="quiet" square aria-label={texts.moveUp(title)} onClick={() => onStep('up')}>
            <ArrowUp aria-hidden size={16} />
          </Button>
          <Button variant="quiet" square aria-label={texts.moveDown(title)} onClick={() => onStep('down')}>
            <ArrowDown aria-hidden size={16} />
          </Button>
        </div>
      ) : (
        <>
          <div
            {...grip(place, 'move')}
            className={classNames(
              'absolute top-0 left-0 h-10 w-[calc(100%-84px)] touch-none',
              isHeld ? 'cursor-grabbing' : 'cursor-grab',
            )}
          />
          <div
            {...grip(place, 'resize')}
            className="absolute right-0 bottom-0 size-5 cursor-nwse-resize touch-none rounded-br-card after:absolute after:right-1 after:bottom-1 after:size-2.5 after:border-r-2 after:border-b-2 after:border-line-strong"
          />
        </>
      )}
    </div>
  );
}
