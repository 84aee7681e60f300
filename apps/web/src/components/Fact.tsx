import type { ReactNode } from 'react';

/** One fact of a page's header: a small label and its value. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span className="inline-flex min-w-0 items-baseline gap-1.5">
      <span className="text-sm">{label}</span>
      <span className="min-w-0 text-ink">{children}</span>
    </span>
  );
}
