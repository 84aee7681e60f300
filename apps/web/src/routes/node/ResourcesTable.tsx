import type { NodeResource } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import type { Column } from '../../components/dataTable/column.ts';
import { SmallTable } from '../../components/dataTable/SmallTable.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { Allocation } from '../../fleet/usage.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { NoneFound } from '../../page/NoneFound.tsx';
import { nodeTexts } from './texts.ts';

const resourceKey = ({ name }: NodeResource) => name;

/** Capacity, Allocatable and Allocated resources, as `kubectl describe node` prints them. */
export function ResourcesTable({ resources }: { resources: readonly NodeResource[] }) {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(nodeTexts);
  const columns = useMemo(
    (): readonly Column<NodeResource>[] => [
      { id: 'name', header: fleet.field.resource, value: ({ name }) => name, width: 170 },
      {
        id: 'capacity',
        header: fleet.field.capacity,
        value: ({ capacity }) => capacity,
        align: 'end',
        width: 85,
      },
      {
        id: 'allocatable',
        header: fleet.field.allocatable,
        value: ({ allocatable }) => allocatable,
        align: 'end',
        width: 100,
      },
      {
        id: 'requested',
        header: fleet.field.requested,
        value: ({ requested }) => requested,
        cell: (resource) => <Allocation requested={resource.requested} allocatable={resource.allocatable} />,
        align: 'end',
        width: 100,
      },
      { id: 'limits', header: fleet.field.limits, value: ({ limits }) => limits, unit: 'count', width: 75 },
    ],
    [fleet],
  );
  return (
    <SmallTable
      name="node-resources"
      label={texts.resources}
      rows={resources}
      columns={columns}
      rowKey={resourceKey}
      rowHeight={44}
      empty={<NoneFound title={texts.resourcesEmpty} />}
    />
  );
}
