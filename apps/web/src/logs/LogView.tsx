import type { Service } from '@gpu-console/shared/contract';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { classNames } from '../components/classNames.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { LogRow } from './LogRow.tsx';
import type { LogBuffer } from './logBuffer.ts';
import { logTexts } from './texts.ts';

const ROW_PIXELS = 18;
const NEAR_PIXELS = 24;
const OVERSCAN = 20;

interface LogViewProps {
  readonly buffer: LogBuffer;
  /** Grows with the buffer. */
  readonly version: number;
  readonly label: string;
  readonly isWrapped: boolean;
  readonly hasTimes: boolean;
  readonly wanted: string;
  /** The number of the line to bring into sight. */
  readonly current: number | null;
  readonly services: readonly Service[];
}

/** The lines, of which only those in sight are in the page. It stays at the newest until the reader scrolls up. */
export function LogView({ buffer, version, isWrapped, hasTimes, current, ...props }: LogViewProps) {
  const texts = useTexts(logTexts);
  const viewport = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const before = useRef({ top: 0, forgotten: 0 });
  const { lines, forgotten } = buffer;
  const virtualizer = useVirtualizer({
    count: lines.length,
    estimateSize: () => ROW_PIXELS,
    getItemKey: (index) => index + forgotten,
    getScrollElement: () => viewport.current,
    overscan: OVERSCAN,
    paddingStart: ROW_PIXELS / 3,
    paddingEnd: ROW_PIXELS / 3,
  });
  const rows = virtualizer.getVirtualItems();
  const height = virtualizer.getTotalSize();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another way of drawing makes every height unknown
  useLayoutEffect(() => virtualizer.measure(), [isWrapped, hasTimes]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each batch and each new height moves the end
  useLayoutEffect(() => {
    const element = viewport.current;
    if (element === null) return;
    // What is forgotten above must not move what is read below.
    const gone = forgotten - before.current.forgotten;
    before.current.forgotten = forgotten;
    if (isAtEnd) element.scrollTop = element.scrollHeight;
    else if (gone > 0) element.scrollTop -= gone * ROW_PIXELS;
  }, [version, height, isAtEnd]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another match moves the view
  useEffect(() => {
    if (current === null) return;
    setAtEnd(false);
    virtualizer.scrollToIndex(current - forgotten, { align: 'center' });
  }, [current]);

  const onScroll = () => {
    const element = viewport.current;
    if (element === null) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    const isNear = scrollHeight - scrollTop - clientHeight < NEAR_PIXELS;
    // The end moves away by itself as lines come; only going up is the reader's wish to stay.
    if (isNear || scrollTop < before.current.top) setAtEnd(isNear);
    before.current.top = scrollTop;
  };

  return (
    <div className="relative">
      <div
        ref={viewport}
        role="log"
        aria-live="off"
        aria-label={props.label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
        tabIndex={0}
        onScroll={onScroll}
        className="h-96 min-h-32 resize-y overflow-auto bg-sunken font-mono text-sm leading-4.5"
      >
        <div className={classNames(!isWrapped && 'w-max min-w-full')} style={{ height }}>
          <div style={{ transform: `translateY(${rows[0]?.start ?? 0}px)` }}>
            {rows.map(({ index, key }) => {
              const line = lines[index];
              return (
                line && (
                  <LogRow
                    key={key}
                    index={index}
                    measure={isWrapped ? virtualizer.measureElement : undefined}
                    line={line}
                    isWrapped={isWrapped}
                    hasTime={hasTimes}
                    wanted={props.wanted}
                    isCurrent={index + forgotten === current}
                    services={props.services}
                  />
                )
              );
            })}
          </div>
        </div>
      </div>
      {!isAtEnd && (
        <Button
          className="absolute right-5 bottom-4 shadow-float"
          onClick={() => {
            setAtEnd(true);
            viewport.current?.focus();
          }}
        >
          <ArrowDown aria-hidden size={14} />
          {texts.toNewest}
        </Button>
      )}
    </div>
  );
}
