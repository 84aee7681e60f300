import { useState } from 'react';
import type { Column, Sort } from '../../components/dataTable/column.ts';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useLocalTableState } from '../../components/dataTable/tableState.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { TreeTable } from '../../components/treeTable/TreeTable.tsx';
import { sortTree, type TreeNode } from '../../components/treeTable/treeRows.ts';
import { CHINESE, LONG } from '../names.ts';
import type { Specimen } from '../specimen.ts';

interface Row {
  readonly name: string;
  readonly use: number | null;
  readonly memory: number | null;
}

const COLUMNS: readonly Column<Row>[] = [
  { id: 'name', header: 'Name', value: ({ name }) => name, width: 160, pinned: true },
  { id: 'use', header: 'Utilization', value: ({ use }) => use, unit: 'ratio', width: 110 },
  { id: 'memory', header: 'Memory', value: ({ memory }) => memory, unit: 'bytes', width: 110 },
  { id: 'note', header: LONG, value: () => null, width: 120, optional: true },
];

const ROWS: readonly Row[] = [
  { name: 'gpu-9', use: 0.4, memory: 4e10 },
  { name: 'gpu-10', use: 0.9, memory: 7.9e10 },
  { name: 'gpu-11', use: null, memory: null },
];
const NAMED: readonly Row[] = [
  { name: LONG, use: 0.5, memory: 1e9 },
  { name: CHINESE, use: 0.5, memory: 1e9 },
];
const MANY: readonly Row[] = Array.from({ length: 2000 }, (_, index) => ({
  name: `gpu-${index}`,
  use: (index % 100) / 100,
  memory: index * 1e7,
}));

interface TableSpecimenProps {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly variant?: 'full' | 'plain';
  readonly filter?: string;
}

function TableSpecimen({ label, rows, variant = 'plain', filter }: TableSpecimenProps) {
  const state = useLocalTableState({ column: 'use', descending: true });
  return (
    <div className={variant === 'full' ? 'h-80 border' : 'border'}>
      <DataTable
        name="specimen"
        label={label}
        rows={rows}
        columns={COLUMNS}
        rowKey={({ name }) => name}
        state={filter === undefined ? state : { ...state, filter }}
        empty={<EmptyState title="No GPUs" />}
        variant={variant}
      />
    </div>
  );
}

const node = (row: Row, children: readonly TreeNode<Row>[] = []): TreeNode<Row> => ({
  key: row.name,
  row,
  children,
});
const TREE = [
  node({ name: 'namespace', use: 0.6, memory: 9e10 }, [
    node(
      { name: 'workload', use: 0.6, memory: 9e10 },
      ROWS.map((row) => node(row)),
    ),
  ]),
  node(
    { name: '命名空间', use: 0.5, memory: 2e9 },
    NAMED.map((row) => node(row)),
  ),
];
const TREE_COLUMNS = COLUMNS.slice(0, 3);

function TreeSpecimen({ label, opened }: { label: string; opened: readonly string[] }) {
  const [sort, setSort] = useState<Sort>({ column: 'use', descending: true });
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(opened));
  return (
    <div className="flex h-80 flex-col border">
      <TreeTable
        label={label}
        nodes={sortTree(TREE, TREE_COLUMNS, sort)}
        columns={TREE_COLUMNS}
        total={{ name: 'Total', use: 0.55, memory: 9.2e10 }}
        sort={sort}
        onSort={setSort}
        isOpen={(key) => open.has(key)}
        onToggle={(key) => {
          const next = new Set(open);
          if (!next.delete(key)) next.add(key);
          setOpen(next);
        }}
      />
    </div>
  );
}

export const tables: readonly Specimen[] = [
  {
    files: [
      'components/dataTable/DataTable.tsx',
      'components/dataTable/CellText.tsx',
      'components/dataTable/HeaderCell.tsx',
      'components/dataTable/SmallTable.tsx',
      'components/dataTable/TableRows.tsx',
      'components/dataTable/TableToolbar.tsx',
      'components/dataTable/timeColumn.tsx',
    ],
    isWide: true,
    states: {
      plain: <TableSpecimen label="Plain" rows={ROWS} />,
      'full, of many rows': <TableSpecimen label="Many" rows={MANY} variant="full" />,
      empty: <TableSpecimen label="Empty" rows={[]} />,
      'nothing matches': <TableSpecimen label="No match" rows={ROWS} variant="full" filter="h200" />,
      'long names, Chinese': <TableSpecimen label="Long names" rows={NAMED} />,
    },
  },
  {
    files: ['components/treeTable/TreeTable.tsx', 'components/treeTable/TreeCell.tsx'],
    isWide: true,
    states: {
      closed: <TreeSpecimen label="Closed" opened={[]} />,
      'open, long names, Chinese': (
        <TreeSpecimen label="Open" opened={['namespace', 'workload', '命名空间']} />
      ),
    },
  },
];
