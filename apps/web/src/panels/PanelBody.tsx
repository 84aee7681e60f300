import type { Panel } from '@gpu-console/shared/dashboards';
import { lazy, Suspense } from 'react';
import { useErrorText } from '../api/useErrorText.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { ErrorState } from '../components/ErrorState.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { PanelSkeleton } from './PanelSkeleton.tsx';
import type { EmptyReason, PanelState } from './panelState.ts';
import { QueryFailure } from './QueryFailure.ts';
import { StateTimelinePanel } from './StateTimelinePanel.tsx';
import { TimeSeriesPanel, type TimeSeriesPanelProps } from './TimeSeriesPanel.tsx';
import { panelTexts } from './texts.ts';

// The console's own pages draw with time alone.
const ValuesPanel = lazy(async () => ({ default: (await import('./kinds/ValuesPanel.tsx')).ValuesPanel }));
const TablePanel = lazy(async () => ({ default: (await import('./kinds/TablePanel.tsx')).TablePanel }));
const HeatmapPanel = lazy(async () => ({ default: (await import('./kinds/HeatmapPanel.tsx')).HeatmapPanel }));

interface PanelBodyProps extends TimeSeriesPanelProps {
  readonly panel: Panel;
  readonly state: PanelState;
  readonly onRetry: () => void;
}

/** A panel's chart, or what stands in its place. */
export function PanelBody({ state, onRetry, ...chart }: PanelBodyProps) {
  const errorText = useErrorText();
  const texts = useTexts(panelTexts);
  const title = chart.panel.title[useLocale()];
  switch (state.kind) {
    case 'loading':
      return <PanelSkeleton label={texts.loading(title)} tall={chart.tall} />;
    case 'failed':
      return state.error instanceof QueryFailure ? (
        <ErrorState title={texts.failed} detail={state.error.message} onRetry={onRetry} />
      ) : (
        <ErrorState {...errorText(state.error)} onRetry={onRetry} />
      );
    case 'empty':
      return <PanelEmpty reason={state.reason} />;
    case 'ready':
      return (
        <Suspense fallback={<PanelSkeleton label={texts.loading(title)} tall={chart.tall} />}>
          <PanelDrawing {...chart} />
        </Suspense>
      );
  }
}

function PanelDrawing(chart: TimeSeriesPanelProps) {
  switch (chart.panel.kind) {
    case 'timeseries':
      return <TimeSeriesPanel {...chart} />;
    case 'state-timeline':
      return <StateTimelinePanel {...chart} />;
    case 'stat':
    case 'bargauge':
      return <ValuesPanel {...chart} />;
    case 'table':
      return <TablePanel {...chart} />;
    case 'heatmap':
      return <HeatmapPanel {...chart} />;
  }
}

function PanelEmpty({ reason }: { reason: EmptyReason }) {
  const texts = useTexts(panelTexts);
  switch (reason.why) {
    case 'notExported':
      return (
        <EmptyState title={texts.emptyNotExported}>
          {texts.emptyNotExportedDetail(reason.fields.join(', '))}
        </EmptyState>
      );
    case 'noSeries':
      return <EmptyState title={texts.emptyNoSeries}>{texts.emptyNoSeriesDetail}</EmptyState>;
    case 'allGaps':
      return <EmptyState title={texts.emptyAllGaps}>{texts.emptyAllGapsDetail}</EmptyState>;
  }
}
