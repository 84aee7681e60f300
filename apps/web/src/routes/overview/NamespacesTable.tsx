import type { NamespaceUsage } from '@gpu-console/shared/contract';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/Card.tsx';
import type { Column } from '../../components/dataTable/column.ts';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useLocalTableState } from '../../components/dataTable/tableState.ts';
import { Utilization } from '../../fleet/usage.tsx';
import { NoneFound } from '../../page/NoneFound.tsx';
import { useCluster } from '../../state/cluster.ts';

const BY_REQUESTED = { column: 'requested', descending: true } as const;
const NONE: readonly NamespaceUsage[] = [];
const namespaceKey = ({ namespace }: NamespaceUsage) => namespace;

interface NamespacesTableProps {
  /** Null where they are not known. */
  readonly namespaces: readonly NamespaceUsage[] | null;
  readonly className?: string;
}

/** Who asks for GPUs, gets them, and uses them. */
export function NamespacesTable({ namespaces, className }: NamespacesTableProps) {
  const { t } = useTranslation();
  const cluster = useCluster().id;
  const columns = useMemo(
    (): readonly Column<NamespaceUsage>[] => [
      {
        id: 'namespace',
        header: t('field.namespace'),
        value: ({ namespace }) => namespace,
        cell: ({ namespace }) => (
          <Link
            to="/c/$cluster/workloads"
            params={{ cluster }}
            search={{ namespace }}
            className="text-accent hover:underline"
          >
            {namespace}
          </Link>
        ),
        width: 150,
      },
      { id: 'pods', header: t('field.pods'), value: ({ pods }) => pods, align: 'end', width: 70 },
      {
        id: 'requested',
        header: t('field.requested'),
        value: ({ requested }) => requested,
        align: 'end',
        width: 90,
      },
      {
        id: 'assigned',
        header: t('overview.assigned'),
        value: ({ assigned }) => assigned,
        align: 'end',
        width: 85,
      },
      {
        id: 'idle',
        header: t('overview.idle'),
        value: ({ idle }) => idle,
        cell: ({ idle }) => (
          <span className={(idle ?? 0) > 0 ? 'font-medium text-warning' : 'text-muted'}>{idle ?? '–'}</span>
        ),
        align: 'end',
        width: 65,
      },
      {
        id: 'utilization',
        header: t('field.utilization'),
        value: ({ utilization }) => utilization,
        unit: 'ratio',
        cell: ({ utilization }) => <Utilization value={utilization} />,
        width: 110,
      },
    ],
    [t, cluster],
  );
  return (
    <Card title={t('overview.namespaces')} padded={false} {...(className === undefined ? {} : { className })}>
      <DataTable
        name="namespaces"
        label={t('overview.namespaces')}
        variant="plain"
        rows={namespaces ?? NONE}
        columns={columns}
        rowKey={namespaceKey}
        state={useLocalTableState(BY_REQUESTED)}
        rowHeight={40}
        empty={<NoneFound title={t('overview.namespacesEmpty')} />}
      />
    </Card>
  );
}
