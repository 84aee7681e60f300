import { CircleAlert, CircleCheck, CircleDashed, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';

export type Status = 'ok' | 'warning' | 'critical' | 'info' | 'unknown';

const LOOK: Record<Status, { icon: LucideIcon; className: string }> = {
  ok: { icon: CircleCheck, className: 'bg-ok-soft text-ok' },
  warning: { icon: TriangleAlert, className: 'bg-warning-soft text-warning' },
  critical: { icon: CircleAlert, className: 'bg-critical-soft text-critical' },
  info: { icon: Info, className: 'bg-info-soft text-info' },
  unknown: { icon: CircleDashed, className: 'bg-unknown-soft text-unknown' },
};

/** A state as an icon and a word, so that colour is never alone. */
export function StatusBadge({ status, children }: { status: Status; children: ReactNode }) {
  const { icon: Icon, className } = LOOK[status];
  return (
    <span
      className={classNames(
        'inline-flex max-w-full items-center gap-1 rounded px-1.5 py-px text-sm font-medium',
        className,
      )}
    >
      <Icon aria-hidden size={13} className="shrink-0" />
      <span className="truncate">{children}</span>
    </span>
  );
}
