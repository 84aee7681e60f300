import type { Gpu, Readings } from '@gpu-console/shared/contract';
import { type ColumnId, columnMetrics, metric } from '@gpu-console/shared/metrics';
import { describe, expect, it } from 'vitest';
import { tableCsv } from '../components/dataTable/tableCsv.ts';
import { GPU_SOURCES, sourcedColumns } from './sources/sourceIds.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';
import { gpuColumns } from './useGpuColumns.tsx';

const gpu: Gpu = {
  uuid: 'GPU-1',
  index: 0,
  node: 'worker-1',
  product: 'Tesla T4',
  instance: null,
  driverVersion: null,
  pciBusId: null,
  utilization: null,
  utilizationSource: null,
  memoryUsedBytes: null,
  memoryTotalBytes: null,
  powerWatts: null,
  temperatureCelsius: null,
  smClockHertz: null,
  readings: Object.fromEntries(columnMetrics.map(({ id }, place) => [id, place + 0.5])) as Readings,
  powerLimitWatts: null,
  clockEvents: null,
  pods: [],
  sharedWithOthers: false,
  sampledAt: null,
};

describe.each(columnMetrics.map(({ id }, place) => [id, place + 0.5] as const))(
  'the reading of %s',
  (id, value) => {
    const columns = gpuColumns(en, 'en').filter((column) => column.id === id);

    it('is a column of the table of GPUs, in both languages', () => {
      expect(columns).toHaveLength(1);
      expect(columns[0]?.value(gpu)).toBe(value);
      expect(gpuColumns(zhCN, 'zh-CN').find((column) => column.id === id)?.header).not.toBe(
        columns[0]?.header,
      );
    });

    it('stands in the CSV, in its base unit', () => {
      const { kind, unit } = metric(id);
      const [heading = '', text] = tableCsv([gpu], columns).split(/\r?\n/);
      expect(heading.endsWith(`(${unit})`)).toBe(kind !== 'code');
      expect(text).toBe(String(value));
    });

    it('has its source told', () => {
      const [told] = sourcedColumns(columns, GPU_SOURCES);
      expect(told?.source).toBe(id === 'memoryUsed' ? 'memoryTotal' : id);
    });
  },
);

describe('the table of GPUs', () => {
  it('shows as much as ever until the reader chooses more', () => {
    const shown = gpuColumns(en, 'en').filter(({ optional = false }) => !optional);
    const readings = ['utilization', 'memoryUsed', 'temperature', 'power', 'smClock'] satisfies ColumnId[];
    expect(shown.map(({ id }) => id)).toEqual(['gpu', 'node', 'pods', ...readings, 'product', 'profile']);
  });
});
