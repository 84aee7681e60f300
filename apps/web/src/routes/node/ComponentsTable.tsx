import type { Component } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import type { Column } from '../../components/dataTable/column.ts';
import { SmallTable } from '../../components/dataTable/SmallTable.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { NoneFound } from '../../page/NoneFound.tsx';
import { nodeTexts } from './texts.ts';

const componentKey = ({ namespace, pod }: Component) => `${namespace}/${pod}`;

/** A pod that ran to its end did its work: validators of older operators do. */
function statusOf({ ready, status }: Component) {
  if (ready) return 'ok';
  return status === 'Completed' ? 'unknown' : 'critical';
}

export function ComponentsTable({ components }: { components: readonly Component[] }) {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(nodeTexts);
  const columns = useMemo(
    (): readonly Column<Component>[] => [
      { id: 'component', header: fleet.field.component, value: ({ component }) => component, width: 150 },
      {
        id: 'status',
        header: fleet.field.status,
        value: ({ status }) => status,
        cell: (component) => <StatusBadge status={statusOf(component)}>{component.status}</StatusBadge>,
        width: 130,
      },
      {
        id: 'pod',
        header: fleet.field.pod,
        value: ({ pod }) => pod,
        cell: ({ namespace, pod }) => <span title={`${namespace}/${pod}`}>{pod}</span>,
        width: 260,
      },
      {
        id: 'restarts',
        header: fleet.field.restarts,
        value: ({ restarts }) => restarts,
        align: 'end',
        width: 85,
      },
    ],
    [fleet],
  );
  return (
    <SmallTable
      name="node-components"
      label={texts.components}
      rows={components}
      columns={columns}
      rowKey={componentKey}
      empty={<NoneFound title={texts.componentsEmpty} />}
    />
  );
}
