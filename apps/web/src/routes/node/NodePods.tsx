import type { Pod } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/Card.tsx';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useLocalTableState } from '../../components/dataTable/tableState.ts';
import { usePodColumns } from '../../fleet/usePodColumns.tsx';
import { NoneFound } from '../../page/NoneFound.tsx';

const podKey = ({ uid }: Pod) => uid;

/** The pods on one node that ask for GPUs. */
export function NodePods({ pods }: { pods: readonly Pod[] }) {
  const { t } = useTranslation();
  const all = usePodColumns();
  const columns = useMemo(() => all.filter(({ id }) => id !== 'node'), [all]);
  return (
    <Card title={t('node.pods')} note={pods.length} padded={false}>
      <DataTable
        name="node-pods"
        label={t('node.pods')}
        variant="plain"
        rows={pods}
        columns={columns}
        rowKey={podKey}
        state={useLocalTableState()}
        rowHeight={44}
        empty={<NoneFound title={t('node.podsEmpty')} />}
      />
    </Card>
  );
}
