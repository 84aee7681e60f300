import { classNames } from './classNames.ts';

/** A quiet block in the shape of what is still on its way. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames('skeleton', className)} />;
}
