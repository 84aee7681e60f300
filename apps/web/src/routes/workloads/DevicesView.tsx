import type { DeviceList } from '@gpu-console/shared/contract';
import { useQuery } from '@tanstack/react-query';
import { Cpu } from 'lucide-react';
import { live } from '../../api/queries.ts';
import { Card } from '../../components/Card.tsx';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useUrlTableState } from '../../components/dataTable/tableState.ts';
import { componentTexts } from '../../components/texts.ts';
import { deviceKey } from '../../fleet/devices/deviceKey.ts';
import { UnusedClaims } from '../../fleet/devices/UnusedClaims.tsx';
import { useDeviceColumns } from '../../fleet/devices/useDeviceColumns.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { NoneFound } from '../../page/NoneFound.tsx';
import { QueryView } from '../../page/QueryView.tsx';
import { TableCard, TableSkeleton } from '../../page/TableCard.tsx';
import { useView } from '../../state/view.ts';

const BY_NODE = { column: 'node', descending: false } as const;

/** The devices that DRA drivers offer, and the claims that nobody uses any more. */
export function DevicesView() {
  const query = useQuery(live('devices', useView()));
  return (
    <QueryView query={query} skeleton={<TableSkeleton />}>
      {(list) => <Devices list={list} />}
    </QueryView>
  );
}

function Devices({ list: { items, unusedClaims, taintRulesRead } }: { list: DeviceList }) {
  const texts = useTexts(fleetTexts);
  const common = useTexts(componentTexts);
  const state = useUrlTableState(BY_NODE);
  const hasUnused = unusedClaims !== null && unusedClaims.length > 0;
  return (
    <>
      {hasUnused && (
        <Card title={texts.devices.unused} note={texts.devices.unusedNote} padded={false}>
          <UnusedClaims claims={unusedClaims} />
        </Card>
      )}
      <TableCard>
        <DataTable
          name="devices"
          label={texts.devices.title}
          rows={items ?? []}
          columns={useDeviceColumns()}
          rowKey={deviceKey}
          state={state}
          filters={
            taintRulesRead ? undefined : (
              <span className="text-sm text-muted">{texts.devices.rulesUnread}</span>
            )
          }
          empty={
            items === null ? (
              <NoneFound icon={Cpu} title={texts.devices.unread} />
            ) : (
              <NoneFound icon={Cpu} title={items.length === 0 ? texts.devices.empty : common.table.noMatch} />
            )
          }
        />
      </TableCard>
    </>
  );
}
