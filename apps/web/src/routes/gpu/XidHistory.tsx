import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { xidTexts } from '../../fleet/xids/texts.ts';
import type { XidEvents } from '../../fleet/xids/useXidEvents.ts';
import { XidList } from '../../fleet/xids/XidList.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { gpuTexts } from './texts.ts';

/** The XIDs of the range, what each means and what to do. */
export function XidHistory({ xids: { events, error, retry } }: { xids: XidEvents }) {
  const texts = useTexts(gpuTexts);
  const xids = useTexts(xidTexts);
  return (
    <Card title={texts.xidHistory} padded={false}>
      {events === undefined && error === null && <Skeleton className="m-4 h-12" />}
      {events === undefined && error !== null && (
        <ErrorState title={xids.failed} detail={error.message} onRetry={retry} />
      )}
      {events?.length === 0 && <EmptyState title={texts.noXids}>{texts.noXidsDetail}</EmptyState>}
      {events !== undefined && events.length > 0 && <XidList events={events} tells="pods" />}
    </Card>
  );
}
