import { valueColour } from '@gpu-console/panels';
import {
  cellValue,
  type PanelTableColumn,
  type PanelTableRow,
  panelTable,
  tableShapes,
} from '@gpu-console/panels/kinds/table';
import { textWidth } from '@gpu-console/panels/shapes';
import type { Resolved, TablePanel as Table } from '@gpu-console/shared/dashboards';
import { type ReactNode, useLayoutEffect, useMemo } from 'react';
import { sortRows } from '../../components/dataTable/arrangeRows.ts';
import type { Column } from '../../components/dataTable/column.ts';
import { DataTable } from '../../components/dataTable/DataTable.tsx';
import { useLocalTableState } from '../../components/dataTable/tableState.ts';
import { GpuLink, NodeLink, PodLink } from '../../fleet/links.tsx';
import { useLocale } from '../../i18n/useLocale.ts';
import { useTexts } from '../../i18n/useTexts.ts';
import { ColourSwatch } from '../ColourSwatch.tsx';
import { useChartTokens } from '../chartTokens.ts';
import { PanelValue } from '../PanelValue.tsx';
import { shapesPicture } from '../picture.ts';
import { panelTexts } from '../texts.ts';
import type { KindProps } from './KindProps.ts';

const TEXT = 13;
const CELL_PADDING = 28;
const WIDTHS = { min: 72, max: 320 };

/** A row per set of labels, a column per label and per query. */
export function TablePanel({ panel, series, tall, pictureRef }: KindProps<Table>) {
  const locale = useLocale();
  const texts = useTexts(panelTexts);
  const tokens = useChartTokens();
  const table = useMemo(() => panelTable(panel, series, texts, locale), [panel, series, texts, locale]);
  const columns = useMemo(
    () => table.columns.map((column) => columnOf(column, table.rows, panel)),
    [table, panel],
  );
  const wanted = table.columns.find(({ name }) => name === panel.sort?.column);
  const state = useLocalTableState(
    wanted === undefined || panel.sort === undefined
      ? null
      : { column: wanted.id, descending: panel.sort.descending },
  );
  const { sort } = state;
  useLayoutEffect(() => {
    pictureRef.current = () => {
      const rows = sortRows(table.rows, columns, sort);
      const shown = table.columns.filter(({ isQuiet }) => !isQuiet);
      const { shapes, width, height } = tableShapes({ panel, columns: shown, rows, tokens, texts, locale });
      return shapesPicture(shapes, width, height, tokens.font);
    };
  }, [table, columns, sort, panel, tokens, texts, locale, pictureRef]);
  return (
    <div className={tall ? 'flex h-full flex-col' : 'max-h-105'}>
      <DataTable
        name={panel.title}
        label={panel.title}
        rows={table.rows}
        columns={columns}
        rowKey={({ key }) => key}
        state={state}
        empty={null}
        variant="plain"
        rowHeight={32}
      />
    </div>
  );
}

function columnOf(
  column: PanelTableColumn,
  rows: readonly PanelTableRow[],
  panel: Resolved<Table>,
): Column<PanelTableRow> {
  const widest = rows
    .slice(0, 200)
    .reduce((width, row) => Math.max(width, textWidth(row.labels[column.name] ?? '', TEXT)), 0);
  const wanted = Math.max(textWidth(column.name, TEXT), column.of === 'label' ? widest : 64);
  const base = {
    id: column.id,
    header: column.name,
    value: (row: PanelTableRow) => cellValue(row, column),
    width: Math.max(WIDTHS.min, Math.min(WIDTHS.max, wanted + CELL_PADDING)),
    optional: column.isQuiet,
  };
  if (column.of === 'query') {
    const cell = (row: PanelTableRow) => (
      <ValueCell panel={panel} value={row.values.get(column.id) ?? null} />
    );
    return { ...base, align: 'end', cell };
  }
  return { ...base, cell: (row) => <LabelCell name={column.name} labels={row.labels} /> };
}

function ValueCell({ panel, value }: { panel: Resolved<Table>; value: number | null }) {
  const colour = valueColour(panel, value, useChartTokens());
  return (
    <span className="inline-flex items-center gap-1.5">
      {colour !== null && <ColourSwatch colour={colour} />}
      <PanelValue panel={panel} value={value} />
    </span>
  );
}

const NODE_LABELS = new Set(['node', 'Hostname', 'hostname', 'nodename', 'kubernetes_node']);
/** DCGM's and NVIDIA's device plugin's names for a GPU. */
const GPU_UUID = /^GPU-[0-9a-f-]{36}$/i;
const POD_LABELS: Readonly<Record<string, string>> = { pod: 'namespace', exported_pod: 'exported_namespace' };

/** A label's value, which leads to what it names. */
function LabelCell({ name, labels }: { name: string; labels: PanelTableRow['labels'] }): ReactNode {
  const value = labels[name];
  if (value === undefined || value === '') return '–';
  if (NODE_LABELS.has(name)) return <NodeLink node={value} />;
  if (GPU_UUID.test(value))
    return <GpuLink gpu={{ uuid: value, index: null, instance: null }} name={value} />;
  const namespace = labels[POD_LABELS[name] ?? ''];
  // Beside `exported_pod`, `pod` is the exporter.
  const isExporter = name === 'pod' && labels.exported_pod !== undefined;
  if (namespace && !isExporter) return <PodLink pod={{ namespace, name: value }} withNamespace={false} />;
  return <span title={value}>{value}</span>;
}
