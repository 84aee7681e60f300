import { Skeleton } from '../../components/Skeleton.tsx';

const TILES = ['utilization', 'memory', 'power', 'problems'];

/** The overview's own shape while its numbers are on their way. */
export function OverviewSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-4 xl:grid-cols-12">
        <Skeleton className="col-span-2 h-29 !rounded-card lg:col-span-4" />
        {TILES.map((tile) => (
          <Skeleton key={tile} className="h-29 !rounded-card xl:col-span-2" />
        ))}
      </div>
      <div className="grid gap-4 xl:grid-cols-12">
        <Skeleton className="h-80 !rounded-card xl:col-span-8" />
        <Skeleton className="h-80 !rounded-card xl:col-span-4" />
      </div>
      <div className="grid gap-4 lg:grid-cols-2">
        <Skeleton className="h-72 !rounded-card" />
        <Skeleton className="h-72 !rounded-card" />
      </div>
    </div>
  );
}
