import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { useTexts } from '../i18n/useTexts.ts';
import { Button } from './Button.tsx';
import { classNames } from './classNames.ts';
import { FLOATING } from './floating.ts';
import { componentTexts } from './texts.ts';

interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** `full` fills the window but for a margin; `drawer` stands at the left edge, `side` at the right one. */
  readonly size?: 'medium' | 'full' | 'drawer' | 'side';
}

const SIZE = {
  medium: 'top-[12vh] left-1/2 max-h-[76vh] w-[min(640px,calc(100vw-32px))] -translate-x-1/2 rounded-card',
  full: 'inset-2 rounded-card sm:inset-6',
  drawer: 'inset-y-0 left-0 w-64',
  side: 'inset-y-0 right-0 w-[min(720px,100vw)] !rounded-none',
};

/** A modal window over the page. The focus begins at what is marked `data-first`, else at the cross; Escape and the cross close it, and the focus goes back to where it was. */
export function Dialog({ open, onOpenChange, title, children, size = 'medium' }: DialogProps) {
  const texts = useTexts(componentTexts);
  const before = useRef<Element | null>(null);
  const enter = (event: Event) => {
    before.current = document.activeElement;
    const first = event.target instanceof Element ? event.target.querySelector('[data-first]') : null;
    if (!(first instanceof HTMLElement)) return;
    event.preventDefault();
    first.focus();
  };
  const goBack = (event: Event) => {
    event.preventDefault();
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={enter}
          onCloseAutoFocus={goBack}
          className={classNames(FLOATING, SIZE[size], 'fixed flex flex-col outline-none')}
        >
          <header className="flex h-13 shrink-0 items-center justify-between gap-2 border-b px-4">
            <Radix.Title className="truncate text-lg font-semibold">{title}</Radix.Title>
            <Radix.Close asChild>
              <Button variant="quiet" square aria-label={texts.close}>
                <X aria-hidden size={16} />
              </Button>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-auto">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
