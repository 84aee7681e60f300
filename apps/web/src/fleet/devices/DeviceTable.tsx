import type { Device } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import { SmallTable } from '../../components/dataTable/SmallTable.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { NoneFound } from '../../page/NoneFound.tsx';
import { fleetTexts } from '../texts.ts';
import { deviceKey } from './deviceKey.ts';
import { useDeviceColumns } from './useDeviceColumns.tsx';

/** The devices that DRA drivers offer on one node. */
export function DeviceTable({ devices }: { devices: readonly Device[] }) {
  const texts = useTexts(fleetTexts);
  const all = useDeviceColumns();
  const columns = useMemo(() => all.filter(({ id }) => id !== 'node'), [all]);
  return (
    <SmallTable
      name="node-devices"
      label={texts.devices.title}
      rows={devices}
      columns={columns}
      rowKey={deviceKey}
      empty={<NoneFound title={texts.devices.empty} />}
    />
  );
}
