import type { ComputeDomain, OperatorReport } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import { Card } from '../../components/Card.tsx';
import type { Column } from '../../components/dataTable/column.ts';
import { SmallTable } from '../../components/dataTable/SmallTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { type Status, StatusBadge } from '../../components/StatusBadge.tsx';
import { NodeLink } from '../../fleet/links.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { operatorTexts } from './texts.ts';

const STATUS: Readonly<Record<string, Status>> = { Ready: 'ok', NotReady: 'critical' };
const statusOf = (status: string | null): Status => STATUS[status ?? ''] ?? 'unknown';

const domainKey = ({ namespace, name }: ComputeDomain) => `${namespace}/${name}`;

/** Nodes that are joined for Multi-Node NVLink. A cluster without a DRA driver has none, and no card for them. */
export function ComputeDomains({ report: { computeDomains, stages } }: { report: OperatorReport }) {
  const texts = useTexts(operatorTexts);
  const hasDriver = stages.some(({ component }) => component === 'dra-driver');
  if (computeDomains?.length === 0 && !hasDriver) return null;
  return (
    <Card title={texts.computeDomains} note={texts.computeDomainsNote} padded={false}>
      {computeDomains === null ? (
        <EmptyState title={texts.computeDomainsUnreadable}>{texts.computeDomainsUnreadableDetail}</EmptyState>
      ) : (
        <DomainTable domains={computeDomains} />
      )}
    </Card>
  );
}

function DomainTable({ domains }: { domains: readonly ComputeDomain[] }) {
  const texts = useTexts(operatorTexts);
  const fleet = useTexts(fleetTexts);
  const columns = useMemo(
    (): readonly Column<ComputeDomain>[] => [
      { id: 'name', header: texts.computeDomain, value: ({ name }) => name, width: 180 },
      { id: 'namespace', header: fleet.field.namespace, value: ({ namespace }) => namespace, width: 140 },
      {
        id: 'status',
        header: texts.status,
        value: ({ status }) => status,
        cell: ({ status }) => <StatusBadge status={statusOf(status)}>{status ?? texts.noState}</StatusBadge>,
        width: 120,
      },
      {
        id: 'wanted',
        header: texts.wantedNodes,
        value: ({ numNodes }) => numNodes,
        cell: ({ numNodes }) => (numNodes === 0 ? texts.byWorkload : numNodes),
        align: 'end',
        width: 130,
      },
      {
        id: 'nodes',
        header: texts.joinedNodes,
        value: ({ nodes }) => nodes.length,
        cell: ({ nodes }) => <JoinedNodes nodes={nodes} />,
        width: 360,
      },
    ],
    [texts, fleet],
  );
  return (
    <SmallTable
      name="compute-domains"
      label={texts.computeDomains}
      rows={domains}
      columns={columns}
      rowKey={domainKey}
      empty={<EmptyState title={texts.noComputeDomains} />}
    />
  );
}

function JoinedNodes({ nodes }: Pick<ComputeDomain, 'nodes'>) {
  const texts = useTexts(operatorTexts);
  if (nodes.length === 0) return <>{texts.noneJoined}</>;
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 whitespace-normal">
      {nodes.map(({ name, status }) => (
        <li key={name} className="flex items-center gap-1">
          <NodeLink node={name} />
          {status !== 'Ready' && (
            <StatusBadge status={statusOf(status)}>{status ?? texts.noState}</StatusBadge>
          )}
        </li>
      ))}
    </ul>
  );
}
