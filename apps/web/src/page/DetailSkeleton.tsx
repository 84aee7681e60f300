import { Skeleton } from '../components/Skeleton.tsx';

/** Two cards, a table and two charts on their way. */
export function DetailSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 xl:grid-cols-2">
        <Skeleton className="h-52 !rounded-card" />
        <Skeleton className="h-52 !rounded-card" />
      </div>
      <Skeleton className="h-44 !rounded-card" />
      <div className="grid gap-4 lg:grid-cols-2">
        <Skeleton className="h-72 !rounded-card" />
        <Skeleton className="h-72 !rounded-card" />
      </div>
    </div>
  );
}
