import type { FleetProblem, Severity } from '@gpu-console/shared/contract';
import { CircleAlert, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useTexts } from '../i18n/useTexts.ts';
import { fleetTexts } from './texts.ts';

const LOOK: Readonly<Record<Severity, { readonly icon: LucideIcon; readonly className: string }>> = {
  critical: { icon: CircleAlert, className: 'text-critical' },
  warning: { icon: TriangleAlert, className: 'text-warning' },
  info: { icon: Info, className: 'text-info' },
};
const SEVERITIES = ['critical', 'warning', 'info'] as const satisfies readonly Severity[];

interface ProblemCountsProps {
  readonly problems: readonly Pick<FleetProblem, 'severity'>[];
  /** Checks that could not be judged: where there are some, none found is not none. */
  readonly unjudged: number;
}

/** How many problems there are of each severity, the worst first. */
export function ProblemCounts({ problems, unjudged }: ProblemCountsProps) {
  const texts = useTexts(fleetTexts);
  const counts = SEVERITIES.map((severity) => ({
    severity,
    count: problems.filter((problem) => problem.severity === severity).length,
  })).filter(({ count }) => count > 0);
  if (counts.length === 0) {
    return (
      <span className="text-muted">
        {unjudged === 0 ? texts.problemCounts.none : texts.problemCounts.noneKnown}
      </span>
    );
  }
  return (
    <span className="inline-flex items-center gap-2 font-medium">
      {counts.map(({ severity, count }) => {
        const { icon: Icon, className } = LOOK[severity];
        return (
          <span
            key={severity}
            title={texts.problemCounts[severity](count)}
            className={`inline-flex items-center gap-1 ${className}`}
          >
            <Icon aria-hidden size={13} className="shrink-0" />
            <span aria-hidden>{count}</span>
            <span className="sr-only">{texts.problemCounts[severity](count)}</span>
          </span>
        );
      })}
    </span>
  );
}
