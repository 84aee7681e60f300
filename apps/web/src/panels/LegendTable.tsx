import {
  columnClass,
  type DrawnSeries,
  type LegendSort,
  legendRows,
  legendStatistics,
  nextLegendSort,
  sortLegend,
} from '@gpu-console/panels';
import type { Resolved, TimeSeriesPanel } from '@gpu-console/shared/dashboards';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { classNames } from '../components/classNames.ts';
import { useTexts } from '../i18n/useTexts.ts';
import { isolate } from './isolation.ts';
import { LegendTableRow } from './LegendTableRow.tsx';
import { panelTexts } from './texts.ts';

export interface LegendProps {
  readonly panel: Resolved<TimeSeriesPanel>;
  readonly series: readonly DrawnSeries[];
  readonly isolated: ReadonlySet<string>;
  readonly onIsolate: (isolated: ReadonlySet<string>) => void;
  readonly onHighlight: (key: string | null) => void;
  readonly tall: boolean;
  /** To the right of the chart, as high as it is. */
  readonly isBeside: boolean;
}

/** No less than what a finger hits (WCAG 2.2, target size). */
const ROW_PIXELS = 24;

/** The series with their statistics: the chart's legend, and its text alternative. */
export function LegendTable({
  panel,
  series,
  isolated,
  onIsolate,
  onHighlight,
  tall,
  isBeside,
}: LegendProps) {
  const texts = useTexts(panelTexts);
  const [sort, setSort] = useState<LegendSort>({ column: 'name', descending: false });
  const viewport = useRef<HTMLDivElement>(null);
  const statistics = legendStatistics(panel);
  const rows = useMemo(
    () => sortLegend(legendRows(series, statistics), statistics, sort),
    [series, statistics, sort],
  );
  const virtualizer = useVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_PIXELS,
    getScrollElement: () => viewport.current,
    overscan: 6,
  });
  const inSight = virtualizer.getVirtualItems();
  const first = inSight[0]?.index ?? 0;
  const end = (inSight.at(-1)?.index ?? -1) + 1;

  return (
    <div
      ref={viewport}
      className={classNames(
        'overflow-x-hidden overflow-y-auto text-sm',
        isBeside ? 'w-1/2 max-w-md' : 'mt-1',
        tall ? (isBeside ? 'max-h-full' : 'max-h-[40%] shrink-0') : 'max-h-52',
      )}
    >
      <table className="w-full table-fixed border-separate border-spacing-0" aria-rowcount={rows.length + 1}>
        <caption className="sr-only">{`${texts.legendOf(panel.title)}. ${texts.legendHint}`}</caption>
        <thead>
          <tr>
            <LegendHead column="name" label={texts.series} sort={sort} onSort={setSort} />
            {statistics.map((column, index) => (
              <LegendHead
                key={column}
                column={column}
                label={texts.statistics[column]}
                sort={sort}
                onSort={setSort}
                width={columnWidth(statistics.length, isBeside)}
                className={columnClass(index, statistics.length)}
              />
            ))}
          </tr>
        </thead>
        <tbody onPointerLeave={() => onHighlight(null)}>
          {first > 0 && <tr aria-hidden style={{ height: first * ROW_PIXELS }} />}
          {rows.slice(first, end).map((row, offset) => (
            <LegendTableRow
              key={row.series.key}
              row={row}
              panel={panel}
              statistics={statistics}
              index={first + offset}
              shown={isolated.size === 0 || isolated.has(row.series.key)}
              isolated={isolated.has(row.series.key)}
              hint={texts.legendHint}
              onChoose={(add) => onIsolate(isolate(isolated, row.series.key, add))}
              onHighlight={onHighlight}
            />
          ))}
          {end < rows.length && <tr aria-hidden style={{ height: (rows.length - end) * ROW_PIXELS }} />}
        </tbody>
      </table>
    </div>
  );
}

const MAX_SHARE = 68;

/** Names keep a third of the width. */
const columnWidth = (columns: number, isNarrow: boolean) =>
  `${Math.min(isNarrow ? 24 : 17, MAX_SHARE / columns)}%`;

interface LegendHeadProps {
  readonly column: LegendSort['column'];
  readonly label: string;
  readonly sort: LegendSort;
  readonly onSort: (sort: LegendSort) => void;
  readonly width?: string;
  readonly className?: string | undefined;
}

function LegendHead({ column, label, sort, onSort, width, className }: LegendHeadProps) {
  const sorted = sort.column === column;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  const isName = column === 'name';
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      className={classNames(
        'sticky top-0 z-1 h-6 border-b bg-surface p-0 font-normal text-muted',
        isName ? 'text-left' : 'text-right',
        className,
      )}
      style={{ width }}
    >
      <button
        type="button"
        className={classNames(
          'inline-flex min-h-6 min-w-6 items-center gap-0.5 rounded px-1 hover:text-ink',
          !isName && 'flex-row-reverse',
        )}
        onClick={() => onSort(nextLegendSort(sort, column))}
      >
        {label}
        {sorted && <Arrow aria-hidden size={11} />}
      </button>
    </th>
  );
}
