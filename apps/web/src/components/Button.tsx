import type { ComponentProps } from 'react';
import { classNames } from './classNames.ts';

type ButtonProps = ComponentProps<'button'> & {
  /** `quiet` for tool bars, `outline` where it stands alone. */
  variant?: 'quiet' | 'outline';
  /** Set where the button shows an icon only; give it an `aria-label` then. */
  square?: boolean;
  pressed?: boolean;
};

const LOOK = {
  quiet: 'text-muted hover:bg-hover hover:text-ink data-[state=open]:bg-hover data-[state=open]:text-ink',
  outline: 'border bg-surface text-ink hover:bg-hover data-[state=open]:bg-hover',
};

/** A button, 32 px high. */
export function Button({ variant = 'outline', square = false, pressed, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className={classNames(
        'inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-md whitespace-nowrap disabled:opacity-50',
        'aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent',
        square ? 'w-8' : 'px-2.5',
        LOOK[variant],
        className,
      )}
      {...rest}
    />
  );
}
