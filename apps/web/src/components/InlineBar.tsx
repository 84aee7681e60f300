import type { ReactNode } from 'react';
import { Bar, type BarTone } from './Bar.tsx';

interface InlineBarProps {
  /** Null draws no bar. */
  readonly ratio: number | null;
  readonly tone?: BarTone;
  readonly children: ReactNode;
}

/** A number and a small bar under it, so that a column reads at a glance. */
export function InlineBar({ ratio, tone = 'accent', children }: InlineBarProps) {
  return (
    <span className="flex min-w-0 flex-col items-stretch gap-0.5">
      <span className="truncate">{children}</span>
      {ratio === null ? <span className="h-1.5" /> : <Bar ratio={ratio} tone={tone} />}
    </span>
  );
}
