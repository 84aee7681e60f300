import type { IdleGpu } from '@gpu-console/shared/contract';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Card } from '../../components/Card.tsx';
import type { Column } from '../../components/dataTable/column.ts';
import { SmallTable } from '../../components/dataTable/SmallTable.tsx';
import { deviceColumns } from '../../fleet/deviceColumns.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { NoneFound } from '../../page/NoneFound.tsx';
import { useCluster } from '../../state/cluster.ts';
import { overviewTexts } from './texts.ts';

const NONE: readonly IdleGpu[] = [];
const idleKey = ({ uuid, instance }: IdleGpu) => `${uuid}/${instance}`;

interface IdleGpusProps {
  /** Null where they are not known. */
  readonly gpus: readonly IdleGpu[] | null;
  /** How many GPUs pods hold; null where that is not known. */
  readonly held: number | null;
}

/** GPUs that pods hold and do not use. */
export function IdleGpus({ gpus, held }: IdleGpusProps) {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(overviewTexts);
  const cluster = useCluster().id;
  const columns = useMemo((): readonly Column<IdleGpu>[] => {
    const { gpu, node, product, pods } = deviceColumns(fleet);
    return [
      { ...gpu, width: 130 },
      { ...node, width: 160 },
      { ...product, width: 220 },
      { ...pods, header: fleet.holders, width: 360 },
    ];
  }, [fleet]);
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
      <SmallTable
        name="idle-gpus"
        label={texts.idleGpus}
        rows={gpus ?? NONE}
        columns={columns}
        rowKey={idleKey}
        empty={
          <NoneFound title={texts[gpus === null ? 'idleUnknown' : held === 0 ? 'noneHeld' : 'idleEmpty']} />
        }
      />
    </Card>
  );
}
