import { Tooltip as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';
import { FLOATING } from './floating.ts';

interface TooltipProps {
  readonly text: ReactNode;
  /** One focusable element. */
  readonly children: ReactNode;
}

/** More about an element, on hover and on focus. */
export function Tooltip({ text, children }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            sideOffset={4}
            collisionPadding={8}
            className={classNames(FLOATING, 'max-w-80 px-2.5 py-1.5 text-sm')}
          >
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
