import type { OperatorStage } from '@gpu-console/shared/contract';
import { ChevronRight, CircleAlert, CircleCheck, CircleDashed, Hourglass } from 'lucide-react';
import { useComponentName } from '../../checks/useComponentName.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { classNames } from '../../components/classNames.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { operatorTexts } from './texts.ts';
import { useOperatorSearch } from './useOperatorSearch.ts';

/** The components in the order in which they wait for each other; one that is pressed narrows the page to itself. */
export function Pipeline({ stages }: { stages: readonly OperatorStage[] }) {
  const texts = useTexts(operatorTexts);
  const [{ component }, change] = useOperatorSearch();
  return (
    <Card
      title={texts.pipeline}
      note={texts.pipelineNote}
      actions={
        component !== undefined && (
          <Button onClick={() => change({ component: undefined })}>{texts.showAll}</Button>
        )
      }
    >
      <ol className="grid grid-cols-2 gap-x-3 gap-y-2 sm:grid-cols-[repeat(auto-fit,minmax(96px,1fr))]">
        {stages.map((stage, index) => (
          <li key={stage.component} className="relative flex">
            {index > 0 && (
              <ChevronRight
                aria-hidden
                size={12}
                className="absolute top-1/2 -left-3 hidden -translate-y-1/2 text-faint sm:block"
              />
            )}
            <StageButton
              stage={stage}
              isChosen={stage.component === component}
              onChoose={() =>
                change({ component: stage.component === component ? undefined : stage.component })
              }
            />
          </li>
        ))}
      </ol>
    </Card>
  );
}

interface StageButtonProps {
  readonly stage: OperatorStage;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function StageButton({ stage, isChosen, onChoose }: StageButtonProps) {
  const texts = useTexts(operatorTexts);
  const name = useComponentName()(stage.component);
  const { nodes, ready, culprits, victims, versions } = stage;
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      title={texts.showOnly(name)}
      onClick={onChoose}
      className={classNames(
        'flex min-w-0 flex-1 flex-col gap-0.5 rounded-md border px-2.5 py-2 text-left hover:bg-hover',
        isChosen ? 'border-accent bg-accent-soft' : culprits > 0 && 'border-critical',
      )}
    >
      <span className="flex items-start gap-1.5 font-medium">
        <StageIcon stage={stage} />
        <span className="min-w-0">{name}</span>
      </span>
      <span className="text-sm text-muted">{texts.readyOf(ready, nodes)}</span>
      {culprits > 0 && <span className="text-sm font-semibold text-critical">{texts.atFault(culprits)}</span>}
      {victims > 0 && <span className="text-sm text-muted">{texts.waiting(victims)}</span>}
      {versions.length > 0 && (
        <span
          className={classNames(
            'mt-auto max-w-full truncate font-mono text-xs',
            versions.length > 1 ? 'text-warning' : 'text-muted',
          )}
          title={versions.map(({ version, pods }) => texts.onPods(version, pods)).join('\n')}
        >
          {versions.length > 1 ? texts.skew(versions.length) : versions[0]?.version}
        </span>
      )}
    </button>
  );
}

function StageIcon({ stage: { nodes, ready, culprits, victims } }: { stage: OperatorStage }) {
  const look = 'mt-0.75 shrink-0';
  if (culprits > 0) return <CircleAlert aria-hidden size={14} className={`${look} text-critical`} />;
  if (victims > 0) return <Hourglass aria-hidden size={14} className={`${look} text-muted`} />;
  if (ready === nodes) return <CircleCheck aria-hidden size={14} className={`${look} text-ok`} />;
  return <CircleDashed aria-hidden size={14} className={`${look} text-info`} />;
}
