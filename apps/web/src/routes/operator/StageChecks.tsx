import { titleOf } from '@gpu-console/shared/doctor';
import { ChevronRight, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { CheckResultCard } from '../../checks/CheckResultCard.tsx';
import { EvidenceTable } from '../../checks/EvidenceTable.tsx';
import { checkTexts } from '../../checks/texts.ts';
import { Button } from '../../components/Button.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import type { StageResults } from './arrangeResults.ts';
import { operatorTexts } from './texts.ts';

const SHOWN_AT_FIRST = 10;

interface StageChecksProps {
  readonly group: StageResults;
  /** The reader asked for these: the first one and the passes show at once. */
  readonly isNarrowed: boolean;
}

/** What the checks of a stage found, and below it, folded, those that pass. */
export function StageChecks({ group: { stage, results, passing }, isNarrowed }: StageChecksProps) {
  const texts = useTexts(operatorTexts);
  const { stages } = useTexts(checkTexts);
  const [most, setMost] = useState(SHOWN_AT_FIRST);
  const rest = results.length - most;
  return (
    <section>
      <h3 className="px-2 pb-0.5 text-sm font-semibold text-muted">{stages[stage]}</h3>
      <ul>
        {results.slice(0, most).map((result, index) => (
          <li key={result.id}>
            <CheckResultCard result={result} defaultOpen={isNarrowed && index === 0} />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button className="mx-2 my-1" onClick={() => setMost(results.length)}>
          {texts.showMore(rest)}
        </Button>
      )}
      {passing.length > 0 && <Passing checks={passing} isOpen={isNarrowed && results.length === 0} />}
    </section>
  );
}

interface PassingProps {
  readonly checks: StageResults['passing'];
  readonly isOpen: boolean;
}

function Passing({ checks, isOpen }: PassingProps) {
  const texts = useTexts(operatorTexts);
  return (
    <details open={isOpen} className="group/passes">
      <summary className="flex cursor-pointer list-none items-center gap-2 rounded-md px-2 py-1 text-muted hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden size={14} className="shrink-0 group-open/passes:rotate-90" />
        <CircleCheck aria-hidden size={14} className="shrink-0 text-ok" />
        {texts.passes(checks.length)}
      </summary>
      <ul className="pb-1 pl-6">
        {checks.map((one) => (
          <li key={one.check}>
            <PassingCheck passing={one} isOpen={isOpen && checks.length === 1} />
          </li>
        ))}
      </ul>
    </details>
  );
}

interface PassingCheckProps {
  readonly passing: StageResults['passing'][number];
  readonly isOpen: boolean;
}

/** A check that passes, how often, and what was seen the first few times. */
function PassingCheck({ passing: { check, pass, results }, isOpen: isOpenAtFirst }: PassingCheckProps) {
  const texts = useTexts(operatorTexts);
  const locale = useLocale();
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const evidence = results.flatMap((result) => result.evidence);
  const title = (
    <>
      {titleOf(check, locale)}
      {pass > 1 && <span className="text-sm text-muted">{texts.times(pass)}</span>}
    </>
  );
  if (evidence.length === 0)
    return <p className="flex flex-wrap items-baseline gap-x-2 py-0.5 pl-7">{title}</p>;
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)} className="group/pass">
      <summary className="flex cursor-pointer list-none flex-wrap items-baseline gap-x-2 rounded-md px-2 py-0.5 hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          size={12}
          className="shrink-0 self-center text-muted group-open/pass:rotate-90"
        />
        {title}
      </summary>
      {isOpen && (
        <div className="py-1 pl-7">
          <EvidenceTable evidence={evidence} />
        </div>
      )}
    </details>
  );
}
