import type { Dashboard } from '@gpu-console/shared/dashboards';
import type { Imported, Report } from '@gpu-console/shared/dashboards/codecs';
import { useMutation } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { Card } from '../../components/Card.tsx';
import { ReportList } from '../../dashboards/ReportList.tsx';
import { dashboardTexts } from '../../dashboards/texts.ts';
import { askWorker } from '../../dashboards/work/askWorker.ts';
import type { ReadDashboard } from '../../dashboards/work/work.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { Page } from '../../page/Page.tsx';
import { ChoiceCard } from './ChoiceCard.tsx';
import type { Draft } from './draft.ts';
import { FindingsCard } from './FindingsCard.tsx';
import { Preview } from './Preview.tsx';
import { SaveCard } from './SaveCard.tsx';
import { SourceCard } from './SourceCard.tsx';
import { SourceError } from './SourceError.tsx';

/** A file of another program becomes a dashboard: read, reported on, checked against this cluster, seen, and saved. */
export function ImportPage() {
  const texts = useTexts(dashboardTexts);
  const [source, setSource] = useState('');
  const [chosen, setChosen] = useState<Imported | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);

  const choose = (imported: Imported) => {
    setChosen(imported);
    // Another number than any draft before it had.
    setDraft((now) => ({ ...imported, revision: (now?.revision ?? -1) + 1 }));
  };

  const reading = useMutation({
    mutationFn: async (open: () => Promise<string>): Promise<readonly ReadDashboard[]> => {
      setDraft(null);
      setChosen(null);
      const text = await open();
      setSource(text);
      return askWorker('import', text);
    },
    onSuccess: ([first, ...others]) => {
      if (first !== undefined && 'imported' in first && others.length === 0) choose(first.imported);
    },
  });
  const change = (dashboard: Dashboard) =>
    setDraft((now) => (now === null ? null : { ...now, dashboard, revision: now.revision + 1 }));
  return (
    <Page title={texts.importTitle}>
      <SourceCard isReading={reading.isPending} onRead={reading.mutate} />
      {reading.error !== null && <SourceError error={reading.error} source={source} />}
      {reading.data !== undefined && reading.data.length > 1 && (
        <ChoiceCard choices={reading.data} chosen={chosen} onChoose={choose} />
      )}
      {draft !== null && (
        <Fragment key={chosen?.dashboard.id}>
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <ReportCard report={draft.report} />
            <FindingsCard draft={draft} onChange={change} />
          </div>
          <SaveCard dashboard={draft.dashboard} />
          <Preview dashboard={draft.dashboard} />
        </Fragment>
      )}
    </Page>
  );
}

/** What needs a word comes first; what was carried over as it was is one line. */
function ReportCard({ report }: { report: Report }) {
  const texts = useTexts(dashboardTexts);
  const told = report.filter(({ fidelity }) => fidelity !== 'exact');
  const exact = report.length - told.length;
  return (
    <Card title={texts.report} note={texts.reportNote(exact, report.length)}>
      {told.length === 0 ? (
        <p className="text-muted">{texts.reportAll}</p>
      ) : (
        <div className="max-h-96 overflow-y-auto">
          <ReportList report={told} />
        </div>
      )}
    </Card>
  );
}
