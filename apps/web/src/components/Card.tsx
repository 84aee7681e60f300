import { type ReactNode, useId } from 'react';
import { classNames } from './classNames.ts';

interface CardProps {
  readonly title?: ReactNode;
  /** A few words beside the title: a count, an age. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  /** False where the content reaches the card's edges, as tables do. */
  readonly padded?: boolean;
}

/** A bordered region with an optional heading. */
export function Card({ title, note, actions, children, className, padded = true }: CardProps) {
  const heading = useId();
  return (
    <section
      aria-labelledby={title === undefined ? undefined : heading}
      className={classNames(
        'flex min-w-0 break-inside-avoid flex-col rounded-card border bg-surface',
        className,
      )}
    >
      {title !== undefined && (
        <header className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 px-4 pt-2 wrap-anywhere">
          <h2 id={heading} className="font-semibold">
            {title}
          </h2>
          {note !== undefined && <span className="text-sm text-muted">{note}</span>}
          {actions !== undefined && (
            <div className="ml-auto flex flex-wrap items-center gap-1">{actions}</div>
          )}
        </header>
      )}
      <div className={classNames('min-h-0 flex-1', padded && 'p-4', padded && title !== undefined && 'pt-2')}>
        {children}
      </div>
    </section>
  );
}
