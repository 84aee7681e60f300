import type { Container } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../components/dataTable/column.ts';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useLocalTableState } from '../../components/dataTable/tableState.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { requestsText } from '../../fleet/requests.ts';

const containerKey = ({ name }: Container) => name;

export function ContainersTable({ containers }: { containers: readonly Container[] }) {
  const { t } = useTranslation();
  const columns = useMemo(
    (): readonly Column<Container>[] => [
      { id: 'name', header: t('field.container'), value: ({ name }) => name, width: 150 },
      {
        id: 'state',
        header: t('field.state'),
        value: ({ state }) => state,
        cell: ({ ready, state }) => <StatusBadge status={ready ? 'ok' : 'unknown'}>{state}</StatusBadge>,
        width: 150,
      },
      {
        id: 'requests',
        header: t('field.requests'),
        value: ({ requests }) => requestsText(requests),
        width: 130,
      },
      {
        id: 'restarts',
        header: t('field.restarts'),
        value: ({ restarts }) => restarts,
        align: 'end',
        width: 85,
      },
      {
        id: 'image',
        header: t('field.image'),
        value: ({ image }) => image,
        cell: ({ image }) => <span title={image}>{image}</span>,
        width: 380,
      },
    ],
    [t],
  );
  return (
    <DataTable
      name="pod-containers"
      label={t('pod.containers')}
      variant="plain"
      rows={containers}
      columns={columns}
      rowKey={containerKey}
      state={useLocalTableState()}
      empty={<EmptyState title="–" />}
    />
  );
}
