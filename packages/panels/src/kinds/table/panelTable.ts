import { type Resolved, reduced, type TablePanel } from '@gpu-console/shared/dashboards';
import type { Locale } from '@gpu-console/shared/units';
import { panelText } from '../../panelReading.ts';
import { type ChartSeries, identity } from '../../panelSeries.ts';
import type { PanelTexts } from '../../texts.en.ts';

export interface PanelTableColumn {
  readonly id: string;
  readonly name: string;
  /** A column has a label's values, or those of a query. */
  readonly of: 'label' | 'query';
  /** The same in all rows, where there are so many columns that it tells nothing. */
  readonly isQuiet: boolean;
}

export interface PanelTableRow {
  readonly key: string;
  readonly labels: Readonly<Record<string, string>>;
  /** By the query's id, in the base unit. */
  readonly values: ReadonlyMap<string, number | null>;
}

export interface PanelTable {
  readonly columns: readonly PanelTableColumn[];
  readonly rows: readonly PanelTableRow[];
}

/** As many labels as people compare. */
const FEW_LABELS = 5;
const PLACEHOLDER = /\{\{/;

const byLabels = new Intl.Collator('en', { numeric: true });
const words = (labels: PanelTableRow['labels']) => Object.values(labels).join('\n');

/** A row per set of labels in their order, with each query's value; the values come first where labels would push them out of sight. */
export function panelTable(
  panel: Resolved<TablePanel>,
  series: readonly ChartSeries[],
  texts: Pick<PanelTexts, 'value' | 'numberedValue'>,
  locale: Locale,
): PanelTable {
  const rows = new Map<string, { labels: Record<string, string>; values: Map<string, number | null> }>();
  const crowded = crowdedCells(series);
  for (const { labels, values, queryId } of series) {
    const { __name__: metric = '', ...others } = labels;
    const isCrowded = crowded.has(`${queryId} ${identity(labels)}`);
    const own = isCrowded && metric !== '' ? { __name__: metric, ...others } : others;
    const key = own === others ? identity(own) : `${identity(own)} ${metric}`;
    const row = rows.get(key) ?? { labels: own, values: new Map<string, number | null>() };
    rows.set(key, row);
    row.values.set(queryId, reduced(values, 'last'));
  }
  const all = [...rows]
    .map(([key, row]) => ({ key, ...row }))
    .sort((a, b) => byLabels.compare(words(a.labels), words(b.labels)));
  const labels = labelColumns(all);
  const values = queryColumns(panel, texts, locale);
  const isWide = labels.filter(({ isQuiet }) => !isQuiet).length > FEW_LABELS;
  return { columns: isWide ? [...values, ...labels] : [...labels, ...values], rows: all };
}

/** Where several series of a query have the same labels, and only the metric's name tells them apart. */
function crowdedCells(series: readonly ChartSeries[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const crowded = new Set<string>();
  for (const { queryId, labels } of series) {
    const cell = `${queryId} ${identity(labels)}`;
    if (seen.has(cell)) crowded.add(cell);
    seen.add(cell);
  }
  return crowded;
}

function labelColumns(rows: readonly PanelTableRow[]): readonly PanelTableColumn[] {
  const names = [...new Set(rows.flatMap(({ labels }) => Object.keys(labels)))];
  const isSame = (name: string) => new Set(rows.map(({ labels }) => labels[name])).size === 1;
  const isMany = names.length > FEW_LABELS && rows.length > 1;
  return names.map((name) => ({
    id: `label ${name}`,
    name,
    of: 'label',
    isQuiet: isMany && isSame(name),
  }));
}

/** A query's column has its legend for a name, where that is the same for all of its series. */
function queryColumns(
  { queries }: Resolved<TablePanel>,
  texts: Pick<PanelTexts, 'value' | 'numberedValue'>,
  locale: Locale,
): readonly PanelTableColumn[] {
  const legends = queries.map(({ legend }) => (typeof legend === 'string' ? legend : legend[locale]));
  return queries.map(({ id }, index) => {
    const legend = legends[index] ?? '';
    const isName =
      legend !== '' && !PLACEHOLDER.test(legend) && legends.indexOf(legend) === legends.lastIndexOf(legend);
    const name = isName ? legend : queries.length === 1 ? texts.value : texts.numberedValue(id);
    return { id, name, of: 'query', isQuiet: false };
  });
}

/** What a cell sorts by and goes into files as. */
export function cellValue(row: PanelTableRow, { id, name, of }: PanelTableColumn): string | number | null {
  return of === 'label' ? (row.labels[name] ?? null) : (row.values.get(id) ?? null);
}

/** A cell as people read it. */
export function cellText(
  panel: Resolved<TablePanel>,
  row: PanelTableRow,
  column: PanelTableColumn,
  locale: Locale,
): string {
  if (column.of === 'label') return row.labels[column.name] ?? '–';
  return panelText(panel, row.values.get(column.id) ?? null, locale);
}

/** The rows as the panel sorts them: what has no value comes last. */
export function sortedRows(
  { rows, columns }: PanelTable,
  sort: Resolved<TablePanel>['sort'],
): readonly PanelTableRow[] {
  const column = columns.find(({ name }) => name === sort?.column);
  if (column === undefined) return rows;
  const sign = sort?.descending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [cellValue(one, column), cellValue(other, column)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * byLabels.compare(String(a), String(b));
  });
}
