import type { CheckResult, DoctorReport } from '@gpu-console/shared/contract';
import { titleOf, wordsOf } from '@gpu-console/shared/doctor';
import { useEffect, useMemo, useRef } from 'react';
import { checkTexts } from '../../checks/texts.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Select } from '../../components/Select.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { arrangeResults } from './arrangeResults.ts';
import { VERDICTS } from './operatorSearch.ts';
import { StageChecks } from './StageChecks.tsx';
import { stageOfComponent } from './stageOfComponent.ts';
import { operatorTexts } from './texts.ts';
import { useOperatorSearch } from './useOperatorSearch.ts';

/** Every check by stage: culprits first, passes folded; narrowed by the URL. */
export function ChecksCard({ report }: { report: DoctorReport }) {
  const texts = useTexts(operatorTexts);
  const [{ component, check, verdict: asked, find = '' }] = useOperatorSearch();
  const top = useRef<HTMLDivElement>(null);
  const verdict = VERDICTS.find((one) => one === asked);
  const stage = component === undefined ? undefined : stageOfComponent(component);
  const matches = useMatches(find);
  const groups = useMemo(
    () => arrangeResults(report, { stage, check, verdict }, matches),
    [report, stage, check, verdict, matches],
  );
  useEffect(() => {
    if (check !== undefined) top.current?.scrollIntoView({ block: 'start' });
  }, [check]);
  return (
    <div ref={top} className="scroll-mt-4">
      <Card title={texts.checks} note={texts.checksNote(report.summary)} actions={<Filters />}>
        {groups.length === 0 ? (
          <EmptyState title={texts.noMatch} />
        ) : (
          <div className="-mx-2 flex flex-col gap-3">
            {groups.map((group) => (
              <StageChecks
                key={`${group.stage} ${check} ${verdict}`}
                group={group}
                isNarrowed={check !== undefined || verdict === 'pass'}
              />
            ))}
          </div>
        )}
      </Card>
    </div>
  );
}

/** Whether a check or what it found says what the reader looks for. */
function useMatches(find: string) {
  const locale = useLocale();
  return useMemo(() => {
    const wanted = find.trim().toLowerCase();
    return ({ check, verdict = 'pass', variant = null, params = {}, reason = null, subject }: Searched) => {
      if (wanted === '') return true;
      const { title, says } = wordsOf({ check, verdict, variant, params, reason }, locale);
      return [check, title, says, subject?.name, subject?.node].some((text) =>
        text?.toLowerCase().includes(wanted),
      );
    };
  }, [find, locale]);
}

type Searched = Pick<CheckResult, 'check'> & Partial<CheckResult>;

function Filters() {
  const texts = useTexts(operatorTexts);
  const { stages, verdicts } = useTexts(checkTexts);
  const locale = useLocale();
  const [{ component, check, verdict = '', find = '' }, change] = useOperatorSearch();
  const stage = component === undefined ? undefined : stageOfComponent(component);
  const orNone = (text: string) => (text === '' ? undefined : text);
  return (
    <>
      {(check !== undefined || stage !== undefined) && (
        <>
          <span className="text-sm text-muted">
            {check === undefined
              ? stage !== undefined && texts.onlyStage(stages[stage])
              : texts.onlyCheck(titleOf(check, locale))}
          </span>
          <Button onClick={() => change({ check: undefined, component: undefined })}>{texts.clear}</Button>
        </>
      )}
      <input
        type="search"
        aria-label={texts.find}
        placeholder={texts.find}
        value={find}
        onChange={(event) => change({ find: orNone(event.target.value) })}
        className="h-8 w-44 rounded-md border bg-surface px-2.5"
      />
      <Select
        label={texts.verdict}
        value={verdict}
        onChoose={(value) => change({ verdict: orNone(value) })}
        choices={[
          { value: '', label: texts.allVerdicts },
          ...VERDICTS.map((value) => ({ value, label: verdicts[value] })),
        ]}
      />
    </>
  );
}
