import type { Holder } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import { Card } from '../../../components/Card.tsx';
import type { Column } from '../../../components/dataTable/column.ts';
import { SmallTable } from '../../../components/dataTable/SmallTable.tsx';
import { timeColumn } from '../../../components/dataTable/timeColumn.tsx';
import { StatusBadge } from '../../../components/StatusBadge.tsx';
import { PodLink } from '../../../fleet/links.tsx';
import { fleetTexts } from '../../../fleet/texts.ts';
import { useTexts } from '../../../i18n/useTexts.ts';
import { podTexts } from '../texts.ts';

const holderKey = ({ namespace, name }: Holder) => `${namespace}/${name}`;

function Use({ holder: { idle, count } }: { holder: Holder }) {
  const texts = useTexts(podTexts).pending;
  if (idle === null) return '–';
  if (idle === 0) return texts.inUse;
  return <StatusBadge status="warning">{texts.idle(idle, count)}</StatusBadge>;
}

/** The pods that hold what another waits for, those first that leave it idle. */
export function HoldersCard({ node, holders }: { node: string; holders: readonly Holder[] }) {
  const fleet = useTexts(fleetTexts);
  const texts = useTexts(podTexts).pending;
  const columns = useMemo(
    (): readonly Column<Holder>[] => [
      {
        id: 'pod',
        header: fleet.field.pod,
        value: holderKey,
        cell: (holder) => <PodLink pod={holder} />,
        width: 280,
      },
      { id: 'count', header: texts.gpus, value: ({ count }) => count, align: 'end', width: 80 },
      timeColumn({
        id: 'since',
        header: texts.since,
        value: ({ since }) => since,
        width: 130,
      }),
      {
        id: 'use',
        header: texts.use,
        value: ({ idle }) => idle,
        cell: (holder) => <Use holder={holder} />,
        width: 130,
      },
    ],
    [fleet, texts],
  );
  return (
    <Card title={texts.holders(node)} padded={false}>
      <SmallTable
        name="pending-holders"
        label={texts.holders(node)}
        rows={holders}
        columns={columns}
        rowKey={holderKey}
        empty={null}
      />
    </Card>
  );
}
