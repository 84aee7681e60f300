import type { Node } from '@gpu-console/shared/contract';
import { metric } from '@gpu-console/shared/metrics';
import type { Locale } from '@gpu-console/shared/units';
import type { Column } from '../components/dataTable/column.ts';
import { timeColumn } from '../components/dataTable/timeColumn.tsx';
import type { FleetTexts } from './texts.en.ts';
import { Memory, Utilization } from './usage.tsx';

export function utilizationColumn(locale: Locale): Column<Pick<Node, 'utilization'>> {
  return {
    id: 'utilization',
    header: metric('utilization').name[locale],
    value: ({ utilization }) => utilization,
    unit: 'ratio',
    cell: ({ utilization }) => <Utilization value={utilization} />,
    width: 108,
  };
}

export function memoryColumn(texts: FleetTexts): Column<Pick<Node, 'memoryUsedBytes' | 'memoryTotalBytes'>> {
  return {
    id: 'memory',
    header: texts.field.memory,
    value: ({ memoryUsedBytes }) => memoryUsedBytes,
    unit: 'bytes',
    cell: ({ memoryUsedBytes, memoryTotalBytes }) => (
      <Memory used={memoryUsedBytes} total={memoryTotalBytes} />
    ),
    width: 150,
  };
}

export function powerColumn(locale: Locale): Column<Pick<Node, 'powerWatts'>> {
  return {
    id: 'power',
    header: metric('power').name[locale],
    value: ({ powerWatts }) => powerWatts,
    unit: 'watts',
    width: 85,
  };
}

export function ageColumn(texts: FleetTexts, width: number): Column<Pick<Node, 'createdAt'>> {
  return timeColumn({
    id: 'age',
    header: texts.field.age,
    value: ({ createdAt }) => createdAt,
    form: 'age',
    align: 'end',
    width,
  });
}
