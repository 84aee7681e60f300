import type { NodeDetail } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { live } from '../../api/queries.ts';
import { GpuCharts } from '../../charts/GpuCharts.tsx';
import { ProblemsCard } from '../../checks/ProblemsCard.tsx';
import { Card } from '../../components/Card.tsx';
import { Fact } from '../../components/Fact.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { DeviceTable } from '../../fleet/devices/DeviceTable.tsx';
import { EventsTable } from '../../fleet/EventsTable.tsx';
import { GpuTable } from '../../fleet/GpuTable.tsx';
import { NodeStatus } from '../../fleet/NodeStatus.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { DetailSkeleton } from '../../page/DetailSkeleton.tsx';
import { NoneFound } from '../../page/NoneFound.tsx';
import { Page } from '../../page/Page.tsx';
import { QueryView } from '../../page/QueryView.tsx';
import { ShownDevicesContext, shownDevices } from '../../panels/shownDevices.ts';
import { useView } from '../../state/view.ts';
import { ComponentsTable } from './ComponentsTable.tsx';
import { ConditionsTable } from './ConditionsTable.tsx';
import { NodeFactsCard } from './NodeFactsCard.tsx';
import { NodePods } from './NodePods.tsx';
import { ResourcesTable } from './ResourcesTable.tsx';
import { nodeTexts } from './texts.ts';

const SAID_BY_THE_PAGE = ['node'];

export function NodePage() {
  const { node: name } = useParams({ from: '/c/$cluster/nodes/$node' });
  const query = useQuery(live('node', { ...useView(), node: name }));
  const node = query.data?.node;
  return (
    <Page title={name} badge={node && <NodeStatus node={node} />} facts={node && <HeaderFacts node={node} />}>
      <QueryView query={query} skeleton={<DetailSkeleton />}>
        {(detail) => <NodeBody detail={detail} />}
      </QueryView>
    </Page>
  );
}

function HeaderFacts({ node }: { node: NodeDetail['node'] }) {
  const fleet = useTexts(fleetTexts);
  return (
    <>
      <Fact label={fleet.field.product}>{node.product ?? '–'}</Fact>
      <Fact label={fleet.field.driver}>{node.driverVersion ?? '–'}</Fact>
      <Fact label={fleet.field.cuda}>{node.cudaVersion ?? '–'}</Fact>
      <Fact label={fleet.field.age}>
        <RelativeTime time={node.createdAt} form="age" />
      </Fact>
    </>
  );
}

function NodeBody({ detail }: { detail: NodeDetail }) {
  const texts = useTexts(nodeTexts);
  const fleet = useTexts(fleetTexts);
  const { node, gpus, devices } = detail;
  return (
    <>
      <ProblemsCard problems={detail.problems} />
      <div className="grid gap-4 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <NodeFactsCard detail={detail} />
          <Card title={texts.resources} note={texts.resourcesNote} padded={false}>
            <ResourcesTable resources={node.resources} />
          </Card>
        </div>
        <Card title={texts.components} padded={false}>
          <ComponentsTable components={detail.components} />
        </Card>
      </div>
      <Card title={texts.gpus} padded={false}>
        <GpuTable
          label={texts.gpus}
          gpus={gpus}
          without={SAID_BY_THE_PAGE}
          empty={<NoneFound title={texts.gpusEmpty}>{texts.gpusEmptyDetail}</NoneFound>}
        />
      </Card>
      {devices !== null && devices.length > 0 && (
        <Card title={fleet.devices.title} note={fleet.devices.note} padded={false}>
          <DeviceTable devices={devices} />
        </Card>
      )}
      <ShownDevicesContext value={shownDevices(gpus)}>
        <GpuCharts gpus={node.gpus} />
      </ShownDevicesContext>
      <NodePods pods={detail.pods} folded={detail.folded} />
      <Card title={texts.conditions} padded={false}>
        <ConditionsTable conditions={detail.conditions} />
      </Card>
      <Card title={fleet.events.title} padded={false}>
        <EventsTable events={detail.events} />
      </Card>
    </>
  );
}
