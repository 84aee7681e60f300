import { classNames } from './classNames.ts';

export type BarTone = 'accent' | 'warning' | 'critical';

const FILL: Record<BarTone, string> = {
  accent: 'bg-accent',
  warning: 'bg-warning',
  critical: 'bg-critical',
};

/** A bare bar, `ratio` of it filled. It repeats a number that stands beside it, so it is silent to screen readers. */
export function Bar({ ratio, tone = 'accent' }: { ratio: number; tone?: BarTone }) {
  const percent = Math.min(1, Math.max(0, ratio)) * 100;
  return (
    <span aria-hidden className="block h-1.5 w-full overflow-hidden rounded-full bg-sunken">
      <span
        className={classNames('block h-full rounded-full', FILL[tone])}
        style={{ width: `${percent}%` }}
      />
    </span>
  );
}
