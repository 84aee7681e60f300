import type { ReactNode } from 'react';
import { Skeleton } from '../components/Skeleton.tsx';

/** The card that a page's one table fills. */
export function TableCard({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-80 flex-1 overflow-hidden rounded-card border bg-surface md:min-h-0">
      {children}
    </div>
  );
}

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

/** A table on its way: tool bar, header, rows. */
export function TableSkeleton() {
  return (
    <TableCard>
      <div className="border-b px-3 py-2">
        <Skeleton className="h-8 w-72 max-w-full" />
      </div>
      {ROWS.map((row) => (
        <div key={row} className="flex h-9 items-center gap-6 border-b px-3">
          <Skeleton className="h-3.5 w-1/5" />
          <Skeleton className="h-3.5 w-1/6" />
          <Skeleton className="h-3.5 flex-1" />
        </div>
      ))}
    </TableCard>
  );
}
