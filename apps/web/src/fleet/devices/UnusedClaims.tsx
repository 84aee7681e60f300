import type { UnusedClaim } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import type { Column } from '../../components/dataTable/column.ts';
import { SmallTable } from '../../components/dataTable/SmallTable.tsx';
import { timeColumn } from '../../components/dataTable/timeColumn.tsx';
import { useTexts } from '../../i18n/useTexts.ts';
import { NoneFound } from '../../page/NoneFound.tsx';
import { fleetTexts } from '../texts.ts';

const OLDEST_FIRST = { column: 'age', descending: false } as const;
const claimKey = ({ namespace, name }: UnusedClaim) => `${namespace}/${name}`;

/** The claims that keep devices for nobody, and why. */
export function UnusedClaims({ claims }: { claims: readonly UnusedClaim[] }) {
  const texts = useTexts(fleetTexts);
  const columns = useMemo(
    (): readonly Column<UnusedClaim>[] => [
      { id: 'claim', header: texts.devices.claim, value: claimKey, width: 220 },
      timeColumn({ id: 'age', header: texts.field.age, value: ({ createdAt }) => createdAt, width: 100 }),
      {
        id: 'reason',
        header: texts.field.reason,
        value: ({ reason, pods }) => texts.devices.unusedReasons[reason](pods.join(', ')),
        width: 260,
      },
      {
        id: 'devices',
        header: texts.devices.title,
        value: ({ devices }) =>
          devices.map(({ node, name }) => (node === null ? name : `${node}/${name}`)).join(', '),
        width: 240,
      },
    ],
    [texts],
  );
  return (
    <SmallTable
      name="unused-claims"
      label={texts.devices.unused}
      rows={claims}
      columns={columns}
      rowKey={claimKey}
      initialSort={OLDEST_FIRST}
      empty={<NoneFound title={texts.devices.unusedEmpty} />}
    />
  );
}
