import type { OperatorReport } from '@gpu-console/shared/contract';
import { useMemo } from 'react';
import { useComponentName } from '../../checks/useComponentName.ts';
import { Card } from '../../components/Card.tsx';
import type { Column } from '../../components/dataTable/column.ts';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useUrlTableState } from '../../components/dataTable/tableState.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { NodeLink } from '../../fleet/links.tsx';
import { fleetTexts } from '../../fleet/texts.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { MatrixCell } from './MatrixCell.tsx';
import { cellKey, type MatrixRow, matrixRows } from './matrixRows.ts';
import { moveInGrid } from './moveInGrid.ts';
import { operatorTexts } from './texts.ts';
import { useCellWord } from './useCellWord.ts';
import { useOperatorSearch } from './useOperatorSearch.ts';

/** Pixels; a cell may have two lines. */
const ROW_HEIGHT = 40;

const rowKey = ({ node }: MatrixRow) => node;

/** Every component on every node, nodes with trouble first. */
export function ComponentMatrix({ report }: { report: OperatorReport }) {
  const texts = useTexts(operatorTexts);
  const [{ component }] = useOperatorSearch();
  const columns = useMatrixColumns(report);
  const rows = useMemo(() => matrixRows(report, component), [report, component]);
  return (
    <Card title={texts.matrix} note={texts.matrixNote} padded={false}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys move among the links and buttons inside */}
      <div
        className="mt-1 flex flex-col border-t"
        style={{ height: `min(30rem, ${rows.length * ROW_HEIGHT + 100}px)` }}
        onKeyDown={moveInGrid}
      >
        <DataTable
          name="operator-components"
          label={texts.matrix}
          rows={rows}
          columns={columns}
          rowKey={rowKey}
          rowHeight={ROW_HEIGHT}
          state={useUrlTableState(null)}
          empty={<EmptyState title={texts.noNodes} />}
        />
      </div>
    </Card>
  );
}

function useMatrixColumns({ stages }: OperatorReport): readonly Column<MatrixRow>[] {
  const fleet = useTexts(fleetTexts);
  const nameOf = useComponentName();
  const wordOf = useCellWord();
  const [{ component: chosen }, change] = useOperatorSearch();
  const shown = stages.filter(({ component }) => chosen === undefined || component === chosen);
  return [
    {
      id: 'node',
      header: fleet.field.node,
      value: ({ node }) => node,
      cell: ({ node }) => <NodeLink node={node} />,
      width: 126,
      pinned: true,
    },
    ...shown.map(
      ({ component, culprits, victims }): Column<MatrixRow> => ({
        id: component,
        header: nameOf(component),
        value: ({ cells }) => {
          const cell = cells.get(component);
          return cell === undefined ? null : wordOf(cell);
        },
        cell: ({ cells }) => (
          <MatrixCell cell={cells.get(component)} onOpen={(cell) => change({ cell: cellKey(cell) })} />
        ),
        width: culprits + victims > 0 ? 112 : 80,
      }),
    ),
  ];
}
