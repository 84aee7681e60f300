import type { ColourSlots, PanelMark } from '@gpu-console/panels';
import type { TextPanel } from '@gpu-console/shared/dashboards';
import type { Cell } from '@gpu-console/shared/dashboards/arrangePanels';
import { MAX_CONTENT_LENGTH } from '@gpu-console/shared/dashboards/limits';
import type { PanelResolution } from '@gpu-console/shared/dashboards/resolve';
import { dashboardText } from '@gpu-console/shared/dashboards/texts';
import { interpolateText, type VariableValues } from '@gpu-console/shared/dashboards/variables';
import { CircleAlert, CircleDashed } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Card } from '../components/Card.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { useLocale } from '../i18n/useLocale.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { PanelFrame } from '../panels/PanelFrame.tsx';
import type { PanelData, PanelsData } from '../panels/usePanelData.ts';
import { useImageAddress } from './drawnDashboard.ts';
import { inLanguage } from './inLanguage.ts';
import { dashboardTexts } from './texts.ts';

/** Markdown and its cleaning are code that most dashboards do without. */
const RichText = lazy(async () => ({ default: (await import('./RichText.tsx')).RichText }));

interface CellCardProps {
  readonly cell: Cell;
  /** Of panels that ask for values. */
  readonly resolved: PanelResolution | undefined;
  readonly data: PanelData | undefined;
  readonly window: PanelsData['window'];
  readonly slots: ColourSlots;
  readonly marks: readonly PanelMark[];
  readonly onRetry: () => void;
}

/** One panel in its place, or why it is not drawn. */
export function CellCard({ cell, resolved, data, ...frame }: CellCardProps) {
  const { panel, values } = cell;
  const image = useImageAddress(cell);
  const locale = useLocale();
  const texts = useTexts(dashboardTexts);
  const title = interpolateText(inLanguage(panel.title, locale), values);
  if (panel.kind === 'text') return <TextCard panel={panel} title={title} values={values} />;
  if (panel.kind === 'unsupported')
    return (
      <Card title={title || texts.untitled} className="h-full overflow-auto">
        <EmptyState icon={CircleDashed} title={texts.unsupported}>
          {dashboardText('panel.kind', { type: panel.type }, locale)}
        </EmptyState>
      </Card>
    );
  if (resolved === undefined || data === undefined) return null;
  if (resolved.problems.length > 0 || resolved.panel.queries.length === 0)
    return (
      <Card title={title || texts.untitled} className="h-full overflow-auto">
        <EmptyState icon={CircleAlert} title={texts.notDrawn}>
          {resolved.problems.map(({ code, variable, value }) => (
            <p key={`${code} ${variable}`}>{dashboardText(code, { variable, value }, locale)}</p>
          ))}
        </EmptyState>
      </Card>
    );
  return <PanelFrame panel={resolved.panel} data={data} tall image={image} {...frame} />;
}

function TextCard(props: { panel: TextPanel; title: string; values: VariableValues }) {
  const { panel, title, values } = props;
  const content = interpolateText(panel.content, values, MAX_CONTENT_LENGTH);
  return (
    <Card {...(title === '' ? {} : { title })} className="h-full overflow-auto">
      {panel.format === 'plain' ? (
        <p className="break-words whitespace-pre-wrap">{content}</p>
      ) : (
        <Suspense fallback={<Skeleton className="h-16" />}>
          <RichText content={content} format={panel.format} />
        </Suspense>
      )}
    </Card>
  );
}
