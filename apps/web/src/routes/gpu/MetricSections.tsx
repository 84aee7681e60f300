import type { PanelMark } from '@gpu-console/panels/panelMark';
import { gpuSections, type MetricSection } from '@gpu-console/shared/dashboards/gpu';
import type { Metric, Selection } from '@gpu-console/shared/metrics';
import { counterLine } from '@gpu-console/shared/metrics/counters';
import { useMemo } from 'react';
import { Charts } from '../../charts/Charts.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { useMetricsContext } from '../../state/cluster.ts';
import { gpuTexts } from './texts.ts';

interface MetricSectionsProps {
  readonly selection: Selection;
  /** Events to show on the time axis of every chart. */
  readonly marks: readonly PanelMark[];
}

/** Every metric of the GPU, group by group. */
export function MetricSections({ selection, marks }: MetricSectionsProps) {
  const context = useMetricsContext();
  const sections = useMemo(
    () => (context === null ? null : gpuSections(selection, context)),
    [context, selection],
  );
  if (sections === null) return <Charts panels={null} />;
  return sections.map((section) => <Section key={section.group} section={section} marks={marks} />);
}

function Section({ section: { group, panels, missing }, marks }: SectionProps) {
  const texts = useTexts(gpuTexts);
  return (
    <section aria-labelledby={`group-${group}`} className="flex flex-col gap-3">
      <h2 id={`group-${group}`} className="text-lg font-semibold">
        {texts.groups[group]}
      </h2>
      {panels.length > 0 && <Charts panels={panels} marks={marks} />}
      {missing.length > 0 && <MissingMetrics metrics={missing} />}
    </section>
  );
}

interface SectionProps {
  readonly section: MetricSection;
  readonly marks: readonly PanelMark[];
}

function MissingMetrics({ metrics }: { metrics: readonly Metric[] }) {
  const texts = useTexts(gpuTexts);
  const locale = useLocale();
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
