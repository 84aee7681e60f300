import type { PanelMark } from '@gpu-console/panels';
import type { Gpu, GpuDetail } from '@gpu-console/shared/contract';
import { gpuDashboard } from '@gpu-console/shared/dashboards/library';
import { XID_SEVERITY, xidOf } from '@gpu-console/shared/faults';
import { narrowed, ofGpus, type Selection } from '@gpu-console/shared/metrics';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { live } from '../../api/queries.ts';
import { Charts } from '../../charts/Charts.tsx';
import { withoutNumbers } from '../../charts/withoutNumbers.ts';
import { ProblemsCard } from '../../checks/ProblemsCard.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Fact } from '../../components/Fact.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { GpuTable } from '../../fleet/GpuTable.tsx';
import { gpuName } from '../../fleet/gpuName.ts';
import { GpuLink, NodeLink } from '../../fleet/links.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { type HeldXidEvent, useXidEvents } from '../../fleet/xids/useXidEvents.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { DetailSkeleton } from '../../page/DetailSkeleton.tsx';
import { Page } from '../../page/Page.tsx';
import { QueryView } from '../../page/QueryView.tsx';
import { CrosshairContext, createCrosshair } from '../../panels/crosshair.ts';
import { ShownDevicesContext, shownDevices } from '../../panels/shownDevices.ts';
import { useMetricsContext } from '../../state/cluster.ts';
import { useTimeRange } from '../../state/timeRange.ts';
import { useView } from '../../state/view.ts';
import { GpuFactsCard } from './GpuFactsCard.tsx';
import { GpuPods } from './GpuPods.tsx';
import { GpuStateBadge } from './GpuStateBadge.tsx';
import { MetricSections } from './MetricSections.tsx';
import { gpuTexts } from './texts.ts';
import { XidHistory } from './XidHistory.tsx';

const SAID_BY_THE_PAGE = ['node', 'product'];

export function GpuPage() {
  const fleet = useTexts(fleetTexts);
  const { uuid } = useParams({ from: '/c/$cluster/gpus/$uuid' });
  const { instance } = useSearch({ from: '/c/$cluster/gpus/$uuid' });
  const query = useQuery(live('gpu', { ...useView(), uuid }, { instance }));
  const gpu = query.data?.gpu;
  return (
    <Page
      title={gpu === undefined ? uuid : gpuName(gpu, fleet)}
      badge={query.data && <GpuStateBadge {...query.data} />}
      facts={gpu && <HeaderFacts gpu={gpu} />}
    >
      <QueryView query={query} skeleton={<DetailSkeleton />}>
        {(detail) => <GpuBody detail={detail} />}
      </QueryView>
    </Page>
  );
}

/** An XID that came in the range, as a mark on the time axis. */
function markOf({ time, code }: HeldXidEvent): PanelMark[] {
  return time === null ? [] : [{ time, label: `XID ${code}`, severity: XID_SEVERITY[xidOf(code).remedy] }];
}

function HeaderFacts({ gpu }: { gpu: Gpu }) {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(gpuTexts);
  return (
    <>
      <Fact label={fleet.field.node}>
        <NodeLink node={gpu.node} />
      </Fact>
      <Fact label={fleet.field.product}>{gpu.product ?? '–'}</Fact>
      {gpu.instance !== null && (
        <Fact label={texts.partOf}>
          <GpuLink gpu={{ ...gpu, instance: null }} />
        </Fact>
      )}
      {gpu.instance?.profile && <Fact label={fleet.field.instance}>{gpu.instance.profile}</Fact>}
      <Fact label={fleet.field.sampled}>
        <RelativeTime time={gpu.sampledAt} />
      </Fact>
    </>
  );
}

function GpuBody({ detail: { gpu, instances, problems } }: { detail: GpuDetail }) {
  const texts = useTexts(gpuTexts);
  const context = useMetricsContext();
  const { uuid } = gpu;
  const instance = gpu.instance?.id;
  const selection = useMemo((): Selection => {
    const gpus = context === null ? [] : ofGpus([uuid], context.dialect);
    return instance === undefined ? gpus : narrowed(gpus, { label: 'GPU_I_ID', in: [instance] });
  }, [context, uuid, instance]);
  const bound = { node: null, gpu: [uuid], instance: instance === undefined ? null : [instance] };
  const panels = useMemo(() => (context === null ? [] : withoutNumbers(gpuDashboard(context))), [context]);
  const occupancy = panels.filter(({ id }) => id === 'occupancy');
  const xids = useXidEvents(selection, useTimeRange().resolve());
  const { events } = xids;
  const marks = useMemo(() => (events ?? []).flatMap(markOf), [events]);
  const [crosshair] = useState(createCrosshair);
  const devices = shownDevices([gpu, ...instances]);
  return (
    <CrosshairContext value={crosshair}>
      <ShownDevicesContext value={devices}>
        <ProblemsCard problems={problems} />
        <div className="grid gap-4 xl:grid-cols-3">
          <GpuFactsCard gpu={gpu} className="xl:col-span-2" />
          <GpuPods
            pods={instance === undefined ? [...gpu.pods, ...instances.flatMap(({ pods }) => pods)] : gpu.pods}
            isShared={gpu.pods.length > 1}
            isSharedWithOthers={[gpu, ...instances].some((one) => one.sharedWithOthers)}
          />
        </div>
        {instances.length > 0 && (
          <Card title={texts.instances} padded={false}>
            <GpuTable
              label={texts.instances}
              gpus={instances}
              without={SAID_BY_THE_PAGE}
              empty={<EmptyState title="–" />}
            />
          </Card>
        )}
        {occupancy.length > 0 && <Charts panels={occupancy} bound={bound} marks={marks} />}
        {instance === undefined && context !== null && <XidHistory xids={xids} />}
        <MetricSections
          panels={panels.filter((panel) => !occupancy.includes(panel))}
          bound={bound}
          marks={marks}
        />
      </ShownDevicesContext>
    </CrosshairContext>
  );
}
