import type { MetricsLink, OperatorReport } from '@gpu-console/shared/contract';
import { titleOf } from '@gpu-console/shared/doctor';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { CheckResultCard } from '../../checks/CheckResultCard.tsx';
import { VerdictBadge } from '../../checks/VerdictBadge.tsx';
import { Card } from '../../components/Card.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { MissingMetrics } from './MissingMetrics.tsx';
import { operatorTexts } from './texts.ts';

const MAX_RESULTS = 5;

/** The way of the metrics from exporter to curve, link by link, with the first that is broken open. */
export function MetricsPath({ metrics: { links, broken, newestSampleAt } }: Pick<OperatorReport, 'metrics'>) {
  const texts = useTexts(operatorTexts);
  return (
    <Card
      title={texts.metricsPath}
      note={
        newestSampleAt !== null && (
          <>
            {texts.newestSample} <RelativeTime time={newestSampleAt} />
          </>
        )
      }
    >
      <ol className="-mx-2 flex flex-col">
        {links.map((link) => (
          <li key={link.check}>
            <PathLink
              key={`${link.check} ${link.check === broken}`}
              link={link}
              isBroken={link.check === broken}
            />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function PathLink({ link: { check, verdict, results }, isBroken }: { link: MetricsLink; isBroken: boolean }) {
  const texts = useTexts(operatorTexts);
  const locale = useLocale();
  const [isOpen, setOpen] = useState(isBroken);
  const title = titleOf(check, locale);
  if (verdict === null) {
    return (
      <p className="flex flex-wrap items-center gap-2 py-1 pr-2 pl-8 text-muted">
        <StatusBadge status="unknown">{texts.notHereNeeded}</StatusBadge>
        {title}
      </p>
    );
  }
  const bad = results.filter((result) => result.verdict !== 'pass');
  const shown = (bad.length > 0 ? bad : results).slice(0, MAX_RESULTS);
  return (
    <details
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group/link rounded-md"
    >
      <summary className="flex cursor-pointer list-none flex-wrap items-center gap-2 rounded-md px-2 py-1 hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden size={14} className="shrink-0 text-muted group-open/link:rotate-90" />
        <LinkBadge verdict={verdict} results={results} />
        <span className={isBroken ? 'font-semibold' : undefined}>{title}</span>
        {isBroken && <span className="font-semibold text-critical">← {texts.firstBroken}</span>}
      </summary>
      {isOpen && (
        <div className="pb-2 sm:pl-5">
          {shown.map((result, index) => (
            <CheckResultCard key={result.id} result={result} defaultOpen={isBroken && index === 0} />
          ))}
          {check === 'metrics-catalogue' && results[0] !== undefined && (
            <MissingMetrics result={results[0]} />
          )}
        </div>
      )}
    </details>
  );
}

/** The worst of a link's results; a link of which all that is bad waits for another waits itself. */
function LinkBadge({
  verdict,
  results,
}: Pick<MetricsLink, 'results'> & { verdict: NonNullable<MetricsLink['verdict']> }) {
  const texts = useTexts(operatorTexts);
  const bad = results.filter((result) => result.verdict !== 'pass');
  const worst = results.find((result) => result.verdict === verdict);
  const waits = bad.length > 0 && bad.every(({ blockedBy }) => blockedBy !== null);
  return (
    <span
      className="inline-flex shrink-0 items-center gap-1.5"
      title={texts.resultsOf(bad.length, results.length)}
    >
      <VerdictBadge
        result={{
          verdict,
          severity: worst?.severity ?? null,
          blockedBy: waits ? (worst?.blockedBy ?? null) : null,
        }}
      />
    </span>
  );
}
