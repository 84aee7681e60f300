import { useState } from 'react';
import { Card } from '../../components/Card.tsx';
import type { Sort } from '../../components/dataTable/column.ts';
import { TreeTable } from '../../components/treeTable/TreeTable.tsx';
import { sortTree } from '../../components/treeTable/treeRows.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { type ClusterReading, fleetNumbers, fleetRow } from './fleetRows.ts';
import { allClustersTexts } from './texts.ts';
import { useFleetColumns } from './useFleetColumns.tsx';

const nothing = () => {};

/** Every cluster in numbers, and all of them together. */
export function FleetTable({ readings }: { readings: readonly ClusterReading[] }) {
  const texts = useTexts(allClustersTexts);
  const columns = useFleetColumns();
  const [sort, setSort] = useState<Sort | null>(null);
  const nodes = readings.map((reading) => ({
    key: reading.cluster.id,
    row: fleetRow(reading),
    children: [],
  }));
  return (
    <Card title={texts.clusters} note={readings.length} padded={false}>
      <TreeTable
        label={texts.clusters}
        nodes={sortTree(nodes, columns, sort)}
        columns={columns}
        total={{ key: 'total', reading: null, ...fleetNumbers(readings) }}
        sort={sort}
        onSort={setSort}
        isOpen={() => false}
        onToggle={nothing}
      />
    </Card>
  );
}
