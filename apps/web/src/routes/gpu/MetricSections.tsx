import type { PanelMark } from '@gpu-console/panels';
import type { DashboardPanel } from '@gpu-console/shared/dashboards';
import { missingMetrics } from '@gpu-console/shared/dashboards/library';
import { METRIC_GROUPS, type Metric } from '@gpu-console/shared/metrics';
import { counterLine } from '@gpu-console/shared/metrics/counters';
import { Charts } from '../../charts/Charts.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { useMetricsContext } from '../../state/cluster.ts';
import { gpuTexts } from './texts.ts';

interface MetricSectionsProps {
  /** The charts of the GPU, in rows of a group of metrics each. */
  readonly panels: readonly DashboardPanel[];
  readonly bound: Readonly<Record<string, readonly string[] | null>>;
  /** Events to show on the time axis of every chart. */
  readonly marks: readonly PanelMark[];
}

/** Every metric of the GPU, group by group, and which ones this cluster leaves out. */
export function MetricSections({ panels, ...rest }: MetricSectionsProps) {
  const context = useMetricsContext();
  const locale = useLocale();
  const missing = new Map(
    METRIC_GROUPS.map(({ id }) => [`group-${id}`, context === null ? [] : missingMetrics(id, context)]),
  );
  const rows = new Set(panels.map(({ id }) => id));
  const uncharted = METRIC_GROUPS.filter(
    ({ id }) => !rows.has(`group-${id}`) && missing.get(`group-${id}`)?.length,
  );
  return (
    <>
      <Charts
        panels={panels}
        {...rest}
        after={(row) => <MissingMetrics metrics={missing.get(row) ?? []} />}
      />
      {uncharted.map(({ id, title }) => (
        <section key={id} aria-labelledby={`group-${id}`} className="flex flex-col gap-3">
          <h2 id={`group-${id}`} className="border-b font-semibold">
            {title[locale]}
          </h2>
          <MissingMetrics metrics={missing.get(`group-${id}`) ?? []} />
        </section>
      ))}
    </>
  );
}

function MissingMetrics({ metrics }: { metrics: readonly Metric[] }) {
  const texts = useTexts(gpuTexts);
  const locale = useLocale();
  if (metrics.length === 0) return null;
  const lines = metrics.flatMap(({ fields }) => fields.slice(0, 1).map(({ field }) => counterLine(field)));
  return (
    <details className="rounded-card border bg-surface px-4 py-2.5">
      <summary className="cursor-pointer text-muted">
        {texts.missing(metrics.length)}: {metrics.map(({ name }) => name[locale]).join(', ')}
      </summary>
      <p className="mt-2">{texts.missingDetail}</p>
      <div className="mt-2 flex items-start gap-1 rounded bg-sunken py-1 pr-1 pl-2">
        <pre className="min-w-0 flex-1 overflow-x-auto py-1 font-mono text-sm">{lines.join('\n')}</pre>
        <CopyButton text={lines.join('\n')} label={texts.copyLines} />
      </div>
    </details>
  );
}
