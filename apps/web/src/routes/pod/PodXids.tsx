import type { Interval } from '@gpu-console/panels';
import type { PodDetail } from '@gpu-console/shared/contract';
import {
  deviceSeries,
  identityLabels,
  type MetricsContext,
  ofGpus,
  ofPod,
  perDevice,
} from '@gpu-console/shared/metrics';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { panelQuery } from '../../api/queries.ts';
import { Card } from '../../components/Card.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { xidTexts } from '../../fleet/xids/texts.ts';
import { useXidEvents } from '../../fleet/xids/useXidEvents.ts';
import { XidList } from '../../fleet/xids/XidList.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { useMetricsContext } from '../../state/cluster.ts';
import { useView } from '../../state/view.ts';
import { lastFailure } from './lastFailure.ts';
import { podTexts } from './texts.ts';

/** The XIDs that a failed pod's GPUs reported while it had them, and as it ended; nothing where there are none. */
export function PodXids({ detail }: { detail: PodDetail }) {
  const context = useMetricsContext();
  const failure = lastFailure(detail);
  if (failure === null || context === null || context.dialect.workload.length === 0) return null;
  return <FailureXids pod={detail.pod} interval={failure} context={context} />;
}

interface FailureXidsProps {
  readonly pod: Pick<PodDetail['pod'], 'namespace' | 'name'>;
  readonly interval: Interval;
  readonly context: MetricsContext;
}

/** Points enough to tell which GPUs it had, of which it has all from its start to its end. */
const POINTS = 200;

function FailureXids({ pod: { namespace, name }, interval, context }: FailureXidsProps) {
  const texts = useTexts(podTexts);
  const xids = useTexts(xidTexts);
  const expr = useMemo(() => {
    const held = deviceSeries(ofPod(namespace, name, context.dialect), context.exported);
    return perDevice(held, context.dialect, identityLabels(context.dialect));
  }, [namespace, name, context]);
  const { data } = useQuery(
    panelQuery(useView(), { ...interval, maxDataPoints: POINTS }, [{ id: 'held', expr }]),
  );
  const selection = useMemo(() => {
    const held = data?.results['held'];
    const [label = ''] = context.dialect.uuid;
    const uuids = held === undefined || 'error' in held ? [] : held.series.map(({ labels }) => labels[label]);
    const distinct = [...new Set(uuids)].filter((uuid) => uuid !== undefined);
    return distinct.length === 0 ? [] : ofGpus(distinct, context.dialect);
  }, [data, context]);
  const { events, error, retry } = useXidEvents(selection, interval);
  const own = events?.filter(({ pods }) => pods.includes(`${namespace}/${name}`)) ?? [];
  if (error !== null) {
    return (
      <Card title={texts.xids}>
        <ErrorState title={xids.failed} detail={error.message} onRetry={retry} />
      </Card>
    );
  }
  if (own.length === 0) return null;
  return (
    <Card title={texts.xids} padded={false}>
      <XidList events={own} tells="gpu" />
    </Card>
  );
}
