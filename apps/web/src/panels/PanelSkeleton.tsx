import { Skeleton } from '../components/Skeleton.tsx';

/** Heights, in per cent, of the columns that stand for a curve. */
const CURVE = [38, 46, 42, 55, 61, 52, 48, 64, 70, 58, 50, 56];
const LEGEND = ['w-28', 'w-24'];

/** A time series' own shape while its data is on the way. */
export function PanelSkeleton({ label, tall }: { label: string; tall: boolean }) {
  return (
    <div role="status" aria-label={label} className={tall ? 'flex h-full flex-col' : 'flex flex-col'}>
      <div className={`flex items-end gap-1 border-b pt-2 pl-11 ${tall ? 'flex-1' : 'h-44'}`}>
        {CURVE.map((height) => (
          <div key={height} className="flex-1 rounded-t bg-sunken" style={{ height: `${height}%` }} />
        ))}
      </div>
      <div className="mt-8 flex flex-col gap-2.5 pb-2">
        {LEGEND.map((width) => (
          <div key={width} className="flex justify-between">
            <Skeleton className={`h-3 ${width}`} />
            <Skeleton className="h-3 w-40" />
          </div>
        ))}
      </div>
    </div>
  );
}
