import type { DeviceHealth } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import type { Column } from '../../components/dataTable/column.ts';
import { SmallTable } from '../../components/dataTable/SmallTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';

const healthKey = ({ container, resource, device }: DeviceHealth) => `${container} ${resource} ${device}`;

/** The pod's devices that kubelet calls unhealthy. */
export function UnhealthyDevices({ devices }: { devices: readonly DeviceHealth[] }) {
  const texts = useTexts(fleetTexts);
  const columns = useMemo(
    (): readonly Column<DeviceHealth>[] => [
      { id: 'device', header: texts.devices.device, value: ({ device }) => device, width: 260 },
      {
        id: 'health',
        header: texts.devices.health,
        value: ({ health }) => health,
        cell: ({ health }) => <StatusBadge status="critical">{health}</StatusBadge>,
        width: 110,
      },
      { id: 'container', header: texts.field.container, value: ({ container }) => container, width: 130 },
      { id: 'resource', header: texts.field.resource, value: ({ resource }) => resource, width: 160 },
      { id: 'message', header: texts.field.message, value: ({ message }) => message, width: 260 },
    ],
    [texts],
  );
  return (
    <SmallTable
      name="unhealthy-devices"
      label={texts.devices.unhealthy}
      rows={devices}
      columns={columns}
      rowKey={healthKey}
      empty={<EmptyState title="–" />}
    />
  );
}
