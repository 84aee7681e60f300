import type { Dashboard } from '@gpu-console/shared/dashboards';
import type { LintFinding } from '@gpu-console/shared/dashboards/lint';
import { dashboardText } from '@gpu-console/shared/dashboards/texts';
import { useMutation } from '@tanstack/react-query';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { type Status, StatusBadge } from '../../components/StatusBadge.tsx';
import { inLanguage } from '../../dashboards/inLanguage.ts';
import { TaskError } from '../../dashboards/TaskError.tsx';
import { dashboardTexts } from '../../dashboards/texts.ts';
import { askWorker } from '../../dashboards/work/askWorker.ts';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { QueryError } from '../../page/QueryError.tsx';
import type { Draft } from './draft.ts';
import { useFindings } from './useFindings.ts';

interface FindingsCardProps {
  readonly draft: Draft;
  readonly onChange: (dashboard: Dashboard) => void;
}

/** What is wrong in a draft, each with what makes it good. */
export function FindingsCard({ draft, onChange }: FindingsCardProps) {
  const texts = useTexts(dashboardTexts);
  const query = useFindings(draft);
  const { data } = query;
  const fixable = data?.findings.filter(({ fix }) => fix !== undefined) ?? [];
  const fixing = useMutation({
    mutationFn: async (findings: readonly LintFinding[]) => {
      if (data === undefined) return;
      const ids = findings.map(({ id }) => id);
      onChange(await askWorker('fix', draft.dashboard, data.facts, ids));
    },
  });
  const isBusy = fixing.isPending || query.isFetching;
  return (
    <Card
      title={texts.findings}
      note={data !== undefined && texts.findingsNote(data.findings.length)}
      actions={
        fixable.length > 0 && (
          <Button disabled={isBusy} onClick={() => fixing.mutate(fixable)}>
            {texts.fixAll(fixable.length)}
          </Button>
        )
      }
    >
      <TaskError error={fixing.error} />
      {data === undefined && (query.isError ? <QueryError query={query} /> : <Skeleton className="h-20" />)}
      {data?.findings.length === 0 && <p className="text-muted">{texts.noFindings}</p>}
      {data !== undefined && data.findings.length > 0 && (
        <ul className="max-h-96 overflow-y-auto">
          {data.findings.map((finding) => (
            <Finding
              key={finding.id}
              finding={finding}
              dashboard={draft.dashboard}
              isBusy={isBusy}
              onFix={() => fixing.mutate([finding])}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

const STATUS: Readonly<Record<LintFinding['severity'], Status>> = {
  error: 'critical',
  warning: 'warning',
  advice: 'info',
};

interface FindingProps {
  readonly finding: LintFinding;
  readonly dashboard: Dashboard;
  readonly isBusy: boolean;
  readonly onFix: () => void;
}

function Finding({ finding, dashboard: { panels }, isBusy, onFix }: FindingProps) {
  const { code, severity, params, fix } = finding;
  const texts = useTexts(dashboardTexts);
  const locale = useLocale();
  const panel = panels.find(({ id }) => id === finding.panel);
  const place =
    panel === undefined ? `$${finding.variable ?? ''}` : inLanguage(panel.title, locale) || panel.id;
  return (
    <li className="flex flex-col gap-1 border-b py-2 last:border-b-0 sm:flex-row sm:gap-3">
      <div className="shrink-0 sm:w-24">
        <StatusBadge status={STATUS[severity]}>{texts.severities[severity]}</StatusBadge>
      </div>
      <div className="min-w-0 flex-1">
        <p className="break-words">{place}</p>
        <p className="text-sm break-words text-muted">{dashboardText(code, params, locale)}</p>
        {fix?.kind === 'expr' && <code className="font-mono text-sm break-all">{fix.expr}</code>}
      </div>
      {fix !== undefined && (
        <Button disabled={isBusy} onClick={onFix} aria-label={texts.fixOf(place)} className="self-start">
          {texts.fix}
        </Button>
      )}
    </li>
  );
}
