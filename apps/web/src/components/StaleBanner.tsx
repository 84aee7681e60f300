import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** A line above a page that still shows data, about what the data lacks. */
export function StaleBanner({ children }: { children: ReactNode }) {
  return (
    <div
      role="status"
      className="flex items-start gap-2 rounded-card border border-warning/30 bg-warning-soft px-3 py-2 text-warning"
    >
      <TriangleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
      <div className="min-w-0 break-words">{children}</div>
    </div>
  );
}
