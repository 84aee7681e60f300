import type { IdleGpu } from '@gpu-console/shared/contract';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/Card.tsx';
import type { Column } from '../../components/dataTable/column.ts';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useLocalTableState } from '../../components/dataTable/tableState.ts';
import { gpuName } from '../../fleet/gpuName.ts';
import { GpuLink, NodeLink, PodLinks } from '../../fleet/links.tsx';
import { NoneFound } from '../../page/NoneFound.tsx';
import { useCluster } from '../../state/cluster.ts';

const NONE: readonly IdleGpu[] = [];
const idleKey = ({ uuid, instance }: IdleGpu) => `${uuid}/${instance}`;

/** GPUs that pods hold and do not use; null where they are not known. */
export function IdleGpus({ gpus }: { gpus: readonly IdleGpu[] | null }) {
  const { t } = useTranslation();
  const cluster = useCluster().id;
  const columns = useMemo(
    (): readonly Column<IdleGpu>[] => [
      {
        id: 'gpu',
        header: t('field.gpu'),
        value: (gpu) => gpuName(gpu, t),
        cell: (gpu) => <GpuLink gpu={gpu} />,
        width: 130,
      },
      {
        id: 'node',
        header: t('field.node'),
        value: ({ node }) => node,
        cell: ({ node }) => <NodeLink node={node} />,
        width: 160,
      },
      { id: 'product', header: t('field.product'), value: ({ product }) => product, width: 220 },
      {
        id: 'pods',
        header: t('gpu.pods'),
        value: ({ pods }) => pods.map(({ namespace, name }) => `${namespace}/${name}`).join(' '),
        cell: ({ pods }) => <PodLinks pods={pods} />,
        width: 360,
      },
    ],
    [t],
  );
  return (
    <Card
      title={t('overview.idleGpus')}
      note={t('overview.idleNote')}
      actions={
        <Link
          to="/c/$cluster/workloads"
          params={{ cluster }}
          search={{ view: 'usage', sort: '-idle' }}
          className="text-accent hover:underline"
        >
          {t('overview.idleUsage')}
        </Link>
      }
      padded={false}
    >
      <DataTable
        name="idle-gpus"
        label={t('overview.idleGpus')}
        variant="plain"
        rows={gpus ?? NONE}
        columns={columns}
        rowKey={idleKey}
        state={useLocalTableState()}
        empty={<NoneFound title={t('overview.idleEmpty')} />}
      />
    </Card>
  );
}
