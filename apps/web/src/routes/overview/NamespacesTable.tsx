import type { NamespaceUsage } from '@gpu-console/shared/contract';
import { formatNumber } from '@gpu-console/shared/units';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Card } from '../../components/Card.tsx';
import type { Column } from '../../components/dataTable/column.ts';
import { SmallTable } from '../../components/dataTable/SmallTable.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { utilizationColumn } from '../../fleet/usageColumns.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { NoneFound } from '../../page/NoneFound.tsx';
import { useCluster } from '../../state/cluster.ts';
import { overviewTexts } from './texts.ts';

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
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(overviewTexts);
  const locale = useLocale();
  const cluster = useCluster().id;
  const columns = useMemo(
    (): readonly Column<NamespaceUsage>[] => [
      {
        id: 'namespace',
        header: fleet.field.namespace,
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
      { id: 'pods', header: fleet.field.pods, value: ({ pods }) => pods, align: 'end', width: 70 },
      {
        id: 'requested',
        header: fleet.field.requested,
        value: ({ requested }) => requested,
        cell: ({ requested }) => formatNumber(requested, locale),
        align: 'end',
        width: 105,
      },
      {
        id: 'assigned',
        header: texts.assigned,
        value: ({ assigned }) => assigned,
        align: 'end',
        width: 85,
      },
      {
        id: 'idle',
        header: texts.idle,
        value: ({ idle }) => idle,
        cell: ({ idle }) => (
          <span className={(idle ?? 0) > 0 ? 'font-medium text-warning' : 'text-muted'}>{idle ?? '–'}</span>
        ),
        align: 'end',
        width: 65,
      },
      { ...utilizationColumn(locale), width: 110 },
    ],
    [fleet, texts, locale, cluster],
  );
  return (
    <Card title={texts.namespaces} padded={false} {...(className === undefined ? {} : { className })}>
      <SmallTable
        name="namespaces"
        label={texts.namespaces}
        rows={namespaces ?? NONE}
        columns={columns}
        rowKey={namespaceKey}
        initialSort={BY_REQUESTED}
        rowHeight={40}
        empty={<NoneFound title={texts.namespacesEmpty} />}
      />
    </Card>
  );
}
