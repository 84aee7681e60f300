import type { NodeDetail } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { nodeQuery } from '../../api/queries.ts';
import { GpuCharts } from '../../charts/GpuCharts.tsx';
import { Card } from '../../components/Card.tsx';
import { Fact } from '../../components/Fact.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { EventsTable } from '../../fleet/EventsTable.tsx';
import { GpuTable } from '../../fleet/GpuTable.tsx';
import { NodeStatus } from '../../fleet/NodeStatus.tsx';
import { DetailSkeleton } from '../../page/DetailSkeleton.tsx';
import { NoneFound } from '../../page/NoneFound.tsx';
import { Page } from '../../page/Page.tsx';
import { QueryView } from '../../page/QueryView.tsx';
import { useCluster } from '../../state/cluster.ts';
import { ComponentsTable } from './ComponentsTable.tsx';
import { ConditionsTable } from './ConditionsTable.tsx';
import { NodeFactsCard } from './NodeFactsCard.tsx';
import { NodePods } from './NodePods.tsx';
import { ResourcesTable } from './ResourcesTable.tsx';

const SAID_BY_THE_PAGE = ['node'];

export function NodePage() {
  const { node: name } = useParams({ from: '/c/$cluster/nodes/$node' });
  const query = useQuery(nodeQuery(useCluster().id, name));
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
  const { t } = useTranslation();
  return (
    <>
      <Fact label={t('field.product')}>{node.product ?? '–'}</Fact>
      <Fact label={t('field.driver')}>{node.driverVersion ?? '–'}</Fact>
      <Fact label={t('field.cuda')}>{node.cudaVersion ?? '–'}</Fact>
      <Fact label={t('field.age')}>
        <RelativeTime time={node.createdAt} form="age" />
      </Fact>
    </>
  );
}

function NodeBody({ detail }: { detail: NodeDetail }) {
  const { t } = useTranslation();
  const { node, gpus } = detail;
  return (
    <>
      <div className="grid gap-4 xl:grid-cols-2">
        <NodeFactsCard detail={detail} />
        <Card title={t('node.resources')} note={t('node.resourcesNote')} padded={false}>
          <ResourcesTable resources={node.resources} />
        </Card>
      </div>
      <Card title={t('node.gpus')} padded={false}>
        <GpuTable
          label={t('node.gpus')}
          gpus={gpus}
          without={SAID_BY_THE_PAGE}
          empty={<NoneFound title={t('node.gpusEmpty')}>{t('node.gpusEmptyDetail')}</NoneFound>}
        />
      </Card>
      <GpuCharts gpus={node.gpus} />
      <NodePods pods={detail.pods} />
      <div className="grid gap-4 xl:grid-cols-2">
        <Card title={t('node.components')} padded={false}>
          <ComponentsTable components={detail.components} />
        </Card>
        <Card title={t('node.conditions')} padded={false}>
          <ConditionsTable conditions={detail.conditions} />
        </Card>
      </div>
      <Card title={t('node.events')} padded={false}>
        <EventsTable events={detail.events} />
      </Card>
    </>
  );
}
