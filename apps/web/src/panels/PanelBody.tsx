import { counterLine } from '@gpu-console/shared/metrics/counters';
import { Suspense } from 'react';
import { EmptyState } from '../components/EmptyState.tsx';
import { ErrorState } from '../components/ErrorState.tsx';
import { useTexts } from '../i18n/useTexts.ts';
import { QueryError } from '../page/QueryError.tsx';
import { componentOf } from './kinds/index.ts';
import type { KindProps } from './kinds/KindProps.ts';
import { PanelSkeleton } from './PanelSkeleton.tsx';
import type { EmptyReason, PanelState } from './panelState.ts';
import { QueryFailure } from './QueryFailure.ts';
import { panelTexts } from './texts.ts';

interface PanelBodyProps extends KindProps {
  readonly state: PanelState;
  readonly onRetry: () => void;
}

/** A panel's chart, or what stands in its place. */
export function PanelBody({ state, onRetry, ...chart }: PanelBodyProps) {
  const texts = useTexts(panelTexts);
  const title = chart.panel.title;
  switch (state.kind) {
    case 'loading':
      return <PanelSkeleton label={texts.loading(title)} tall={chart.tall} />;
    case 'failed':
      return state.error instanceof QueryFailure ? (
        <ErrorState title={texts.failed} detail={state.error.message} onRetry={onRetry} />
      ) : (
        <QueryError query={{ error: state.error, refetch: onRetry }} />
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

function PanelDrawing(chart: KindProps) {
  const Component = componentOf(chart.panel.kind);
  return <Component {...chart} />;
}

function PanelEmpty({ reason }: { reason: EmptyReason }) {
  const texts = useTexts(panelTexts);
  switch (reason.why) {
    case 'notExported':
      return (
        <EmptyState title={texts.emptyNotExported}>
          {texts.emptyNotExportedDetail(reason.fields.join(', '))}
          <code className="mt-1 block font-mono text-sm">
            {reason.fields.map((field) => counterLine(field)).join('\n')}
          </code>
        </EmptyState>
      );
    case 'inapplicable':
      return <EmptyState title={texts.inapplicable[reason.because]} />;
    case 'noSeries':
      return <EmptyState title={texts.emptyNoSeries}>{texts.emptyNoSeriesDetail}</EmptyState>;
    case 'allGaps':
      return <EmptyState title={texts.emptyAllGaps}>{texts.emptyAllGapsDetail}</EmptyState>;
  }
}
