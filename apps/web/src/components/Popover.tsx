import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';
import { FLOATING } from './floating.ts';

interface PopoverProps {
  /** One focusable element that opens the popover. */
  readonly trigger: ReactNode;
  /** Names the popover for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
  readonly align?: 'start' | 'end';
  /** With `onOpenChange`, the caller keeps it open or closed. */
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}

export function Popover({ trigger, label, children, align = 'end', ...control }: PopoverProps) {
  return (
    <Radix.Root {...control}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={classNames(FLOATING, 'max-w-[calc(100vw-16px)] p-3')}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
