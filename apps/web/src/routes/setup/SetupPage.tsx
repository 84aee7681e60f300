import type { SetupReport } from '@gpu-console/shared/contract';
import { choicesOf, stepWords } from '@gpu-console/shared/setup';
import { useQuery } from '@tanstack/react-query';
import { live } from '../../api/queries.ts';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { DetailSkeleton } from '../../page/DetailSkeleton.tsx';
import { Page } from '../../page/Page.tsx';
import { QueryView } from '../../page/QueryView.tsx';
import { useView } from '../../state/view.ts';
import { StepCard } from './StepCard.tsx';
import { setupTexts } from './texts.ts';
import { useOpenSteps, useSetupSearch } from './useSetupSearch.ts';

export function SetupPage() {
  const setup = useQuery(live('setup', useView()));
  return (
    <Page facts={setup.data && <Progress report={setup.data} />}>
      <QueryView query={setup} skeleton={<DetailSkeleton />}>
        {(report) => <Steps report={report} />}
      </QueryView>
    </Page>
  );
}

/** How far the cluster is, and what comes next. */
function Progress({ report: { steps, next } }: { report: SetupReport }) {
  const texts = useTexts(setupTexts);
  const locale = useLocale();
  const needed = steps.filter(({ state }) => state !== 'optional');
  const done = needed.filter(({ state }) => state === 'done').length;
  return (
    <>
      <span className="tabular-nums">{texts.progress(done, needed.length)}</span>
      {next !== null && (
        <span>
          {texts.next}: <span className="text-ink">{stepWords(next, locale).title}</span>
        </span>
      )}
      {done === needed.length && <StatusBadge status="ok">{texts.allDone}</StatusBadge>}
    </>
  );
}

function Steps({ report: { steps, setting, next } }: { report: SetupReport }) {
  const [search] = useSetupSearch();
  const [open, toggle] = useOpenSteps(next);
  const choices = choicesOf(setting, search);
  return (
    <ol className="flex flex-col gap-2">
      {steps.map((step, index) => (
        <li key={step.step}>
          <StepCard
            number={index + 1}
            step={step}
            setting={setting}
            choices={choices}
            isOpen={open.has(step.step)}
            onToggle={(isOpen) => toggle(step.step, isOpen)}
          />
        </li>
      ))}
    </ol>
  );
}
