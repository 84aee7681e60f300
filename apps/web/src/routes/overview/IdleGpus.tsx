import type { IdleGpu } from '@gpu-console/shared/contract';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Card } from '../../components/Card.tsx';
import type { Column } from '../../components/dataTable/column.ts';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useLocalTableState } from '../../components/dataTable/tableState.ts';
import { gpuName } from '../../fleet/gpuName.ts';
import { GpuLink, NodeLink, PodLinks } from '../../fleet/links.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { NoneFound } from '../../page/NoneFound.tsx';
import { useCluster } from '../../state/cluster.ts';
import { overviewTexts } from './texts.ts';

const NONE: readonly IdleGpu[] = [];
const idleKey = ({ uuid, instance }: IdleGpu) => `${uuid}/${instance}`;

/** GPUs that pods hold and do not use; null where they are not known. */
export function IdleGpus({ gpus }: { gpus: readonly IdleGpu[] | null }) {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(overviewTexts);
  const cluster = useCluster().id;
  const columns = useMemo(
    (): readonly Column<IdleGpu>[] => [
      {
        id: 'gpu',
        header: fleet.field.gpu,
        value: (gpu) => gpuName(gpu, fleet),
        cell: (gpu) => <GpuLink gpu={gpu} />,
        width: 130,
      },
      {
        id: 'node',
        header: fleet.field.node,
        value: ({ node }) => node,
        cell: ({ node }) => <NodeLink node={node} />,
        width: 160,
      },
      { id: 'product', header: fleet.field.product, value: ({ product }) => product, width: 220 },
      {
        id: 'pods',
        header: fleet.holders,
        value: ({ pods }) => pods.map(({ namespace, name }) => `${namespace}/${name}`).join(' '),
        cell: ({ pods }) => <PodLinks pods={pods} />,
        width: 360,
      },
    ],
    [fleet],
  );
  return (
    <Card
      title={texts.idleGpus}
      note={texts.idleNote}
      actions={
        <Link
          to="/c/$cluster/workloads"
          params={{ cluster }}
          search={{ view: 'usage', sort: '-idle' }}
          className="text-accent hover:underline"
        >
          {texts.idleUsage}
        </Link>
      }
      padded={false}
    >
      <DataTable
        name="idle-gpus"
        label={texts.idleGpus}
        variant="plain"
        rows={gpus ?? NONE}
        columns={columns}
        rowKey={idleKey}
        state={useLocalTableState()}
        empty={<NoneFound title={texts.idleEmpty} />}
      />
    </Card>
  );
}
