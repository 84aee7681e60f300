import type { FleetProblem, Overview } from '@gpu-console/shared/contract';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleHelp } from 'lucide-react';
import { problemAnchor } from '../../checks/problemAnchor.ts';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { NoneFound } from '../../page/NoneFound.tsx';
import { useCluster } from '../../state/cluster.ts';
import { satisfies, useScope } from '../../state/scope.ts';
import { overviewTexts } from './texts.ts';

interface ProblemListProps {
  readonly overview: Pick<Overview, 'problems' | 'unjudged'>;
  readonly className?: string;
}

/** What needs a look, worst first; each leads to where it is. */
export function ProblemList({ overview: { problems, unjudged }, className }: ProblemListProps) {
  const texts = useTexts(overviewTexts);
  return (
    <Card
      title={texts.problemsList}
      note={problems.length > 0 ? problems.length : undefined}
      padded={false}
      {...(className === undefined ? {} : { className })}
    >
      {problems.length === 0 && unjudged.length === 0 && (
        <NoneFound icon={CircleCheck} title={texts.noProblems}>
          {texts.noProblemsDetail}
        </NoneFound>
      )}
      {problems.length === 0 && unjudged.length > 0 && (
        <EmptyState icon={CircleHelp} title={texts.noProblemsKnown}>
          <UnjudgedLink count={unjudged.length} />
        </EmptyState>
      )}
      {problems.length > 0 && (
        <ul className="max-h-90 overflow-y-auto px-2 pb-2">
          {problems.map((problem) => (
            <li key={problem.id}>
              <ProblemLine problem={problem} />
            </li>
          ))}
          {unjudged.length > 0 && (
            <li className="px-2 py-1.5">
              <UnjudgedLink count={unjudged.length} />
            </li>
          )}
        </ul>
      )}
    </Card>
  );
}

/** That some checks could not be judged, which leads to them. */
function UnjudgedLink({ count }: { count: number }) {
  const texts = useTexts(overviewTexts);
  return (
    <Link
      to="/c/$cluster/operator"
      params={{ cluster: useCluster().id }}
      search={{ verdict: 'unknown' }}
      className="text-sm text-accent hover:underline"
    >
      {texts.unjudged(count)}
    </Link>
  );
}

function ProblemLine({ problem: { id, severity, kind, node, gpu, pod, title } }: { problem: FleetProblem }) {
  const texts = useTexts(overviewTexts);
  const locale = useLocale();
  const cluster = useCluster().id;
  const scope = useScope();
  const line = (
    <>
      <span className="shrink-0">
        <StatusBadge status={severity}>{texts.severity[severity]}</StatusBadge>
      </span>
      <span className="min-w-0 break-words">{title[locale]}</span>
    </>
  );
  const hash = problemAnchor(id);
  const look = 'flex items-start gap-2 rounded-md px-2 py-1.5';
  if (gpu !== null) {
    return (
      <Link
        to="/c/$cluster/gpus/$uuid"
        params={{ cluster, uuid: gpu }}
        hash={hash}
        className={`${look} hover:bg-hover`}
      >
        {line}
      </Link>
    );
  }
  if (pod !== null) {
    return (
      <Link
        to="/c/$cluster/pods/$namespace/$pod"
        params={{ cluster, namespace: pod.namespace, pod: pod.name }}
        hash={hash}
        className={`${look} hover:bg-hover`}
      >
        {line}
      </Link>
    );
  }
  if (node !== null && satisfies(scope, 'nodes')) {
    return (
      <Link
        to="/c/$cluster/nodes/$node"
        params={{ cluster, node }}
        hash={hash}
        className={`${look} hover:bg-hover`}
      >
        {line}
      </Link>
    );
  }
  if (kind !== 'alert' && satisfies(scope, 'whole')) {
    return (
      <Link
        to="/c/$cluster/operator"
        params={{ cluster }}
        search={{ check: kind }}
        className={`${look} hover:bg-hover`}
      >
        {line}
      </Link>
    );
  }
  return <div className={look}>{line}</div>;
}
