import type { Pod, PodDetail } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { live } from '../../api/queries.ts';
import { ProblemsCard } from '../../checks/ProblemsCard.tsx';
import { Card } from '../../components/Card.tsx';
import { Fact } from '../../components/Fact.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { EventsTable } from '../../fleet/EventsTable.tsx';
import { GpuTable } from '../../fleet/GpuTable.tsx';
import { NodeLink } from '../../fleet/links.tsx';
import { PodStatus } from '../../fleet/PodStatus.tsx';
import { askedText } from '../../fleet/requests.ts';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { DetailSkeleton } from '../../page/DetailSkeleton.tsx';
import { NoneFound } from '../../page/NoneFound.tsx';
import { Page } from '../../page/Page.tsx';
import { QueryView } from '../../page/QueryView.tsx';
import { ShownDevicesContext, shownDevices } from '../../panels/shownDevices.ts';
import { useCluster } from '../../state/cluster.ts';
import { useView } from '../../state/view.ts';
import { ContainersTable } from './ContainersTable.tsx';
import { EarlyStartCard } from './EarlyStartCard.tsx';
import { EfficiencyCard } from './EfficiencyCard.tsx';
import { FailureCard } from './FailureCard.tsx';
import { NotebookCard } from './notebook/NotebookCard.tsx';
import { PendingCard } from './PendingCard.tsx';
import { PodCharts } from './PodCharts.tsx';
import { PodNow } from './PodNow.tsx';
import { PodXids } from './PodXids.tsx';
import { ServicesCard } from './ServicesCard.tsx';
import { podTexts } from './texts.ts';
import { UnhealthyDevices } from './UnhealthyDevices.tsx';

const LogsCard = lazy(async () => ({ default: (await import('./LogsCard.tsx')).LogsCard }));

const NONE: readonly string[] = [];
/** A GPU that it has to itself is held by this pod, which needs no saying. */
const OWN_POD: readonly string[] = ['pods'];

export function PodPage() {
  const { namespace, pod: name } = useParams({ from: '/c/$cluster/pods/$namespace/$pod' });
  const query = useQuery(live('pod', { ...useView(), namespace, pod: name }));
  const pod = query.data?.pod;
  return (
    <Page title={name} badge={pod && <PodStatus pod={pod} />} facts={pod && <HeaderFacts pod={pod} />}>
      <QueryView query={query} skeleton={<DetailSkeleton />}>
        {(detail) => <PodBody detail={detail} />}
      </QueryView>
    </Page>
  );
}

function whyNoGpus({ node, gpusUnknown }: Pod) {
  if (node === null) return 'noGpusPending';
  return gpusUnknown ? 'gpusUnknownDetail' : 'noGpusDetail';
}

function HeaderFacts({ pod }: { pod: Pod }) {
  const fleet = useTexts(fleetTexts);
  const cluster = useCluster().id;
  return (
    <>
      <Fact label={fleet.field.namespace}>
        <Link
          to="/c/$cluster/workloads"
          params={{ cluster }}
          search={{ namespace: pod.namespace }}
          className="text-accent hover:underline"
        >
          {pod.namespace}
        </Link>
      </Fact>
      <Fact label={fleet.field.node}>
        <NodeLink node={pod.node} />
      </Fact>
      <Fact label={fleet.field.requests}>{askedText(pod, fleet.asks)}</Fact>
      {pod.owner !== null && (
        <Fact label={fleet.field.owner}>
          {pod.owner.kind}/{pod.owner.name}
        </Fact>
      )}
      <Fact label={fleet.field.age}>
        <RelativeTime time={pod.createdAt} form="age" />
      </Fact>
    </>
  );
}

function PodBody({ detail }: { detail: PodDetail }) {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(podTexts);
  const { pod, gpus, containers, services, explanation, events } = detail;
  return (
    <>
      <ProblemsCard problems={detail.problems} />
      {pod.message !== null && <FailureCard status={pod.status} message={pod.message} />}
      <PodXids detail={detail} />
      {pod.earlyStart !== null && <EarlyStartCard pod={pod} start={pod.earlyStart} />}
      {pod.pending !== null && explanation !== null && (
        <PendingCard pending={pod.pending} explanation={explanation} />
      )}
      <NotebookCard detail={detail} />
      {pod.node !== null && <PodNow pod={pod} gpus={gpus} />}
      {pod.node !== null && <EfficiencyCard pod={pod} />}
      <Card title={texts.gpusTitle} padded={false}>
        <GpuTable
          label={texts.gpusTitle}
          gpus={gpus}
          without={
            gpus.some(({ pods, sharedWithOthers }) => pods.length > 1 || sharedWithOthers) ? NONE : OWN_POD
          }
          empty={
            <NoneFound title={pod.gpusUnknown ? fleet.pod.gpusUnknown : texts.noGpus}>
              {texts[whyNoGpus(pod)]}
            </NoneFound>
          }
        />
      </Card>
      {pod.unhealthyDevices.length > 0 && (
        <Card title={fleet.devices.unhealthy} note={fleet.devices.unhealthyNote} padded={false}>
          <UnhealthyDevices devices={pod.unhealthyDevices} />
        </Card>
      )}
      <Card title={texts.containers} padded={false}>
        <ContainersTable containers={containers} />
      </Card>
      {pod.node !== null && (
        <Suspense fallback={<Skeleton className="h-125 !rounded-card" />}>
          <LogsCard detail={detail} />
        </Suspense>
      )}
      {pod.node !== null && (
        <ShownDevicesContext value={shownDevices(gpus)}>
          <PodCharts pod={pod} />
        </ShownDevicesContext>
      )}
      <ServicesCard pod={pod} services={services} />
      <Card title={fleet.events.title} padded={false}>
        <EventsTable events={events} />
      </Card>
    </>
  );
}
