import type { CheckResult } from '@gpu-console/shared/contract';
import { titleOf, wordsOf } from '@gpu-console/shared/doctor';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { Commands } from './Commands.tsx';
import { EvidenceTable } from './EvidenceTable.tsx';
import { SubjectLink } from './SubjectLink.tsx';
import { checkTexts } from './texts.ts';
import { VerdictBadge } from './VerdictBadge.tsx';

interface CheckResultCardProps {
  readonly result: CheckResult;
  /** Whether what was seen and what to do show at once. */
  readonly defaultOpen?: boolean;
}

/** What a check found in a line; behind it what was seen, what to do, and what to type. */
export function CheckResultCard({ result, defaultOpen = false }: CheckResultCardProps) {
  const locale = useLocale();
  const [isOpen, setOpen] = useState(defaultOpen);
  const { says } = wordsOf(result, locale);
  return (
    <details
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group/result min-w-0 rounded-md open:bg-canvas"
    >
      <summary className="flex cursor-pointer list-none items-start gap-2 rounded-md px-2 py-1.5 hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          size={14}
          className="mt-0.75 shrink-0 text-muted group-open/result:rotate-90"
        />
        <span className="shrink-0">
          <VerdictBadge result={result} />
        </span>
        <span className="min-w-0 break-words">{says}</span>
      </summary>
      {isOpen && <ResultDetails result={result} />}
    </details>
  );
}

/** The title, the page of what it is about, remedy, commands, evidence. */
function ResultDetails({ result }: { result: CheckResult }) {
  const texts = useTexts(checkTexts);
  const locale = useLocale();
  const { title, remedy } = wordsOf(result, locale);
  const { blockedBy, commands, evidence } = result;
  return (
    <div className="flex flex-col gap-3 px-3 pt-1 pb-3 sm:pl-8">
      <p className="flex flex-wrap gap-x-3 text-sm text-muted">
        <span>
          {title} <code className="font-mono">({result.check})</code>
        </span>
        <SubjectLink result={result} />
      </p>
      {blockedBy !== null && (
        <p className="break-words">
          {texts.waitsFor(titleOf(blockedBy.check, locale), blockedBy.subject.name)}
        </p>
      )}
      {remedy !== null && (
        <div>
          <h4 className="text-sm font-medium text-muted">{texts.remedy}</h4>
          <p className="max-w-prose">{remedy}</p>
        </div>
      )}
      <Commands commands={commands} />
      <EvidenceTable evidence={evidence} />
    </div>
  );
}
