import type { Gpu } from '@gpu-console/shared/contract';
import { type ColumnId, columnMetrics, metric } from '@gpu-console/shared/metrics';
import type { Locale } from '@gpu-console/shared/units';
import type { ReactNode } from 'react';
import type { Column } from '../components/dataTable/column.ts';
import { LastXid } from './LastXid.tsx';
import type { FleetTexts } from './texts.en.ts';
import { Memory, Reading, Utilization } from './usage.tsx';

/** Readings that are shown as more than their number. */
const SHOWN: Readonly<Partial<Record<ColumnId, (gpu: Gpu) => ReactNode>>> = {
  utilization: ({ readings }) => <Utilization value={readings.utilization} />,
  memoryUsed: ({ readings, memoryTotalBytes }) => (
    <Memory used={readings.memoryUsed} total={memoryTotalBytes} />
  ),
  xid: ({ readings }) => <LastXid code={readings.xid} />,
};

/** What a GPU's reading of a metric is called; memory is shown with how much of it there is. */
export function readingName(id: ColumnId, texts: FleetTexts, locale: Locale): string {
  return id === 'memoryUsed' ? texts.field.memory : metric(id).name[locale];
}

export function showReading(id: ColumnId, gpu: Gpu): ReactNode {
  return SHOWN[id]?.(gpu) ?? <Reading id={id} value={gpu.readings[id]} />;
}

/** A column for every metric that the catalogue has one for. */
export function readingColumns(texts: FleetTexts, locale: Locale): readonly Column<Gpu>[] {
  return columnMetrics.map(({ id, kind, unit, column }) => ({
    id,
    header: readingName(id, texts, locale),
    value: (gpu) => gpu.readings[id],
    // A code is a name: it stands to the left, and is in no unit.
    ...(kind === 'code' ? {} : { unit }),
    cell: (gpu) => showReading(id, gpu),
    ...column,
  }));
}
