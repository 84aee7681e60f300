import type { Dashboard, DashboardFormat } from '@gpu-console/shared/dashboards';
import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { madeKey } from '../api/keys.ts';
import { Button } from '../components/Button.tsx';
import { CopyButton } from '../components/CopyButton.tsx';
import { downloadBlob } from '../components/download.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { QueryError } from '../page/QueryError.tsx';
import { ReportList } from './ReportList.tsx';
import { dashboardTexts } from './texts.ts';
import { askWorker } from './work/askWorker.ts';

/** A dashboard as another program's file, and what that cannot hold. */
export function ExportForm({ dashboard, format }: { dashboard: Dashboard; format: DashboardFormat }) {
  const texts = useTexts(dashboardTexts);
  const locale = useLocale();
  const query = useQuery({
    queryKey: madeKey.exported(dashboard, format, locale),
    queryFn: () => askWorker('export', dashboard, { format, locale }),
    gcTime: 0,
    retry: false,
  });
  if (query.data === undefined)
    return query.isError ? <QueryError query={query} /> : <Skeleton className="h-20" />;
  const { text, report } = query.data;
  const lost = report.filter(({ fidelity }) => fidelity !== 'exact');
  const isJson = format === 'grafana';
  const download = () =>
    downloadBlob(
      new Blob([text], { type: isJson ? 'application/json' : 'application/yaml' }),
      `${dashboard.id}.${isJson ? 'json' : 'yaml'}`,
    );
  return (
    <>
      <div className="flex items-center gap-2">
        <Button onClick={download}>
          <Download aria-hidden size={14} />
          {texts.download}
        </Button>
        <CopyButton text={text} />
      </div>
      {lost.length === 0 ? <p className="text-muted">{texts.exportsAll}</p> : <ReportList report={lost} />}
      <pre className="max-h-80 overflow-auto rounded bg-sunken p-3 font-mono text-sm">
        {text.slice(0, SHOWN)}
      </pre>
    </>
  );
}

/** As many characters as anybody reads here. */
const SHOWN = 20_000;
