import type { ProblemDetail } from '@gpu-console/shared/contract';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Card } from '../components/Card.tsx';
import { StatusBadge } from '../components/StatusBadge.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { CheckResultCard } from './CheckResultCard.tsx';
import { isProblemAnchor, problemAnchor } from './problemAnchor.ts';
import { checkTexts } from './texts.ts';

/**
 * What is wrong here, worst first, with what was seen and what to do; nothing where nothing is. The one that the address leads
 * to is opened, marked and has the focus; one that is over by now is said to be.
 */
export function ProblemsCard({ problems }: { problems: readonly ProblemDetail[] }) {
  const texts = useTexts(checkTexts);
  const hash = useLocation({ select: (location) => location.hash });
  const isThere = problems.some(({ id }) => problemAnchor(id) === hash);
  const isOver = isProblemAnchor(hash) && !isThere;
  if (problems.length === 0 && !isOver) return null;
  return (
    <Card title={texts.problems} note={problems.length} padded={false}>
      {isOver && <p className="px-4 pb-2 text-muted">{texts.problemOver}</p>}
      <ul className="flex flex-col gap-1 px-2 pb-2">
        {problems.map((problem, index) => {
          const isTarget = problemAnchor(problem.id) === hash;
          return (
            <ProblemItem
              key={`${problem.id} ${isTarget}`}
              problem={problem}
              isTarget={isTarget}
              defaultOpen={isTarget || (!isThere && index === 0)}
            />
          );
        })}
      </ul>
    </Card>
  );
}

interface ProblemItemProps {
  readonly problem: ProblemDetail;
  readonly isTarget: boolean;
  readonly defaultOpen: boolean;
}

function ProblemItem({ problem: { id, severity, title, result }, isTarget, defaultOpen }: ProblemItemProps) {
  const texts = useTexts(checkTexts);
  const locale = useLocale();
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!isTarget) return;
    item.current?.scrollIntoView({ block: 'nearest' });
    item.current?.focus({ preventScroll: true });
  }, [isTarget]);
  return (
    <li
      ref={item}
      id={problemAnchor(id)}
      tabIndex={-1}
      aria-current={isTarget ? 'location' : undefined}
      className={isTarget ? 'scroll-mt-20 rounded-md ring-2 ring-accent' : undefined}
    >
      {result === null ? (
        <div className="flex items-start gap-2 px-2 py-1.5">
          <span className="shrink-0">
            <StatusBadge status={severity}>{texts.severities[severity]}</StatusBadge>
          </span>
          <span className="min-w-0 break-words">{title[locale]}</span>
        </div>
      ) : (
        <CheckResultCard result={result} defaultOpen={defaultOpen} />
      )}
    </li>
  );
}
